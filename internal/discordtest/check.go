package discordtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// check tells what is wrong with a body: by the rules of this package first,
// because they speak more plainly, then by openapi.json.
func (s *Server) check(e endpoint, b body) []problem {
	problems := e.check(b)
	if s.document == nil || anyRefusing(problems) {
		return problems
	}
	return append(problems, s.document.check(e.pattern, b.value)...)
}

// fieldSet is what an object may hold.
type fieldSet map[string]bool

func fields(names string) fieldSet {
	set := make(fieldSet)
	for name := range strings.FieldsSeq(names) {
		set[name] = true
	}
	return set
}

// unknownFields are those an object should not hold. An empty one is let
// pass: discordgo sends every field of its structs, and Discord reads null,
// false and "" there as nothing.
func unknownFields(prefix string, object map[string]any, known fieldSet) []problem {
	var problems []problem
	for _, name := range slices.Sorted(maps.Keys(object)) {
		switch object[name] {
		case nil, false, "":
			continue
		}
		if !known[name] {
			problems = append(problems, problem{
				rule: RuleUnknownField, field: at(prefix, name),
				code: "UNKNOWN_FIELD", message: fmt.Sprintf("there is no field %q", name),
			})
		}
	}
	return problems
}

// read decodes a body whose shape matters to the rules. Where it fails, the
// problem says so.
func read[T any](prefix string, raw json.RawMessage) (T, []problem) {
	var value T
	if err := json.Unmarshal(raw, &value); err != nil {
		return value, []problem{{rule: RuleBody, field: prefix, code: "MODEL_TYPE_CONVERT", message: err.Error()}}
	}
	return value, nil
}

// object gives the fields of a JSON object.
func object(prefix string, value any) (map[string]any, []problem) {
	if object, ok := value.(map[string]any); ok {
		return object, nil
	}
	return nil, []problem{{
		rule: RuleBody, field: prefix, code: "MODEL_TYPE_CONVERT", message: "Only dictionaries may be used.",
	}}
}

// anyObject is the check of bodies that no rule of this package is about.
func anyObject(b body) []problem {
	_, problems := object("", b.value)
	return problems
}
