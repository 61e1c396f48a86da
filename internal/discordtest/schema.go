package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// document is an OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12.
// They are compiled at their first use and kept: compiling takes up to 30 ms,
// checking a tenth of one.
type document struct {
	mu       sync.Mutex
	compiler *jsonschema.Compiler
	schemas  map[string]*jsonschema.Schema // by pattern
}

const documentURL = "openapi.json"

func loadDocument(file string) (*document, error) {
	opened, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("load openapi.json: %w", err)
	}
	defer func() { _ = opened.Close() }() // it was only read
	parsed, err := jsonschema.UnmarshalJSON(opened)
	if err != nil {
		return nil, fmt.Errorf("load openapi.json: %w", err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.AssertFormat()
	if err := compiler.AddResource(documentURL, parsed); err != nil {
		return nil, fmt.Errorf("load openapi.json: %w", err)
	}
	return &document{compiler: compiler, schemas: make(map[string]*jsonschema.Schema)}, nil
}

// schema gives the schema of a route's body.
func (d *document) schema(pattern string) (*jsonschema.Schema, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if schema, ok := d.schemas[pattern]; ok {
		return schema, nil
	}
	method, path, _ := strings.Cut(pattern, " ")
	pointer := "/paths/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(path) + "/" +
		strings.ToLower(method) + "/requestBody/content/application~1json/schema"
	schema, err := d.compiler.Compile(documentURL + "#" + (&url.URL{Path: pointer}).EscapedPath())
	if err != nil {
		return nil, fmt.Errorf("openapi.json has no body for %s: %w", pattern, err)
	}
	d.schemas[pattern] = schema
	return schema, nil
}

// check tells where a body departs from the document.
func (d *document) check(pattern string, value any) []problem {
	schema, err := d.schema(pattern)
	if err == nil {
		err = schema.Validate(soften(value))
	}
	if err == nil {
		return nil
	}
	invalid, ok := errors.AsType[*jsonschema.ValidationError](err)
	if !ok {
		return []problem{{rule: RuleSchema, code: "SCHEMA", message: err.Error()}}
	}
	var problems []problem
	for _, leaf := range leaves(invalid) {
		problems = append(problems, problem{
			rule: RuleSchema, field: strings.Join(leaf.InstanceLocation, "."),
			code: "SCHEMA", message: leaf.Error(),
		})
	}
	return problems
}

// soften turns default_member_permissions, a string by Discord's
// documentation and discordgo, into the number that the document asks for.
func soften(value any) any {
	switch value := value.(type) {
	case []any:
		softened := make([]any, len(value))
		for i := range value {
			softened[i] = soften(value[i])
		}
		return softened
	case map[string]any:
		text, ok := value["default_member_permissions"].(string)
		if !ok || text == "" || strings.Trim(text, "0123456789") != "" {
			return value
		}
		softened := maps.Clone(value)
		softened["default_member_permissions"] = json.Number(text)
		return softened
	}
	return value
}

// leaves are the causes at the bottom of an error; of a union only those of
// the branch that was meant.
func leaves(err *jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(err.Causes) == 0 {
		return []*jsonschema.ValidationError{err}
	}
	union := false
	switch err.ErrorKind.(type) {
	case *kind.AnyOf, *kind.OneOf:
		union = true
	}
	var all []*jsonschema.ValidationError
	best := 0
	for i, cause := range err.Causes {
		branch := leaves(cause)
		if !union {
			all = append(all, branch...)
			continue
		}
		if distance := unlikeness(branch, len(err.InstanceLocation)); i == 0 || distance < best {
			all, best = branch, distance
		}
	}
	return all
}

// unlikeness tells how little a branch of a union is what the sender meant:
// another "type", or not even an object, weighs more than any slip within.
func unlikeness(branch []*jsonschema.ValidationError, depth int) int {
	distance := len(branch)
	for _, leaf := range branch {
		here := leaf.InstanceLocation[min(depth, len(leaf.InstanceLocation)):]
		switch leaf.ErrorKind.(type) {
		case *kind.Enum, *kind.Const:
			if len(here) == 1 && here[0] == "type" {
				distance += 1000
			}
		case *kind.Type:
			if len(here) == 0 {
				distance += 1000
			}
		}
	}
	return distance
}
