package discordtest

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// filling turns the values a test gives into a command's options.
type filling struct {
	server    *Server
	focused   string // the option being typed; empty when all is sent
	unchecked bool
	resolved  map[string]map[string]any
}

func (f *filling) resolve(what, id string, wire any) {
	if f.resolved[what] == nil {
		f.resolved[what] = make(map[string]any)
	}
	f.resolved[what][id] = wire
}

// descend follows the path of a subcommand and fills in its options.
func (f *filling) descend(options []Option, path []string, values map[string]any) ([]map[string]any, error) {
	if len(path) == 0 {
		return f.fill(options, values)
	}
	i := slices.IndexFunc(options, func(o Option) bool { return o.Name == path[0] })
	sub := Option{Name: path[0], Type: optionSubcommand}
	if len(path) > 1 {
		sub.Type = optionSubcommandGroup
	}
	switch {
	case i >= 0 && options[i].Type == sub.Type:
		sub = options[i]
	case !f.unchecked:
		return nil, fmt.Errorf("it has no subcommand %q", strings.Join(path, " "))
	}
	filled, err := f.descend(sub.Options, path[1:], values)
	if err != nil {
		return nil, err
	}
	return []map[string]any{{"name": sub.Name, "type": sub.Type, "options": list(filled)}}, nil
}

// fill gives the options in the order of their definition.
func (f *filling) fill(options []Option, values map[string]any) ([]map[string]any, error) {
	left := maps.Clone(values)
	var filled []map[string]any
	for _, option := range options {
		value, given := left[option.Name]
		delete(left, option.Name)
		switch {
		case option.Type <= optionSubcommandGroup && !f.unchecked:
			return nil, fmt.Errorf("one of its subcommands must be named, such as %q", option.Name)
		case given:
			if err := f.accepts(option, value); err != nil && !f.unchecked {
				return nil, fmt.Errorf("option %s: %w", option.Name, err)
			}
			filled = append(filled, f.wire(option, value))
		case option.Required && f.focused == "" && !f.unchecked:
			return nil, fmt.Errorf("option %s is required", option.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(left)) {
		if !f.unchecked {
			return nil, fmt.Errorf("it has no option %q", name)
		}
		filled = append(filled, f.wire(Option{Name: name, Type: guessType(left[name])}, left[name]))
	}
	return filled, nil
}

func (f *filling) wire(option Option, value any) map[string]any {
	wire := map[string]any{"name": option.Name, "type": option.Type, "value": value}
	if option.Name == f.focused {
		wire["focused"] = true
	}
	id := fmt.Sprint(value)
	switch option.Type {
	case optionUser:
		f.resolve("users", id, userWire(f.server.person(id)))
	case optionChannel:
		if channel, guild, found := f.server.channel(id); found {
			f.resolve("channels", id, f.server.channelWire(channel, guild))
		}
	}
	return wire
}

// accepts tells whether a client would let the value be sent.
func (f *filling) accepts(option Option, value any) error {
	if option.Name == f.focused {
		if !option.Autocomplete {
			return errors.New("it is not autocompleted")
		}
		return nil
	}
	number, isNumber := asNumber(value)
	text, isText := value.(string)
	_, isBool := value.(bool)
	var fits bool
	switch option.Type {
	case optionInteger:
		fits = isNumber && number == math.Trunc(number)
	case optionNumber:
		fits = isNumber
	case optionBoolean:
		fits = isBool
	default:
		fits = isText
	}
	if !fits {
		return fmt.Errorf("a %T is not what it takes", value)
	}
	length := utf8.RuneCountInString(text)
	switch {
	case isNumber && (option.MinValue != nil && number < *option.MinValue || option.MaxValue != nil && number > *option.MaxValue):
		return fmt.Errorf("%v is out of its range", value)
	case isText && (option.MinLength != nil && length < *option.MinLength || option.MaxLength != nil && length > *option.MaxLength):
		return fmt.Errorf("a text of %d characters is out of its range", length)
	case len(option.Choices) > 0 && !slices.ContainsFunc(option.Choices, func(c Choice) bool { return sameValue(c.Value, value) }):
		return fmt.Errorf("%v is none of its choices", value)
	}
	return nil
}

// sameValue compares a choice, decoded from JSON, with a test's value.
func sameValue(choice, value any) bool {
	a, isNumber := asNumber(choice)
	b, both := asNumber(value)
	if isNumber && both {
		return a == b
	}
	return choice == value
}

func asNumber(value any) (float64, bool) {
	switch value := value.(type) {
	case int:
		return float64(value), true
	case int64:
		return float64(value), true
	case float64:
		return value, true
	}
	return 0, false
}

// guessType gives the type of an option that is not registered.
func guessType(value any) int {
	switch value.(type) {
	case bool:
		return optionBoolean
	case int, int64:
		return optionInteger
	case float64:
		return optionNumber
	}
	return optionString
}
