package discordtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// commandFields are a command's fields as in openapi.json, and those of
// discordgo's struct that Discord overlooks.
var commandFields = fields("name name_localizations description description_localizations options " +
	"default_member_permissions dm_permission contexts integration_types handler type id nsfw " +
	"application_id guild_id version default_permission")

func checkCommands(b body) []problem {
	list, ok := b.value.([]any)
	if !ok {
		return []problem{{rule: RuleBody, code: "BASE_TYPE_BAD_TYPE", message: "Only iterables may be used."}}
	}
	var raws []json.RawMessage
	if err := json.Unmarshal(b.raw, &raws); err != nil {
		return []problem{{rule: RuleBody, message: err.Error()}}
	}
	var problems []problem
	seen := make(map[string]bool)
	for i := range list {
		definition, found := commandProblems(at("", i), list[i], raws[i], true)
		problems = append(problems, found...)
		if key := definition.key(); seen[key] {
			problems = append(problems, problem{
				rule: RuleCommandName, field: at("", i, "name"), code: "APPLICATION_COMMANDS_DUPLICATE_NAME",
				message: fmt.Sprintf("Application command names must be unique (%q)", definition.Name),
			})
		}
		seen[definition.key()] = true
	}
	return problems
}

func checkCommand(b body) []problem {
	_, problems := commandProblems("", b.value, b.raw, true)
	return problems
}

func checkCommandPatch(b body) []problem {
	_, problems := commandProblems("", b.value, b.raw, false)
	return problems
}

// key is what makes a command the same as another in one scope.
func (d Definition) key() string { return fmt.Sprint(max(d.Type, commandChat), " ", d.Name) }

// commandProblems holds a command to the rules; whole is false for a patch,
// which need not name it.
func commandProblems(prefix string, value any, raw json.RawMessage, whole bool) (Definition, []problem) {
	object, problems := object(prefix, value)
	if problems != nil {
		return Definition{}, problems
	}
	command, problems := read[Definition](prefix, raw)
	if problems != nil {
		return Definition{}, problems
	}
	problems = unknownFields(prefix, object, commandFields)
	if whole || command.Name != "" {
		problems = append(problems, commandNameProblems(prefix, command)...)
	}
	if whole && command.Type <= commandChat && command.Description == "" {
		problems = append(problems, problem{
			rule: RuleCommandName, field: at(prefix, "description"), code: "BASE_TYPE_REQUIRED",
			message: "This field is required",
		})
	}
	return command, append(problems, optionProblems(prefix, command.Options)...)
}

func commandNameProblems(prefix string, command Definition) []problem {
	if command.Type <= commandChat {
		return nameProblems(prefix, command.Name, command.NameLocalizations)
	}
	if n := utf8.RuneCountInString(command.Name); n < 1 || n > 32 {
		return []problem{badName(at(prefix, "name"), command.Name)}
	}
	return nil
}

// optionProblems holds the options of one level to the rules, and those
// within.
func optionProblems(prefix string, options []Option) []problem {
	var problems []problem
	optional := false
	seen := make(map[string]bool)
	for i, option := range options {
		here := at(prefix, "options", i)
		problems = append(problems, nameProblems(here, option.Name, option.NameLocalizations)...)
		if seen[option.Name] {
			problems = append(problems, problem{
				rule: RuleCommandName, field: at(here, "name"), code: "APPLICATION_COMMAND_OPTIONS_NAME_INVALID",
				message: fmt.Sprintf("Option names must be unique (%q)", option.Name),
			})
		}
		seen[option.Name] = true
		if option.Required && optional {
			problems = append(problems, problem{
				rule: RuleOptionOrder, field: here, code: "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
				message: "Required options must be placed before non-required options",
			})
		}
		optional = optional || !option.Required
		problems = append(problems, optionProblems(here, option.Options)...)
	}
	return problems
}

func nameProblems(prefix, name string, localized map[string]string) []problem {
	var problems []problem
	if !validName(name) {
		problems = append(problems, badName(at(prefix, "name"), name))
	}
	for _, locale := range slices.Sorted(maps.Keys(localized)) {
		if !validName(localized[locale]) {
			problems = append(problems, badName(at(prefix, "name_localizations", locale), localized[locale]))
		}
	}
	return problems
}

var namePattern = regexp.MustCompile(`^[-_'\p{L}\p{N}]{1,32}$`)

// validName is Discord's rule for chat commands and their options
// (https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming).
func validName(name string) bool {
	return namePattern.MatchString(name) && strings.ToLower(name) == name
}

func badName(field, name string) problem {
	return problem{
		rule: RuleCommandName, field: field, code: "APPLICATION_COMMAND_INVALID_NAME",
		message: fmt.Sprintf("Command name is invalid (%q)", name),
	}
}
