package bot

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"attache/internal/discordtest"
	"attache/news"
)

// sentence is the reader's face of a fatal error.
func sentence(t *testing.T, err error) string {
	t.Helper()
	if err == nil {
		t.Fatal("Run ended well")
	}
	return news.Explain(err, "no sentence: "+err.Error())
}

// ended waits for a bot that stops by itself.
func ended(t *testing.T, b *Bot) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	return b.Run(ctx)
}

func bare(t *testing.T, o Options) *Bot {
	t.Helper()
	o.Desk, o.Sources = &scriptedDesk{}, oneSource()
	o.ReconnectDelay = time.Millisecond
	b, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRunGivesUp(t *testing.T) {
	t.Parallel()
	t.Run("on a wrong token", func(t *testing.T) {
		t.Parallel()
		discord := discordtest.New(t, discordtest.Options{})
		err := ended(t, bare(t, Options{Token: "wrong", APIURL: discord.APIURL()}))
		if got := sentence(t, err); got != wrongToken || strings.Contains(err.Error(), "wrong") {
			t.Errorf("it says %q (%v)", got, err)
		}
		if n := len(discord.Calls("/")); n != 1 {
			t.Errorf("it tried %d times", n)
		}
	})
	for code, want := range map[int]string{
		4004: "refused the bot token",
		4010: "sharded",
		4011: "sharded",
		4012: "newer version",
		4013: "newer version",
	} {
		t.Run(fmt.Sprintf("on close code %d", code), func(t *testing.T) {
			t.Parallel()
			discord := discordtest.New(t, discordtest.Options{})
			discord.CloseOnIdentify(9, code)
			err := ended(t, bare(t, Options{Token: discord.Token(), APIURL: discord.APIURL()}))
			if got := sentence(t, err); !strings.Contains(got, want) {
				t.Errorf("close code %d: it says %q", code, got)
			}
		})
	}
	t.Run("on an API that nobody serves", func(t *testing.T) {
		t.Parallel()
		nobody := httptest.NewServer(http.NotFoundHandler())
		nobody.Close()
		err := ended(t, bare(t, Options{Token: "t", APIURL: nobody.URL, StartupPatience: time.Millisecond}))
		if got := sentence(t, err); !strings.Contains(got, "could not be reached at "+nobody.URL) {
			t.Errorf("it says %q", got)
		}
	})
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]Options{
		"a missing token":       {Desk: &scriptedDesk{}, Sources: oneSource()},
		"a malformed API URL":   {Token: "t", APIURL: "discord.example/api", Desk: &scriptedDesk{}, Sources: oneSource()},
		"a desk that is absent": {Token: "t", Sources: oneSource()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := New(o); err == nil {
				t.Error("it was accepted")
			}
		})
	}
}

// serves asks a question and waits for its answer.
func (r *rig) serves(t *testing.T) {
	t.Helper()
	i := r.discord.Slash(t.Context(), ask("Still there?"))
	if _, err := i.WaitFinal(t.Context(), contains(sourceLine)); err != nil {
		t.Fatal(err)
	}
}

// resumed waits until the first session was resumed n times.
func (r *rig) resumed(t *testing.T, n int) {
	t.Helper()
	err := r.discord.WaitSessions(t.Context(), func(s []discordtest.Session) bool {
		return len(s) == 1 && s[0].Online && s[0].Resumed >= n
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestConnection(t *testing.T) {
	t.Parallel()
	t.Run("is resumed when Discord asks for it, with what was said meanwhile", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		r.serves(t)
		r.discord.AskReconnect()
		asked := r.discord.Post(discordtest.Message{Content: toBot + " while you were away?"})
		r.resumed(t, 1)
		if _, err := r.discord.WaitMessage(t.Context(), asked.Channel, func(m discordtest.Message) bool { return m.ReplyTo == asked.ID }); err != nil {
			t.Error(err)
		}
		if n := r.discord.Identified(); n != 1 {
			t.Errorf("it identified %d times", n)
		}
	})
	t.Run("is resumed after a cut", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		r.serves(t)
		r.discord.CloseGateway(0)
		r.resumed(t, 1)
		r.discord.CloseGateway(4000)
		r.resumed(t, 2)
		r.serves(t)
	})
	t.Run("begins anew when the session is lost", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		r.serves(t)
		r.discord.InvalidateSessions(false)
		if err := r.discord.WaitSessions(t.Context(), func(s []discordtest.Session) bool {
			return r.discord.Identified() == 2 && slices.ContainsFunc(s, func(s discordtest.Session) bool { return s.Online })
		}); err != nil {
			t.Fatal(err)
		}
		r.serves(t)
		if n := len(r.discord.Calls("PUT /applications/{application}/commands")); n != 1 {
			t.Errorf("the commands were registered %d times", n)
		}
	})
}

func TestConnectionInTrouble(t *testing.T) {
	t.Parallel()
	t.Run("survives a request to reconnect in place of READY", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, func(o *Options) { o.Token = "Bot " + o.Token })
		r.serves(t)
		r.discord.ReconnectOnIdentify(2)
		r.discord.InvalidateSessions(false)
		if err := r.discord.WaitSessions(t.Context(), func([]discordtest.Session) bool { return r.discord.Identified() == 2 }); err != nil {
			t.Fatal(err)
		}
		r.serves(t)
	})
	t.Run("is replaced when heartbeats go unanswered", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{HeartbeatInterval: 30 * time.Millisecond}, nil)
		r.serves(t)
		r.discord.DropAcks(true)
		r.resumed(t, 1)
		r.discord.DropAcks(false)
		r.serves(t)
	})
	t.Run("does without message content where it is not switched on", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{DisallowedIntents: discordtest.IntentMessageContent}, nil)
		asked := r.discord.Say(t.Context(), discordtest.Message{Content: toBot + " Who signed?"})
		if _, err := r.discord.WaitMessage(t.Context(), asked.Channel, contains(sourceLine)); err != nil {
			t.Fatal(err)
		}
		if intents := r.discord.Sessions()[0].Intents; intents&discordtest.IntentMessageContent != 0 {
			t.Errorf("intents %b", intents)
		}
	})
	t.Run("is closed for good when Run ends", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		r.serves(t)
		if err := r.stop(); err != nil {
			t.Errorf("Run: %v", err)
		}
		if err := r.discord.WaitSessions(t.Context(), func(s []discordtest.Session) bool { return len(s) == 0 }); err != nil {
			t.Error(err)
		}
	})
}

func TestRegistering(t *testing.T) {
	t.Parallel()
	t.Run("is tried again until it works", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		r.discord.Fail("PUT /applications/{application}/commands", 3, 503)
		r.serves(t)
	})
	t.Run("does not keep the bot from answering mentions when it is refused", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		r.discord.Refuse("PUT /applications/{application}/commands", 9, 403, 50001, "Missing Access")
		asked := r.discord.Say(t.Context(), discordtest.Message{Content: toBot + " Who signed?"})
		if _, err := r.discord.WaitMessage(t.Context(), asked.Channel, contains(sourceLine)); err != nil {
			t.Fatal(err)
		}
	})
}
