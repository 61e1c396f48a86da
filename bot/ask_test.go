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

const (
	firstSentence = "The ministers signed the treaty on Thursday [[1]](<https://courier.example/2025/treaty>)."
	sourceLine    = "-# [1] The Courier · 6 March 2025 · [Ministers sign treaty](<https://courier.example/2025/treaty>)"
)

func ask(question string) discordtest.Command {
	return discordtest.Command{Name: "ask", Options: map[string]any{"question": question}}
}

func contains(text string) func(discordtest.Message) bool {
	return func(m discordtest.Message) bool { return strings.Contains(m.Content, text) }
}

func TestAsk(t *testing.T) {
	t.Parallel()
	t.Run("acknowledges at once, grows, and ends with its sources", func(t *testing.T) {
		t.Parallel()
		next := make(chan struct{})
		r := start(t, discordtest.Options{}, nil, growingTreaty(next))
		i := r.discord.Slash(t.Context(), ask("What did the ministers sign?"))
		if _, err := i.WaitDeferred(t.Context()); err != nil {
			t.Fatal(err)
		}
		part, err := i.WaitFinal(t.Context(), contains(firstSentence))
		if err != nil {
			t.Fatal(err)
		}
		if want := "> What did the ministers sign?\n" + firstSentence + " …"; part.Content != want {
			t.Errorf("while it grows, the answer reads\n%s\nwant\n%s", part.Content, want)
		}
		close(next)
		whole, err := i.WaitFinal(t.Context(), contains(sourceLine))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(whole.Content, "…") || whole.Ephemeral() {
			t.Errorf("the answer is not complete and for all: %q", whole.Content)
		}
		if err := r.stop(); err != nil {
			t.Errorf("Run: %v", err)
		}
		if diff := cmp.Diff([]string{whole.Channel + " " + whole.ID}, r.desk.noted()); diff != "" {
			t.Errorf("noted as posted: %s", diff)
		}
	})
	t.Run("hands the options to the desk", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		command := ask("  Who signed?  ")
		command.Options["as_of"], command.Options["outlet"] = "2025-03-06", "The Courier, Gazette,"
		i := r.discord.Slash(t.Context(), command)
		if _, err := i.WaitFinal(t.Context(), contains("As known on 8 March 2025.")); err != nil {
			t.Fatal(err)
		}
		asOf, _ := news.ParseMoment("2025-03-06")
		want := []news.Question{{
			Text: "Who signed?", Guild: discordtest.GuildID, AsOf: asOf, Outlets: []string{"The Courier", "Gazette"},
		}}
		if diff := cmp.Diff(want, r.desk.asked()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestSummaryAndLength(t *testing.T) {
	t.Parallel()
	t.Run("sums up a topic over the days asked for", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		i := r.discord.Slash(t.Context(), discordtest.Command{
			Name: "summary", Options: map[string]any{"topic": "the treaty", "days": 30},
		})
		if _, err := i.WaitFinal(t.Context(), contains(sourceLine)); err != nil {
			t.Fatal(err)
		}
		if got := r.desk.topics[0]; got.Period != 30*24*time.Hour || got.Text != "the treaty" {
			t.Errorf("asked for %+v", got)
		}
	})
	t.Run("splits a long answer and keeps its sources", func(t *testing.T) {
		t.Parallel()
		long := treaty()
		long.Text = strings.Repeat(long.Text+" ", 15)
		r := start(t, discordtest.Options{}, nil, func(context.Context, news.Question, func(news.Answer)) (news.Answer, error) {
			return long, nil
		})
		i := r.discord.Slash(t.Context(), ask("Everything?"))
		last, err := i.WaitFinal(t.Context(), contains(sourceLine))
		if err != nil {
			t.Fatal(err)
		}
		parts := i.Messages()
		if len(parts) < 2 || parts[len(parts)-1].ID != last.ID {
			t.Errorf("the sources do not stand at the end of %d messages", len(parts))
		}
	})
}

func TestAskWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	refuse := func(err error) func(context.Context, news.Question, func(news.Answer)) (news.Answer, error) {
		return func(context.Context, news.Question, func(news.Answer)) (news.Answer, error) {
			return news.Answer{}, err
		}
	}
	cases := []struct {
		name      string
		command   discordtest.Command
		change    func(*Options)
		answer    func(context.Context, news.Question, func(news.Answer)) (news.Answer, error)
		want      string
		ephemeral bool
	}{
		{
			name: "hides what a Go error says", command: ask("Who?"),
			answer: refuse(errors.New("SELECT * FROM articles: no such table")), want: wentWrong,
		},
		{
			name: "says a fault's sentence", command: ask("Who?"),
			answer: refuse(&news.Fault{Sentence: "The archive is being rebuilt; ask again in an hour.", Cause: errors.New("x")}),
			want:   "The archive is being rebuilt; ask again in an hour.",
		},
		{
			name: "stops what takes too long", command: ask("Who?"),
			change: func(o *Options) { o.AnswerDeadline = 10 * time.Millisecond },
			answer: func(ctx context.Context, _ news.Question, _ func(news.Answer)) (news.Answer, error) {
				<-ctx.Done()
				return news.Answer{}, ctx.Err()
			},
			want: errTooSlow.Sentence,
		},
		{
			name: "keeps the verified part of an answer that failed", command: ask("Who?"),
			answer: func(_ context.Context, _ news.Question, show func(news.Answer)) (news.Answer, error) {
				show(treaty())
				return news.Answer{}, errors.New("lost")
			},
			want: "-# " + wentWrong,
		},
		{name: "asks for words when there are none", command: ask(" \u200b "), want: hint, ephemeral: true},
		{
			name: "says how to write a date", want: "write it as 2025-03-06", ephemeral: true,
			command: discordtest.Command{Name: "ask", Options: map[string]any{"question": "Who?", "as_of": "yesterday-ish"}},
		},
		{
			name: "knows commands it no longer offers", want: staleCommand, ephemeral: true,
			command: discordtest.Command{Name: "briefing", Unchecked: true},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := start(t, discordtest.Options{}, c.change, c.answer)
			if c.answer == nil {
				r.desk.ask = refuse(errors.New("nobody should have asked"))
			}
			if err := r.discord.WaitCommands(t.Context(), "ask"); err != nil {
				t.Fatal(err)
			}
			got, err := r.discord.Slash(t.Context(), c.command).WaitFinal(t.Context(), contains(c.want))
			if err != nil {
				t.Fatal(err)
			}
			if got.Ephemeral() != c.ephemeral {
				t.Errorf("seen by one person alone: %v, want %v", got.Ephemeral(), c.ephemeral)
			}
		})
	}
}

func TestAskWithoutSources(t *testing.T) {
	t.Parallel()
	t.Run("tells a guild without sources what to do first", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		r.sources.mu.Lock()
		r.sources.seen = nil
		r.sources.mu.Unlock()
		got, err := r.discord.Slash(t.Context(), ask("Who?")).WaitFinal(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if !got.Ephemeral() || got.Content != noSourcesInGuild {
			t.Errorf("it says %q, ephemeral %v", got.Content, got.Ephemeral())
		}
	})
}

func TestAskUnderStress(t *testing.T) {
	t.Parallel()
	const edits = "PATCH /webhooks/{application}/{token}/messages/@original"
	t.Run("waits as long as Discord asks it to, and still lands the last edit", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		r.discord.RateLimit(edits, 2, 30*time.Millisecond)
		if _, err := r.discord.Slash(t.Context(), ask("Who?")).WaitFinal(t.Context(), contains(sourceLine)); err != nil {
			t.Fatal(err)
		}
		if calls := r.discord.Calls(edits); calls[len(calls)-1].At.Sub(calls[0].At) < 60*time.Millisecond {
			t.Error("it came back too early")
		}
	})
	t.Run("repeats an edit that met a server error", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		r.discord.Fail(edits, 1, 502)
		if _, err := r.discord.Slash(t.Context(), ask("Who?")).WaitFinal(t.Context(), contains(sourceLine)); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("counts an acknowledgement that was lost on the way back", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		r.discord.LoseAnswer("POST /interactions/{id}/{token}/callback", 1, 500)
		if _, err := r.discord.Slash(t.Context(), ask("Who?")).WaitFinal(t.Context(), contains(sourceLine)); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("answers no more at once than it may, and all in the end", func(t *testing.T) {
		t.Parallel()
		const questions, most = 12, 3
		atWork := make(chan struct{}, most)
		r := start(t, discordtest.Options{}, func(o *Options) { o.Concurrent = most },
			func(context.Context, news.Question, func(news.Answer)) (news.Answer, error) {
				select {
				case atWork <- struct{}{}:
				default:
					return news.Answer{}, errors.New("too many at once")
				}
				defer func() { <-atWork }()
				return treaty(), nil
			})
		var asked []*discordtest.Interaction
		for range questions {
			asked = append(asked, r.discord.Slash(t.Context(), ask("Who?")))
		}
		for _, i := range asked {
			if _, err := i.WaitFinal(t.Context(), contains(sourceLine)); err != nil {
				t.Fatal(err)
			}
		}
	})
	t.Run("says goodbye when it is stopped with a question in flight", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil, growingTreaty(nil))
		i := r.discord.Slash(t.Context(), ask("Who?"))
		if _, err := i.WaitFinal(t.Context(), contains(firstSentence)); err != nil {
			t.Fatal(err)
		}
		if err := r.stop(); err != nil {
			t.Errorf("Run: %v", err)
		}
		got := i.Messages()[0].Content
		if !strings.Contains(got, firstSentence) || !strings.Contains(got, "-# "+errRestarting.Sentence) {
			t.Errorf("the reader is left with %q", got)
		}
	})
}
