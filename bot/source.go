package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"attache/news"

	"github.com/bwmarrin/discordgo"
)

// source answers /source, in private.
func (w *watch) source(ctx context.Context, i *discordgo.Interaction, options []*discordgo.ApplicationCommandInteractionDataOption) {
	if i.GuildID == "" || i.Member == nil {
		w.whisper(ctx, i, onlyInGuilds)
		return
	}
	if len(options) != 1 || options[0] == nil {
		w.whisper(ctx, i, staleCommand)
		return
	}
	given := valuesOf(options[0].Options)
	var do func(context.Context) (string, error)
	switch options[0].Name {
	case sourceList:
		do = func(ctx context.Context) (string, error) { return w.listSources(ctx, i.GuildID) }
	case sourceAdd:
		do = func(ctx context.Context) (string, error) {
			return w.options.Sources.Add(ctx, i.GuildID, strings.TrimSpace(given.text(optionURL)))
		}
	case sourceRemove:
		do = func(ctx context.Context) (string, error) {
			return w.removeSource(ctx, i.GuildID, strings.TrimSpace(given.text(optionSource)))
		}
	default:
		w.whisper(ctx, i, staleCommand)
		return
	}
	// A server's settings may show the command to anybody.
	if options[0].Name != sourceList && !mayManage(i.Member) {
		w.whisper(ctx, i, onlyManagers)
		return
	}
	w.manage(ctx, i, do)
}

// mayManage tells whether a member may change what a guild reads. The
// permissions are those Discord sends with an interaction, overwrites of the
// channel included.
func mayManage(member *discordgo.Member) bool {
	return member.Permissions&(discordgo.PermissionManageGuild|discordgo.PermissionAdministrator) != 0
}

// manage acknowledges a command and tells the person who used it, and nobody
// else, what came of it.
func (w *watch) manage(ctx context.Context, i *discordgo.Interaction, do func(context.Context) (string, error)) {
	private := map[string]any{"flags": discordgo.MessageFlagsEphemeral}
	if err := w.rest.respond(ctx, i, discordgo.InteractionResponseDeferredChannelMessageWithSource, private); err != nil {
		w.logger.Warn("a command came too late or was lost", "err", err)
		return
	}
	working, cancel := context.WithTimeoutCause(ctx, w.options.AnswerDeadline, errTooSlow)
	said, err := do(working)
	err = w.report(working, err)
	cancel()
	if err != nil {
		said = news.Explain(err, wentWrong)
	}
	w.deliver(ctx, &response{rest: w.rest, interaction: i, private: true}, plain(said, "Done."), 0)
}

func (w *watch) removeSource(ctx context.Context, guild, name string) (string, error) {
	removed, err := w.options.Sources.Remove(ctx, guild, name)
	if errors.Is(err, news.ErrNotFound) {
		return "", &news.Fault{
			Sentence: fmt.Sprintf("This server has no source “%s”: /source list shows their names.", shorten(visible(name), maxTitle)),
			Cause:    err,
		}
	}
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("Removed %s. It is no longer read for this server.", visible(removed.Name())), nil
}

func (w *watch) listSources(ctx context.Context, guild string) (string, error) {
	seen, err := w.options.Sources.List(ctx, guild)
	if err != nil {
		return "", err
	}
	if len(seen) == 0 {
		return "Nothing is read for this server yet. Add a source with /source add, and the address of a feed.", nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s for this server:", counted(len(seen), "source"))
	for _, s := range seen {
		b.WriteString("\n" + bullet + describe(s))
	}
	return b.String(), nil
}

// describe is a source in one line, foreign words and all.
func describe(s news.Source) string {
	const maxProblem = 200
	parts := []string{shorten(visible(s.Name()), maxTitle)}
	if s.Title != "" && s.Kind != news.KindImport {
		parts = append(parts, visible(s.URL))
	}
	parts = append(parts, string(s.Kind), counted(s.Articles, "article"))
	switch {
	case s.Kind == news.KindImport:
	case s.FetchedAt.IsZero():
		parts = append(parts, "never read")
	default:
		parts = append(parts, "read "+s.FetchedAt.UTC().Format("2 January 2006, 15:04 UTC"))
	}
	if s.Paused {
		parts = append(parts, shorten(strings.TrimSuffix("paused: "+visible(s.PauseReason), ": "), maxProblem))
	}
	if s.Problem != "" {
		parts = append(parts, shorten(visible(s.Problem), maxProblem))
	} else if !s.Paused && s.Failures == 0 && s.NextAt.After(time.Now()) {
		parts = append(parts, "next "+s.NextAt.UTC().Format("15:04 UTC"))
	}
	return strings.Join(parts, " · ")
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
