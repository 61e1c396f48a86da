package bot

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"attache/internal/discordtest"
	"attache/news"

	"github.com/google/go-cmp/cmp"
)

var toBot = discordtest.Bot().Mention()

func TestMention(t *testing.T) {
	t.Parallel()
	t.Run("is answered by a reply that grows", func(t *testing.T) {
		t.Parallel()
		next := make(chan struct{})
		r := start(t, discordtest.Options{}, nil, growingTreaty(next))
		asked := r.discord.Say(t.Context(), discordtest.Message{Content: toBot + " What did the ministers sign?"})
		part, err := r.discord.WaitMessage(t.Context(), asked.Channel, contains(firstSentence+" …"))
		if err != nil {
			t.Fatal(err)
		}
		close(next)
		whole, err := r.discord.WaitMessage(t.Context(), asked.Channel, contains(sourceLine))
		if err != nil {
			t.Fatal(err)
		}
		if whole.ID != part.ID || whole.ReplyTo != asked.ID {
			t.Errorf("message %s replies to %s; want %s as a reply to %s", whole.ID, whole.ReplyTo, part.ID, asked.ID)
		}
		if len(whole.Pings) > 0 || strings.HasPrefix(whole.Content, ">") {
			t.Errorf("it pings %v or repeats the question: %q", whole.Pings, whole.Content)
		}
		if got := r.desk.asked()[0].Text; got != "What did the ministers sign?" {
			t.Errorf("the desk was asked %q", got)
		}
		if len(r.discord.Calls("POST /channels/{channel}/typing")) == 0 {
			t.Error("it did not show that it was typing")
		}
	})
	t.Run("is not needed in direct messages", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		asked := r.discord.Say(t.Context(), discordtest.Message{
			Channel: r.discord.DirectChannel(discordtest.ReaderID), Content: "Who signed; DROP TABLE articles; -- 'x' **?**",
		})
		if _, err := r.discord.WaitMessage(t.Context(), asked.Channel, contains(sourceLine)); err != nil {
			t.Fatal(err)
		}
		want := []news.Question{{Text: "Who signed; DROP TABLE articles; -- 'x' **?**", Guild: news.SharedGuild}}
		if diff := cmp.Diff(want, r.desk.asked()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestMentionWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	t.Run("alone gets a hint", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		asked := r.discord.Say(t.Context(), discordtest.Message{Content: " " + toBot + "\n"})
		if _, err := r.discord.WaitMessage(t.Context(), asked.Channel, contains(hint)); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("in a guild without sources gets the way to the first", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		r.sources.mu.Lock()
		r.sources.seen = nil
		r.sources.mu.Unlock()
		asked := r.discord.Say(t.Context(), discordtest.Message{Content: toBot + " Who?"})
		if _, err := r.discord.WaitMessage(t.Context(), asked.Channel, contains(noSourcesInGuild)); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("of everyone, by a bot, or none at all is left alone", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		for _, m := range []discordtest.Message{
			{Content: "@everyone the summit begins"},
			{Content: "@here is the news"},
			{Content: "<@&" + discordtest.BotID + "> a role"},
			{Content: "who signed?"},
			{Content: toBot + " loop?", Author: discordtest.User{ID: "1400000000000000009", Name: "echo", Bot: true}},
		} {
			r.discord.Say(t.Context(), m)
		}
		// Events are heard in order, so this one is answered last.
		last := r.discord.Say(t.Context(), discordtest.Message{Content: toBot + " the last one?"})
		if _, err := r.discord.WaitMessage(t.Context(), last.Channel, contains(sourceLine)); err != nil {
			t.Fatal(err)
		}
		if err := r.stop(); err != nil {
			t.Error(err)
		}
		if got := r.desk.asked(); len(got) != 1 || got[0].Text != "the last one?" {
			t.Errorf("the desk was asked %+v", got)
		}
	})
}

func TestMentionUnderStress(t *testing.T) {
	t.Parallel()
	t.Run("is answered once, although the answer to the post was lost", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		r.discord.LoseAnswer("POST /channels/{channel}/messages", 1, 502)
		asked := r.discord.Say(t.Context(), discordtest.Message{Content: toBot + " Who?"})
		if _, err := r.discord.WaitMessage(t.Context(), asked.Channel, contains(sourceLine)); err != nil {
			t.Fatal(err)
		}
		if err := r.stop(); err != nil {
			t.Error(err)
		}
		if n := len(r.discord.Messages(asked.Channel)); n != 2 {
			t.Errorf("%d messages stand in the channel, want question and answer", n)
		}
	})
	t.Run("is answered where the bot may not read the history", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		r.discord.Refuse("POST /channels/{channel}/messages", 1, 403, codeNoHistoryToRef, "Cannot reply without permission to read message history")
		asked := r.discord.Say(t.Context(), discordtest.Message{Content: toBot + " Who?"})
		got, err := r.discord.WaitMessage(t.Context(), asked.Channel, contains(sourceLine))
		if err != nil {
			t.Fatal(err)
		}
		if got.ReplyTo != "" {
			t.Errorf("it replies to %s", got.ReplyTo)
		}
	})
	t.Run("spreads a long answer over a chain of replies", func(t *testing.T) {
		t.Parallel()
		long := treaty()
		long.Text = strings.Repeat(long.Text+" ", 20)
		r := start(t, discordtest.Options{}, nil, func(context.Context, news.Question, func(news.Answer)) (news.Answer, error) {
			return long, nil
		})
		asked := r.discord.Say(t.Context(), discordtest.Message{Content: toBot + " Everything?"})
		if _, err := r.discord.WaitMessage(t.Context(), asked.Channel, contains(sourceLine)); err != nil {
			t.Fatal(err)
		}
		messages := r.discord.Messages(asked.Channel)
		if len(messages) < 3 {
			t.Fatalf("%d messages", len(messages))
		}
		for i, m := range messages[1:] {
			if m.ReplyTo != messages[i].ID {
				t.Errorf("part %d replies to %s, want %s", i+1, m.ReplyTo, messages[i].ID)
			}
		}
	})
}

func TestReply(t *testing.T) {
	t.Parallel()
	t.Run("to the bot is a question with its history, mention or not", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		first := r.discord.Say(t.Context(), discordtest.Message{Content: toBot + " What did the ministers sign?"})
		answered := func(to string) discordtest.Message {
			t.Helper()
			m, err := r.discord.WaitMessage(t.Context(), first.Channel, func(m discordtest.Message) bool {
				return m.ReplyTo == to && strings.Contains(m.Content, sourceLine)
			})
			if err != nil {
				t.Fatal(err)
			}
			return m
		}
		second := r.discord.Say(t.Context(), discordtest.Message{
			Content: "And who is Holt?", ReplyTo: answered(first.ID).ID, Quiet: true,
		})
		third := r.discord.Say(t.Context(), discordtest.Message{Content: "Since when?", ReplyTo: answered(second.ID).ID})
		answered(third.ID)
		said := "The ministers signed the treaty on Thursday. “It is a beginning,” Minister Anna Holt told the Courier."
		want := []news.Turn{
			{Text: "What did the ministers sign?"}, {ByBot: true, Text: said},
			{Text: "And who is Holt?"}, {ByBot: true, Text: said},
		}
		if diff := cmp.Diff(want, r.desk.asked()[2].History); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("to the answer of a command knows the command's question", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		answer, err := r.discord.Slash(t.Context(), ask("Who *signed*?")).WaitFinal(t.Context(), contains(sourceLine))
		if err != nil {
			t.Fatal(err)
		}
		r.discord.Say(t.Context(), discordtest.Message{Content: "When?", ReplyTo: answer.ID})
		if _, err := r.discord.WaitMessage(t.Context(), answer.Channel, func(m discordtest.Message) bool {
			return m.ReplyTo != "" && strings.Contains(m.Content, sourceLine)
		}); err != nil {
			t.Fatal(err)
		}
		history := r.desk.asked()[1].History
		if len(history) != 2 || history[0] != (news.Turn{Text: "Who *signed*?"}) || !history[1].ByBot {
			t.Errorf("history %+v", history)
		}
	})
}

func TestHistoryIsBounded(t *testing.T) {
	t.Parallel()
	var turns []news.Turn
	for range 20 {
		turns = prepend(turns, news.Turn{Text: "q"}, news.Turn{ByBot: true, Text: strings.Repeat("word ", 2000)})
	}
	for _, turn := range turns {
		if n := len([]rune(turn.Text)); n > maxTurn {
			t.Errorf("a turn of %d characters", n)
		}
	}
	merged := prepend(prepend(nil, news.Turn{ByBot: true, Text: "second part"}), news.Turn{ByBot: true, Text: "first part"})
	if want := []news.Turn{{ByBot: true, Text: "first part\nsecond part"}}; !cmp.Equal(want, merged) {
		t.Errorf("parts of an answer became %+v", merged)
	}
}

// slowPlace is shown one text after the other, each when the test lets it.
type slowPlace struct {
	shown chan string
	err   error
}

func (p *slowPlace) thinking(context.Context) {}
func (p *slowPlace) show(ctx context.Context, text string) error {
	select {
	case p.shown <- text:
		return p.err
	case <-ctx.Done():
		return ctx.Err()
	}
}
func (p *slowPlace) add(context.Context, string) error { return errors.New("nothing is added") }
func (p *slowPlace) at() posted                        { return posted{} }

func TestStream(t *testing.T) {
	t.Parallel()
	t.Run("shows the latest and leaves out what came between", func(t *testing.T) {
		t.Parallel()
		p := &slowPlace{shown: make(chan string)}
		s := newStream(t.Context(), p, time.Millisecond, Options{}.withDefaults().Logger)
		s.grow("one")
		if got := <-p.shown; got != "one" {
			t.Errorf("first %q", got)
		}
		for _, text := range []string{"one two", "one two three", "one two three four"} {
			s.grow(text)
		}
		// The first of them may have been taken up already.
		for got := range p.shown {
			if got == "one two three four" {
				break
			}
		}
		s.end()
		select {
		case got := <-p.shown:
			t.Errorf("%q was shown after the end", got)
		default:
		}
	})
	t.Run("gives up a place that refuses it", func(t *testing.T) {
		t.Parallel()
		p := &slowPlace{shown: make(chan string, 9), err: &apiError{status: 403, code: 50013}}
		s := newStream(t.Context(), p, time.Nanosecond, Options{}.withDefaults().Logger)
		s.grow("one")
		s.task.Wait()
		s.grow("two")
		s.end()
		if n := len(p.shown); n != 1 {
			t.Errorf("it tried %d times", n)
		}
	})
}
