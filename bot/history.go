package bot

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"attache/news"

	"github.com/bwmarrin/discordgo"
)

const (
	// maxTurns is how many turns above a question count, maxTurn how long
	// one may be, in characters.
	maxTurns = 6
	maxTurn  = 2000
	// maxSteps is how many messages are looked at for them: a long answer
	// takes several.
	maxSteps = 10
	// reading bounds the time for that.
	reading = 5 * time.Second
)

// history is the conversation above a message, oldest turn first: the chain
// of replies that leads to it. What cannot be read ends it.
func (w *watch) history(ctx context.Context, m *discordgo.Message, self string) []news.Turn {
	ctx, cancel := context.WithTimeout(ctx, reading)
	defer cancel()
	var turns []news.Turn // newest first
	for range maxSteps {
		above := w.above(ctx, m)
		if above == nil || above.Author == nil || len(turns) >= maxTurns {
			break
		}
		m = above
		switch {
		case m.Author.ID == self:
			turns = prepend(turns, recall(m.Content)...)
		case !m.Author.Bot && m.WebhookID == "":
			turns = prepend(turns, news.Turn{Text: words(m, self)})
		}
	}
	turns = turns[:min(len(turns), maxTurns)]
	slices.Reverse(turns)
	return turns
}

// above is the message that a message replies to, or nil. Discord brings it
// along with a message, but not the one above that: then the message is read
// anew (https://discord.com/developers/docs/resources/message#message-object).
func (w *watch) above(ctx context.Context, m *discordgo.Message) *discordgo.Message {
	if m.ReferencedMessage != nil || m.Type != discordgo.MessageTypeReply {
		return m.ReferencedMessage
	}
	found, err := w.rest.message(ctx, m.ChannelID, m.ID)
	if err != nil {
		w.logger.Debug("a message above a question could not be read", "err", err)
		return nil
	}
	return found.ReferencedMessage
}

// prepend adds earlier turns, given in order, to turns that are newest first.
// The parts of one answer become one turn.
func prepend(turns []news.Turn, earlier ...news.Turn) []news.Turn {
	for _, turn := range slices.Backward(earlier) {
		turn.Text = shorten(strings.TrimSpace(turn.Text), maxTurn)
		last := len(turns) - 1
		switch {
		case turn.Text == "":
		case last >= 0 && turn.ByBot && turns[last].ByBot:
			turns[last].Text = shorten(turn.Text+"\n"+turns[last].Text, maxTurn)
		default:
			turns = append(turns, turn)
		}
	}
	return turns
}

var (
	linkedCitation = regexp.MustCompile(`\s?\[\[\d+\]\]\(<[^>]*>\)|\s?\\\[\d+\\\]`)
	escaped        = regexp.MustCompile(`\\([^\s0-9A-Za-z])`)
)

// recall reads a message of ours back: the question it repeats, and the answer
// without its numbers, which mean nothing in the next one, and without what
// stands under it.
func recall(content string) []news.Turn {
	var question, answer []string
	for text := range strings.SplitSeq(content, "\n") {
		quoted, isQuestion := strings.CutPrefix(text, quotation)
		switch {
		case isQuestion:
			question = append(question, unescape(quoted))
		case strings.HasPrefix(text, small):
		default:
			answer = append(answer, unescape(strings.TrimSuffix(text, growing)))
		}
	}
	return []news.Turn{
		{Text: strings.Join(question, "\n")},
		{ByBot: true, Text: strings.Join(answer, "\n")},
	}
}

// unescape is the text behind our markdown.
func unescape(text string) string {
	text = linkedCitation.ReplaceAllString(text, "")
	text = escaped.ReplaceAllString(text, "$1")
	return strings.NewReplacer(zeroWidth, "", "**", "").Replace(text)
}
