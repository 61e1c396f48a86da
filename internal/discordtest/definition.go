package discordtest

import "encoding/json"

// Command types
// (https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-types).
const (
	commandChat    = 1
	commandUser    = 2
	commandMessage = 3
)

// Option types, of the same page.
const (
	optionSubcommand      = 1
	optionSubcommandGroup = 2
	optionString          = 3
	optionInteger         = 4
	optionBoolean         = 5
	optionUser            = 6
	optionChannel         = 7
	optionRole            = 8
	optionNumber          = 10
)

// Definition is a command as an application registers it.
type Definition struct {
	Name              string            `json:"name"`
	NameLocalizations map[string]string `json:"name_localizations"`
	Type              int               `json:"type"` // 1 chat, 2 user, 3 message; 0 stands for 1
	Description       string            `json:"description"`
	Options           []Option          `json:"options"`
	// DefaultMemberPermissions is a number in a string or bare; absent means
	// that everybody may use the command, "0" administrators only.
	DefaultMemberPermissions json.RawMessage `json:"default_member_permissions"`
	// Contexts are 0 guild, 1 direct message with the bot, 2 private channel.
	Contexts []int `json:"contexts"`
}

// Option is a parameter of a command, or a subcommand with its own.
type Option struct {
	Name              string            `json:"name"`
	NameLocalizations map[string]string `json:"name_localizations"`
	Type              int               `json:"type"`
	Description       string            `json:"description"`
	Required          bool              `json:"required"`
	Autocomplete      bool              `json:"autocomplete"`
	Choices           []Choice          `json:"choices"`
	Options           []Option          `json:"options"`
	MinValue          *float64          `json:"min_value"`
	MaxValue          *float64          `json:"max_value"`
	MinLength         *int              `json:"min_length"`
	MaxLength         *int              `json:"max_length"`
}

// Choice is one value that is offered, with the name people see.
type Choice struct {
	Name  string `json:"name"`
	Value any    `json:"value"` // a string or a number
}
