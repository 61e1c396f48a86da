package bot

import "github.com/bwmarrin/discordgo"

// Names of the commands and their options.
const (
	commandAsk     = "ask"
	commandSummary = "summary"
	commandSource  = "source"

	sourceAdd    = "add"
	sourceList   = "list"
	sourceRemove = "remove"

	optionQuestion = "question"
	optionAsOf     = "as_of"
	optionOutlet   = "outlet"
	optionTopic    = "topic"
	optionDays     = "days"
	optionURL      = "url"
	optionSource   = "source"
)

// Bounds that Discord holds the options to, in characters and days.
const (
	maxAsked    = 1500
	maxAsOf     = 40
	maxNames    = 200
	maxAddress  = 2000
	minDays     = 1.0
	maxDays     = 90
	defaultDays = 7
)

// commands are all commands as they are registered.
func commands() []*discordgo.ApplicationCommand {
	everywhere := []discordgo.InteractionContextType{
		discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM,
	}
	inGuilds := []discordgo.InteractionContextType{discordgo.InteractionContextGuild}
	toGuilds := []discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
	managers := int64(discordgo.PermissionManageGuild)
	least := minDays
	days := &discordgo.ApplicationCommandOption{
		Type: discordgo.ApplicationCommandOptionInteger, Name: optionDays,
		Description: "How many days back, 7 if left out", MinValue: &least, MaxValue: maxDays,
	}
	return []*discordgo.ApplicationCommand{
		{
			Name: commandAsk, Description: "Ask about diplomatic news; every sentence of the answer names its source",
			Contexts: &everywhere, IntegrationTypes: &toGuilds,
			Options: []*discordgo.ApplicationCommandOption{
				text(optionQuestion, "What you want to know", maxAsked, true),
				text(optionAsOf, "Answer from what was known then, such as 2025-03-06", maxAsOf, false),
				text(optionOutlet, "Only from these outlets, with commas between them", maxNames, false),
			},
		},
		{
			Name: commandSummary, Description: "Sum up the news on a topic",
			Contexts: &everywhere, IntegrationTypes: &toGuilds,
			Options: []*discordgo.ApplicationCommandOption{
				text(optionTopic, "A country, a person, a negotiation", maxAsked, true), days,
			},
		},
		{
			Name: commandSource, Description: "What is read for this server",
			Contexts: &inGuilds, IntegrationTypes: &toGuilds, DefaultMemberPermissions: &managers,
			Options: []*discordgo.ApplicationCommandOption{
				subcommand(sourceAdd, "Read a feed, or a page that has one",
					text(optionURL, "Its address, such as https://example.org/world/rss.xml", maxAddress, true)),
				subcommand(sourceList, "Show what is read here, and how it goes"),
				subcommand(sourceRemove, "Stop reading a source for this server",
					text(optionSource, "Its name or address as /source list shows it", maxAddress, true)),
			},
		},
	}
}

func text(name, description string, most int, required bool) *discordgo.ApplicationCommandOption {
	return &discordgo.ApplicationCommandOption{
		Type: discordgo.ApplicationCommandOptionString, Name: name, Description: description,
		MaxLength: most, Required: required,
	}
}

func subcommand(name, description string, options ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommandOption {
	return &discordgo.ApplicationCommandOption{
		Type: discordgo.ApplicationCommandOptionSubCommand, Name: name, Description: description, Options: options,
	}
}

// values are the options of a used command, by name. Foreign clients may
// leave any out or send another kind.
type values map[string]any

func valuesOf(options []*discordgo.ApplicationCommandInteractionDataOption) values {
	found := make(values, len(options))
	for _, option := range options {
		if option != nil {
			found[option.Name] = option.Value
		}
	}
	return found
}

// text is an option's text, empty where there is none.
func (v values) text(name string) string {
	text, _ := v[name].(string)
	return text
}

// number is an option's number within bounds, or usual where there is none.
func (v values) number(name string, usual, least, most int) int {
	number, ok := v[name].(float64)
	if !ok || number != number {
		return usual
	}
	return int(min(max(number, float64(least)), float64(most)))
}
