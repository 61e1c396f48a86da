package discordtest

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"attache/internal/sharedtest"
)

// withOpenAPI gives a Server that checks against the document, or skips.
func withOpenAPI(t *testing.T) *Server {
	t.Helper()
	file := OpenAPIFile(t)
	if file == "" {
		t.SkipNow()
	}
	return New(t, Options{OpenAPI: file, KeepViolations: true})
}

func TestOpenAPI(t *testing.T) {
	t.Parallel()
	srv := withOpenAPI(t)
	bot := newClient(t, srv)
	for name, test := range map[string]struct {
		path, body string
		fields     []string // where it is wrong; none where it is right
	}{
		"takes a message with all it may hold": {messagesPath, `{"content":"a","nonce":"n","enforce_nonce":true,` + buttons +
			`,"embeds":[{"title":"a","url":"https://example.org/a","color":255,"timestamp":"2026-08-01T10:00:00Z",
			"fields":[{"name":"a","value":"b","inline":true}]}],` + quiet + `}`, nil},
		"refuses a title of 257 characters": {messagesPath, `{"embeds":[{"title":"` + strings.Repeat("a", 257) + `"}],` + quiet + `}`,
			[]string{"embeds.0.title"}},
		"refuses an address that is none": {messagesPath, `{"embeds":[{"url":"example"},{"color":-1}],` + quiet + `}`,
			[]string{"embeds.0.url", "embeds.1.color"}},
		"refuses a nonce of 26 characters": {messagesPath, `{"content":"a","nonce":"` + strings.Repeat("a", 26) + `",` + quiet + `}`,
			[]string{"nonce"}},
		"refuses a sixth button": {messagesPath, `{"content":"a","components":[{"type":1,"components":[` +
			strings.TrimSuffix(strings.Repeat(`{"type":2,"style":5,"url":"https://example.org","label":"a"},`, 6), ",") + `]}],` + quiet + `}`,
			[]string{"components.0.components"}},
		"refuses a button of no known style": {messagesPath, `{"content":"a","components":[{"type":1,"components":[
			{"type":2,"style":9,"custom_id":"a","label":"a"}]}],` + quiet + `}`,
			[]string{"components.0.components.0.style"}},
		"takes permissions in a string":             {globalCommands, `{"name":"a","description":"b","default_member_permissions":"32"}`, nil},
		"refuses permissions that are no number":    {globalCommands, `{"name":"a","description":"b","default_member_permissions":"x"}`, []string{"default_member_permissions"}},
		"takes a command as discordgo sends it":     {globalCommands, strings.Replace(askCommand, `"required":true`, `"required":true,"options":null,"choices":null,"channel_types":null,"autocomplete":false`, 1), nil},
		"refuses a description of 101 characters":   {globalCommands, `{"name":"a","description":"` + strings.Repeat("b", 101) + `"}`, []string{"description"}},
		"refuses a number among choices of a text":  {globalCommands, `{"name":"a","description":"b","options":[{"type":3,"name":"c","description":"d","choices":[{"name":"e","value":5}]}]}`, []string{"options.0.choices.0.value"}},
		"refuses a recipient that is no identifier": {"/users/@me/channels", `{"recipient_id":7.5}`, []string{"recipient_id"}},
	} {
		t.Run(name, func(t *testing.T) {
			before := len(srv.Violations())
			got := bot.do("POST", test.path, test.body)
			var fields []string
			for _, violation := range srv.Violations()[before:] {
				fields = append(fields, violation.Field)
				if violation.Rule != RuleSchema || violation.Detail == "" {
					t.Errorf("broken: %s", violation)
				}
			}
			slices.Sort(fields)
			if !slices.Equal(fields, test.fields) {
				t.Errorf("wrong at %q, want %q: %s", fields, test.fields, got.raw)
			}
			if refused := got.status == http.StatusBadRequest; refused != (test.fields != nil) {
				t.Errorf("got %d %s", got.status, got.raw)
			}
		})
	}
	t.Run("names what is wrong in the branch that was meant", func(t *testing.T) {
		bot.register(askCommand)
		before := len(srv.Violations())
		bot.callback(undelivered(t, srv, ask()), `{"type":4,"data":{"embeds":[{"color":"red"}],`+quiet+`}}`)
		bot.callback(undelivered(t, srv, ask()), `{"type":4,"data":{"embeds":[{"description":"`+strings.Repeat("a", 4097)+`"}],`+quiet+`}}`)
		got := srv.Violations()[before:]
		if len(got) != 2 || got[0].Rule != RuleBody || got[1].Field != "data.embeds.0.description" {
			t.Errorf("broken: %v", got)
		}
	})
}

// TestFieldsAreThoseOfTheDocument keeps this package's lists of fields in
// step with the document.
func TestFieldsAreThoseOfTheDocument(t *testing.T) {
	t.Parallel()
	file := OpenAPIFile(t)
	if file == "" {
		t.SkipNow()
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Components struct {
			Schemas map[string]struct {
				Properties map[string]json.RawMessage `json:"properties"`
			} `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(raw, &document); err != nil {
		t.Fatal(err)
	}
	for schema, known := range map[string]fieldSet{
		"MessageCreateRequest":                createRules.known,
		"MessageEditRequestPartial":           editRules.known,
		"IncomingWebhookRequestPartial":       followupRules.known,
		"IncomingWebhookUpdateRequestPartial": followupEditRules.known,
		"IncomingWebhookInteractionRequest":   responseRules.known,
		"ApplicationCommandUpdateRequest":     commandFields,
	} {
		properties := document.Components.Schemas[schema].Properties
		if len(properties) == 0 {
			t.Errorf("the document has no %s", schema)
		}
		for name := range properties {
			if !known[name] {
				t.Errorf("%s has a field %s that is not known here", schema, name)
			}
		}
	}
}

func TestOpenAPIIsOptional(t *testing.T) {
	t.Run("a missing document is a clear failure when it is named", func(t *testing.T) {
		if _, err := openAPI.load(filepath.Join(t.TempDir(), "openapi.json")); err == nil {
			t.Error("it was loaded")
		}
	})
	t.Run("a document that is none is a clear failure", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "openapi.json")
		if err := os.WriteFile(file, []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := openAPI.load(file); err == nil {
			t.Error("it was loaded")
		}
	})
	t.Run("a route that the document lacks is a violation", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "openapi.json")
		if err := os.WriteFile(file, []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
		srv := New(t, Options{OpenAPI: file, KeepViolations: true})
		newClient(t, srv).do("POST", messagesPath, `{"content":"a",`+quiet+`}`).refused(t, http.StatusBadRequest, codeInvalidForm)
		if got := rules(srv); !slices.Equal(got, []Rule{RuleSchema}) {
			t.Errorf("broken: %v", got)
		}
	})
	t.Run("away from shared it is skipped with one line, or required", func(t *testing.T) {
		root := t.TempDir()
		inside := filepath.Join(root, "module", "bot")
		if err := os.MkdirAll(inside, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, "module", "go.mod"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		t.Chdir(inside)
		t.Setenv(sharedtest.Require, "")
		notes := &notebook{TB: t}
		if file := OpenAPIFile(notes); file != "" || len(notes.logs) != 1 || !strings.HasPrefix(notes.logs[0], "skipping: ") {
			t.Errorf("got %q, %q", file, notes.logs)
		}
		t.Setenv(sharedtest.Require, "1")
		if OpenAPIFile(notes); !notes.fatal {
			t.Error("its absence was let pass")
		}
		t.Chdir(root)
		if _, err := sharedtest.Find(); err == nil {
			t.Error("a module was found where there is none")
		}
	})
}

// notebook writes down what a test says.
type notebook struct {
	testing.TB
	logs  []string
	fatal bool
}

func (n *notebook) Helper()               {}
func (n *notebook) Log(args ...any)       { n.logs = append(n.logs, args[0].(string)) }
func (n *notebook) Fatalf(string, ...any) { n.fatal = true }
