package discordtest

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRESTKnowsWhoAsks(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{Token: "right"})
	bot := newClient(t, srv)

	t.Run("answers the right token", func(t *testing.T) {
		self := bot.do("GET", "/users/@me", "").succeeded(t, http.StatusOK)
		if self.get("id") != BotID || self.get("bot") != "true" {
			t.Errorf("the bot is %s", self.raw)
		}
		application := bot.do("GET", "/oauth2/applications/@me", "").succeeded(t, http.StatusOK)
		if application.get("id") != ApplicationID {
			t.Errorf("the application is %s", application.raw)
		}
	})
	t.Run("refuses a wrong token with 401", func(t *testing.T) {
		wrong := client{t: t, srv: srv, token: "wrong"}
		wrong.do("GET", "/users/@me", "").refused(t, http.StatusUnauthorized, 0)
		wrong.do("POST", "/channels/"+ChannelID+"/messages", `{}`).refused(t, http.StatusUnauthorized, 0)
	})
	t.Run("asks for no token on the way to the gateway", func(t *testing.T) {
		nobody := client{t: t, srv: srv}
		url := nobody.do("GET", "/gateway", "").succeeded(t, http.StatusOK).get("url")
		if !strings.HasPrefix(url, "ws://127.0.0.1:") {
			t.Errorf("the gateway is at %q", url)
		}
		nobody.do("GET", "/gateway/bot", "").refused(t, http.StatusUnauthorized, 0)
	})
	t.Run("speaks version 9 too", func(t *testing.T) {
		request, err := http.NewRequestWithContext(t.Context(), "GET",
			strings.Replace(srv.APIURL(), "v10", "v9", 1)+"/gateway", nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = response.Body.Close() }()
		if response.StatusCode != http.StatusOK {
			t.Errorf("got %s", response.Status)
		}
	})
}

func TestUnknownRoutesFailTheTest(t *testing.T) {
	t.Parallel()
	watched := &witness{TB: t}
	srv := New(watched, Options{})
	newClient(t, srv).do("GET", "/users/123/profile", "").refused(t, http.StatusNotFound, 0)
	newClient(t, srv).do("PUT", "/channels/"+ChannelID, "{}").refused(t, http.StatusNotFound, 0)
	if errors := watched.end(); len(errors) != 2 || !strings.Contains(errors[0], "/users/123/profile") {
		t.Errorf("the test was told %q", errors)
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{Guilds: []Guild{{
		ID: GuildID, Name: "Chancery", Owner: "1400000000000000009",
		Channels: []Channel{
			{ID: ChannelID, Name: "briefing"},
			{ID: "1300000000000000002", Name: "read-only", AppPermissions: PermissionViewChannel},
			{ID: "1300000000000000003", Name: "hidden", AppPermissions: PermissionAddReactions},
			{ID: "1300000000000000004", Name: "thread", Type: 11, Parent: ChannelID},
		},
		Roles:   []Role{{ID: "1500000000000000001", Name: "Desk", Permissions: PermissionManageGuild}},
		Members: []Member{{User: User{ID: ReaderID, Name: "Ada"}, Roles: []string{"1500000000000000001"}}},
	}}})
	bot := newClient(t, srv)

	t.Run("gives guilds, members and channels", func(t *testing.T) {
		guild := bot.do("GET", "/guilds/"+GuildID, "").succeeded(t, http.StatusOK)
		if guild.get("roles.1.name") != "Desk" || guild.get("owner_id") != "1400000000000000009" {
			t.Errorf("the guild is %s", guild.raw)
		}
		member := bot.do("GET", "/guilds/"+GuildID+"/members/"+ReaderID, "").succeeded(t, http.StatusOK)
		if member.get("user.username") != "Ada" || member.get("roles.0") != "1500000000000000001" {
			t.Errorf("the member is %s", member.raw)
		}
		thread := bot.do("GET", "/channels/1300000000000000004", "").succeeded(t, http.StatusOK)
		if thread.get("type") != "11" || thread.get("parent_id") != ChannelID {
			t.Errorf("the thread is %s", thread.raw)
		}
	})
	t.Run("refuses what is not there", func(t *testing.T) {
		bot.do("GET", "/guilds/1", "").refused(t, http.StatusNotFound, 10004)
		bot.do("GET", "/guilds/"+GuildID+"/members/1", "").refused(t, http.StatusNotFound, 10007)
		bot.do("GET", "/channels/1", "").refused(t, http.StatusNotFound, 10003)
	})
	t.Run("refuses what the bot may not do", func(t *testing.T) {
		body := `{"content":"hello",` + quiet + `}`
		bot.do("POST", "/channels/1300000000000000002/messages", body).refused(t, http.StatusForbidden, 50013)
		bot.do("POST", "/channels/1300000000000000002/typing", "").refused(t, http.StatusForbidden, 50013)
		bot.do("GET", "/channels/1300000000000000003/messages", "").refused(t, http.StatusForbidden, 50001)
		bot.do("POST", "/channels/1300000000000000004/messages", body).succeeded(t, http.StatusOK)
		bot.do("POST", "/channels/"+ChannelID+"/typing", "").succeeded(t, http.StatusNoContent)
	})
	t.Run("opens one channel of direct messages for each user", func(t *testing.T) {
		first := bot.do("POST", "/users/@me/channels", `{"recipient_id":"`+ReaderID+`"}`).succeeded(t, http.StatusOK)
		again := bot.do("POST", "/users/@me/channels", `{"recipient_id":"`+ReaderID+`"}`)
		if first.get("id") != again.get("id") || first.get("id") != srv.DirectChannel(ReaderID) {
			t.Errorf("got %s and %s", first.raw, again.raw)
		}
		if first.get("type") != "1" || first.get("recipients.0.username") != "Ada" {
			t.Errorf("the channel is %s", first.raw)
		}
		bot.do("POST", "/users/@me/channels", `{}`).refused(t, http.StatusBadRequest, codeInvalidForm)
	})
}

func TestLatency(t *testing.T) {
	t.Parallel()
	t.Run("is waited for", func(t *testing.T) {
		srv := New(t, Options{Latency: 30 * time.Millisecond})
		begun := time.Now()
		newClient(t, srv).do("GET", "/users/@me", "").succeeded(t, http.StatusOK)
		if took := time.Since(begun); took < 30*time.Millisecond {
			t.Errorf("the answer came after %v", took)
		}
	})
	t.Run("does not hold up the end of the test", func(t *testing.T) {
		watched := &witness{TB: t}
		srv := New(watched, Options{Latency: time.Hour})
		answers := make(chan answer, 1)
		go func() { answers <- newClient(t, srv).do("GET", "/users/@me", "") }()
		if err := srv.wait(soon(t), "the request", func() bool { return len(srv.Calls("/")) == 1 }); err != nil {
			t.Fatal(err)
		}
		watched.end()
		(<-answers).refused(t, http.StatusServiceUnavailable, 0)
	})
}

func TestCalls(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	bot := newClient(t, srv)
	bot.do("GET", "/users/@me", "")
	bot.do("POST", "/channels/"+ChannelID+"/messages", `{"content":"hello",`+quiet+`}`)
	bot.do("POST", "/channels/7/messages", `{"content":"hello",`+quiet+`}`)
	calls := srv.Calls("POST /channels/{channel}/messages")
	if len(calls) != 2 || calls[0].Status != http.StatusOK || calls[1].Status != http.StatusNotFound {
		t.Fatalf("the calls are %+v", calls)
	}
	if !strings.Contains(string(calls[0].Body), "hello") || calls[0].At.After(calls[1].At) {
		t.Errorf("the first call is %+v", calls[0])
	}
	if len(srv.Calls("/")) != 3 {
		t.Errorf("there are %d calls", len(srv.Calls("/")))
	}
}

func TestWaits(t *testing.T) {
	t.Parallel()
	t.Run("end with their context and say what was there", func(t *testing.T) {
		srv := New(t, Options{})
		newClient(t, srv).do("POST", "/channels/"+ChannelID+"/messages", `{"content":"not this",`+quiet+`}`)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		_, err := srv.WaitMessage(ctx, ChannelID, func(Message) bool { return false })
		if err == nil || !strings.Contains(err.Error(), "not this") || !strings.Contains(err.Error(), "deadline") {
			t.Errorf("the wait ended with %v", err)
		}
	})
	t.Run("end with the server's patience", func(t *testing.T) {
		srv := New(t, Options{Patience: 10 * time.Millisecond})
		if err := srv.WaitReady(t.Context()); err == nil {
			t.Error("the wait ended well")
		}
	})
	t.Run("end with the test", func(t *testing.T) {
		watched := &witness{TB: t}
		srv := New(watched, Options{})
		ended := make(chan error, 1)
		go func() { ended <- srv.WaitReady(t.Context()) }()
		watched.end()
		if err := <-ended; err == nil {
			t.Error("the wait ended well")
		}
	})
	t.Run("end at a violation, which they name", func(t *testing.T) {
		watched := &witness{TB: t}
		srv := New(watched, Options{})
		newClient(t, srv).do("POST", "/channels/"+ChannelID+"/messages", `{`+quiet+`}`)
		_, err := srv.WaitMessage(t.Context(), ChannelID, nil)
		if err == nil || !strings.Contains(err.Error(), string(RuleEmptyMessage)) {
			t.Errorf("the wait ended with %v", err)
		}
		if errors := watched.end(); len(errors) != 1 {
			t.Errorf("the test was told %q", errors)
		}
	})
}
