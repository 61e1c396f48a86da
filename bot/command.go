package bot

import (
	"context"
	"fmt"
	"strings"
	"time"

	"attache/news"

	"github.com/bwmarrin/discordgo"
)

// Sentences of ours for those who are new here. They are markdown, and hold
// nothing foreign.
const (
	hint = "Ask me about diplomatic news: mention me with a question, or use `/ask`. " +
		"For example: “What did the foreign ministers agree on this week?”"
	noSourcesInGuild = "I have nothing to read for this server yet. Somebody with **Manage Server** can add a source: " +
		"`/source add url:https://example.org/world/rss.xml`"
	noSourcesInDirect = "I have no sources for direct messages. Ask me in a server that has some."
	staleCommand      = "I no longer know this command. Reload Discord to see those I know."
	onlyInGuilds      = "Sources belong to a server: use this command in one."
	onlyManagers      = "Only members with **Manage Server** can change what I read. Ask one of them."
)

// command answers a slash command.
func (w *watch) command(ctx context.Context, i *discordgo.Interaction) {
	data, ok := i.Data.(discordgo.ApplicationCommandInteractionData)
	if !ok || i.Type != discordgo.InteractionApplicationCommand {
		w.logger.Debug("an interaction of a kind that is not used here", "type", i.Type)
		return
	}
	switch data.Name {
	case commandAsk:
		w.ask(ctx, i, valuesOf(data.Options))
	case commandSummary:
		w.summary(ctx, i, valuesOf(data.Options))
	case commandSource:
		w.source(ctx, i, data.Options)
	default:
		w.whisper(ctx, i, staleCommand)
	}
}

func (w *watch) ask(ctx context.Context, i *discordgo.Interaction, given values) {
	q := news.Question{Text: strings.TrimSpace(given.text(optionQuestion)), Guild: i.GuildID}
	for outlet := range strings.SplitSeq(given.text(optionOutlet), ",") {
		if outlet = strings.TrimSpace(outlet); outlet != "" {
			q.Outlets = append(q.Outlets, outlet)
		}
	}
	if asOf := strings.TrimSpace(given.text(optionAsOf)); asOf != "" {
		moment, err := news.ParseMoment(asOf)
		if err != nil {
			w.whisper(ctx, i, fmt.Sprintf("I cannot read “%s” as a date: write it as 2025-03-06.", escape(asOf)))
			return
		}
		q.AsOf = moment
	}
	w.inquire(ctx, i, inquiry{
		display: display{question: q.Text, asOf: !q.AsOf.IsZero()},
		answer: func(ctx context.Context, show func(news.Answer)) (news.Answer, error) {
			return w.options.Desk.Ask(ctx, q, show)
		},
	})
}

func (w *watch) summary(ctx context.Context, i *discordgo.Interaction, given values) {
	const day = 24 * time.Hour
	t := news.Topic{
		Text: strings.TrimSpace(given.text(optionTopic)), Guild: i.GuildID,
		Period: time.Duration(given.number(optionDays, defaultDays, minDays, maxDays)) * day,
	}
	w.inquire(ctx, i, inquiry{
		display: display{question: t.Text},
		answer: func(ctx context.Context, show func(news.Answer)) (news.Answer, error) {
			return w.options.Desk.Summarise(ctx, t, show)
		},
	})
}

// inquire acknowledges a command and answers it, unless there is nothing to
// ask or to answer from.
func (w *watch) inquire(ctx context.Context, i *discordgo.Interaction, asked inquiry) {
	if visible(asked.display.question) == "" {
		w.whisper(ctx, i, hint)
		return
	}
	if missing := w.missingSources(ctx, i.GuildID); missing != "" {
		w.whisper(ctx, i, missing)
		return
	}
	if err := w.rest.respond(ctx, i, discordgo.InteractionResponseDeferredChannelMessageWithSource, nil); err != nil {
		w.logger.Warn("a command came too late or was lost", "err", err)
		return
	}
	asked.place = &response{rest: w.rest, interaction: i}
	w.give(ctx, asked)
}

// listing bounds the look at a guild's sources before a command is
// acknowledged, for which there are three seconds in all.
const listing = time.Second

// missingSources says what to do where a guild has nothing to read; empty
// where it has, and where that cannot be told in time.
func (w *watch) missingSources(ctx context.Context, guild string) string {
	ctx, cancel := context.WithTimeout(ctx, listing)
	defer cancel()
	seen, err := w.options.Sources.List(ctx, guild)
	switch {
	case err != nil:
		w.logger.Warn("the sources could not be listed", "err", err)
		return ""
	case len(seen) > 0:
		return ""
	case guild == news.SharedGuild:
		return noSourcesInDirect
	}
	return noSourcesInGuild
}

// whisper answers a command at once, for the person who used it alone.
func (w *watch) whisper(ctx context.Context, i *discordgo.Interaction, markdown string) {
	err := w.rest.respond(ctx, i, discordgo.InteractionResponseChannelMessageWithSource, whisper(markdown))
	if err != nil {
		w.logger.Warn("a command came too late or was lost", "err", err)
	}
}
