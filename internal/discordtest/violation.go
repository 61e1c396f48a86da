package discordtest

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Rule names what a request broke.
type Rule string

// The rules. All but RuleSchema are checked without openapi.json too.
const (
	RuleRoute           Rule = "known route"
	RuleBody            Rule = "readable body"
	RuleSchema          Rule = "openapi.json"
	RuleContentLength   Rule = "content up to 2,000 characters"
	RuleEmbedLength     Rule = "embeds up to 6,000 characters in total"
	RuleUnknownField    Rule = "known fields only"
	RuleEmptyMessage    Rule = "no empty message"
	RuleCommandName     Rule = "command names and descriptions"
	RuleOptionOrder     Rule = "required options first"
	RuleAllowedMentions Rule = "allowed_mentions with a parse list"
	RuleComponents      Rule = "unique custom_id; no content beside components v2"
	RuleCallback        Rule = "callback type fits the interaction"
	RuleGateway         Rule = "gateway"
)

// Violation is a request that breaks the API's contract.
type Violation struct {
	Rule         Rule
	Method, Path string
	// Field is the place in the body, such as "embeds.0.title"; it may be
	// empty.
	Field  string
	Detail string
}

// String is one line for the test's log.
func (v Violation) String() string {
	place := v.Method + " " + v.Path
	if v.Field != "" {
		place += " at " + v.Field
	}
	return fmt.Sprintf("broken rule %q: %s: %s", v.Rule, strings.TrimSpace(place), v.Detail)
}

// Violations gives all violations so far, oldest first.
func (s *Server) Violations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// codeInvalidForm is Discord's "Invalid Form Body".
const codeInvalidForm = 50035

// problem is what is wrong with a request.
type problem struct {
	rule Rule
	// field is the path in the body, dotted.
	field string
	// code and message are Discord's words for it.
	code, message string
	// status and number stand for the whole answer where Discord has one of
	// its own; 0 is 400 and 50035 with the field's error.
	status, number int
	// tolerated is what Discord lets pass, to the harm of readers.
	tolerated bool
}

func unreadable(status, number int, message string) problem {
	return problem{rule: RuleBody, status: status, number: number, message: message}
}

func anyRefusing(problems []problem) bool {
	return slices.ContainsFunc(problems, func(p problem) bool { return !p.tolerated })
}

// violate records what is wrong.
func (s *Server) violate(r *http.Request, problems ...problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.note(r, problems...)
}

// note records what is wrong; the caller holds mu.
func (s *Server) note(r *http.Request, problems ...problem) {
	for _, p := range problems {
		s.violations = append(s.violations, Violation{
			Rule: p.rule, Method: r.Method, Path: r.URL.Path, Field: p.field, Detail: p.message,
		})
	}
	s.touch()
}

// rejection says what is wrong as Discord does: with the first problem that has
// an answer of its own, or with all fields' errors.
func rejection(problems ...problem) reply {
	refusing := slices.DeleteFunc(slices.Clone(problems), func(p problem) bool { return p.tolerated })
	for _, p := range refusing {
		if p.number != 0 {
			return refuse(max(p.status, http.StatusBadRequest), p.number, p.message)
		}
	}
	return invalidForm(refusing...)
}

// invalidForm is the answer that lists errors by field
// (https://discord.com/developers/docs/reference#error-messages).
func invalidForm(problems ...problem) reply {
	answer := refuse(http.StatusBadRequest, codeInvalidForm, "Invalid Form Body")
	errors := make(map[string]any)
	for _, p := range problems {
		hang(errors, strings.FieldsFunc(p.field, func(r rune) bool { return r == '.' }),
			map[string]string{"code": p.code, "message": p.message})
	}
	answer.body.(map[string]any)["errors"] = errors
	return answer
}

// hang puts an error into the tree of fields.
func hang(tree map[string]any, path []string, entry map[string]string) {
	for _, name := range path {
		child, ok := tree[name].(map[string]any)
		if !ok {
			child = make(map[string]any)
			tree[name] = child
		}
		tree = child
	}
	entries, _ := tree["_errors"].([]map[string]string)
	tree["_errors"] = append(entries, entry)
}

// at joins the parts of a field's path.
func at(prefix string, parts ...any) string {
	path := prefix
	for _, part := range parts {
		var next string
		switch part := part.(type) {
		case int:
			next = strconv.Itoa(part)
		case string:
			next = part
		}
		if path != "" {
			path += "."
		}
		path += next
	}
	return path
}
