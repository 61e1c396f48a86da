package main

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"attache/internal/discordtest"
	"attache/internal/llmtest"
	"attache/internal/webtest"
)

// buffer is a bytes.Buffer that may be written while it is read.
type buffer struct {
	mu   sync.Mutex
	data bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.data.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.data.String()
}

// startBot runs attache bot until the test ends, when it must stop cleanly.
func startBot(t *testing.T, a *attache, discord *discordtest.Server) *buffer {
	t.Helper()
	t.Setenv("DISCORD_TOKEN", discord.Token())
	t.Setenv("DISCORD_API_URL", discord.APIURL())
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	log := &buffer{}
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, []string{"--db", a.db, "bot"}, console{in: strings.NewReader(""), out: log, err: log})
	}()
	t.Cleanup(func() {
		cancel()
		select {
		case <-done:
		case <-time.After(20 * time.Second):
			t.Errorf("the bot did not stop: %s", log)
		}
		if strings.Contains(log.String(), discord.Token()) {
			t.Error("the token is in the log")
		}
	})
	if err := discord.WaitCommands(t.Context(), "ask", "summary", "source"); err != nil {
		t.Fatalf("%v: %s", err, log)
	}
	return log
}

// isFinal waits for an answer that stands with its sources.
func hasSources(m discordtest.Message) bool {
	return strings.Contains(m.Content, "Example Wire") && strings.Contains(m.Content, "4 March 2025")
}

// askUntilRead asks until the article that was added has been filed.
func askUntilRead(t *testing.T, discord *discordtest.Server, question string) discordtest.Message {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for ctx.Err() == nil {
		asked := discord.Slash(ctx, discordtest.Command{Name: "ask", Options: map[string]any{"question": question}})
		if deferred, err := asked.WaitDeferred(ctx); err != nil || deferred.Took > 3*time.Second {
			t.Fatalf("deferred after %s: %v", deferred.Took, err)
		}
		final, err := asked.WaitFinal(ctx, func(m discordtest.Message) bool {
			return hasSources(m) || strings.Contains(m.Content, "I hold")
		})
		if err != nil {
			t.Fatal(err)
		}
		if hasSources(final) {
			return final
		}
	}
	t.Fatal("the article was never filed")
	return discordtest.Message{}
}

// TestFromAFeedToAnAnswerInDiscord drives the whole way, as the real verb.
func TestFromAFeedToAnAnswerInDiscord(t *testing.T) {
	for name, model := range map[string]bool{"without a model": false, "with a scripted model": true} {
		t.Run(name, func(t *testing.T) {
			site := webtest.New(t)
			publish(site)
			discord := discordtest.New(t, discordtest.Options{OpenAPI: discordtest.OpenAPIFile(t)})
			a := newAttache(t)
			t.Setenv("ATTACHE_ALLOW_PRIVATE", site.Prefix().String())
			if model {
				server := llmtest.New(t, llmtest.Say(
					`Brandt said the treaty "ends forty years of dry summers" [1]. She also praised "the wisdom of kings" [1]. Oland gets 30 percent of the flow [1].`))
				t.Setenv("OPENAI_BASE_URL", server.URL())
				t.Setenv("ATTACHE_MODEL", llmtest.Model)
			}
			startBot(t, a, discord)

			question := "What did Brandt say about the treaty on the Merle?"
			first := discord.Slash(t.Context(), discordtest.Command{Name: "ask", Options: map[string]any{"question": question}})
			told, err := first.WaitFinal(t.Context(), func(m discordtest.Message) bool { return strings.Contains(m.Content, "/source add") })
			if err != nil || hasSources(told) {
				t.Fatalf("a server without sources is told %q: %v", told.Content, err)
			}

			added := discord.Slash(t.Context(), discordtest.Command{
				Name: "source", Subcommand: "add", Options: map[string]any{"url": site.URL("/feed.xml")},
				Permissions: discordtest.PermissionsOrdinary | discordtest.PermissionManageGuild,
			})
			if _, err := added.WaitFinal(t.Context(), func(m discordtest.Message) bool {
				return strings.Contains(m.Content, "Added the RSS feed")
			}); err != nil {
				t.Fatal(err)
			}

			final := askUntilRead(t, discord, question)
			if !strings.Contains(final.Content, "ends forty years of dry summers") || !strings.Contains(final.Content, site.URL("/2031/treaty")) {
				t.Errorf("the answer is %q", final.Content)
			}
			if strings.Contains(final.Content, "wisdom of kings") || len(final.Pings) > 0 {
				t.Errorf("the answer is %q and pings %v", final.Content, final.Pings)
			}

			said := discord.Say(t.Context(), discordtest.Message{Content: discordtest.Bot().Mention() + " " + question})
			if _, err := discord.WaitMessage(t.Context(), discordtest.ChannelID, func(m discordtest.Message) bool {
				return m.ReplyTo == said.ID && hasSources(m)
			}); err != nil {
				t.Errorf("a mention: %v", err)
			}
			if out := a.must("import", a.file("beside.jsonl", articles)); !strings.HasPrefix(out, "3 new") {
				t.Errorf("importing beside the bot: %s", out)
			}
			beside := discord.Slash(t.Context(), discordtest.Command{Name: "ask", Options: map[string]any{
				"question": "What did Brandt say about the treaty on the Merle?", "as_of": "2031-03-10",
			}})
			if _, err := beside.WaitFinal(t.Context(), func(m discordtest.Message) bool {
				return strings.Contains(m.Content, "wire.example") || model && hasSources(m)
			}); err != nil {
				t.Errorf("an import beside the bot is not seen: %v", err)
			}
		})
	}
}

func TestAWrongTokenIsExplained(t *testing.T) {
	discord := discordtest.New(t, discordtest.Options{})
	a := newAttache(t)
	t.Setenv("DISCORD_TOKEN", "not-the-token")
	t.Setenv("DISCORD_API_URL", discord.APIURL())
	o := a.run("bot")
	if o.code != exitFailed || !strings.Contains(o.err, "DISCORD_TOKEN") || strings.Contains(o.err, "not-the-token") {
		t.Errorf("ended with %d: %s", o.code, o.err)
	}
}
