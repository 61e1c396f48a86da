package bot

import (
	"context"
	"slices"
	"strings"

	"attache/news"

	"github.com/bwmarrin/discordgo"
)

// addressed tells whether a message is a question to the bot: a person wrote
// it, to the bot alone, with a mention of the bot, or in reply to it. Mentions
// of everyone or of a role are none.
func addressed(m *discordgo.Message, self string) bool {
	switch {
	case self == "" || m.Author == nil || m.Author.ID == self:
		return false
	case m.Author.Bot || m.Author.System || m.WebhookID != "":
		return false
	case m.Type != discordgo.MessageTypeDefault && m.Type != discordgo.MessageTypeReply:
		return false
	case m.GuildID == "" || isBy(m.ReferencedMessage, self):
		return true
	}
	return slices.ContainsFunc(m.Mentions, func(u *discordgo.User) bool { return u != nil && u.ID == self })
}

func isBy(m *discordgo.Message, user string) bool {
	return m != nil && m.Author != nil && m.Author.ID == user
}

// asked answers a message.
func (w *watch) asked(ctx context.Context, m *discordgo.Message, self string) {
	where := &reply{rest: w.rest, channel: m.ChannelID, question: m.ID}
	question := words(m, self)
	if visible(question) == "" {
		w.deliver(ctx, where, []string{hint}, 0)
		return
	}
	if missing := w.missingSources(ctx, m.GuildID); missing != "" {
		w.deliver(ctx, where, []string{missing}, 0)
		return
	}
	w.give(ctx, inquiry{
		place: where,
		answer: func(ctx context.Context, show func(news.Answer)) (news.Answer, error) {
			return w.options.Desk.Ask(ctx, news.Question{
				Text: question, Guild: m.GuildID, History: w.history(ctx, m, self),
			}, show)
		},
	})
}

// words are what a reader's message says: without the mention of the bot, and
// with names where others are mentioned.
func words(m *discordgo.Message, self string) string {
	text := m.Content
	for _, user := range m.Mentions {
		if user == nil {
			continue
		}
		name := "@" + user.DisplayName()
		if user.ID == self {
			name = " "
		}
		text = strings.NewReplacer("<@"+user.ID+">", name, "<@!"+user.ID+">", name).Replace(text)
	}
	// Where Discord lists no mentions, as for a fetched message.
	text = strings.NewReplacer("<@"+self+">", " ", "<@!"+self+">", " ").Replace(text)
	return strings.TrimSpace(text)
}
