package discordtest

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"
)

func ask() Command {
	return Command{Name: "ask", Options: map[string]any{"question": "Who signed the treaty?"}}
}

// undelivered makes an interaction that a client answers by itself.
func undelivered(t *testing.T, srv *Server, command Command) *Interaction {
	t.Helper()
	i := srv.Undelivered(command)
	if i.Err() != nil {
		t.Fatal(i.Err())
	}
	return i
}

// callback answers an interaction.
func (c client) callback(i *Interaction, body string) answer {
	c.t.Helper()
	return c.do("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", body)
}

// webhook is a call by an interaction's token.
func (c client) webhook(method string, i *Interaction, path, body string) answer {
	c.t.Helper()
	return c.do(method, "/webhooks/"+ApplicationID+"/"+i.Token+path, body)
}

func TestInteractionsAreAnswered(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	bot := newClient(t, srv)
	bot.token = "" // the token in the path is enough
	newClient(t, srv).register(askCommand)

	t.Run("with a message", func(t *testing.T) {
		i := undelivered(t, srv, ask())
		bot.callback(i, `{"type":4,"data":{"content":"The ministers.",`+quiet+`}}`).succeeded(t, http.StatusNoContent)
		message, err := i.WaitFinal(soon(t), nil)
		if err != nil || message.Content != "The ministers." || message.Interaction != i.ID || message.Ephemeral() {
			t.Errorf("got %+v, %v", message, err)
		}
		if _, err := i.WaitDeferred(soon(t)); err == nil {
			t.Error("nothing was deferred, and WaitDeferred ended well")
		}
	})
	t.Run("with a deferred message that is filled in later", func(t *testing.T) {
		i := undelivered(t, srv, ask())
		bot.callback(i, `{"type":5,"data":{"flags":64}}`).succeeded(t, http.StatusNoContent)
		if response, err := i.WaitDeferred(soon(t)); err != nil || response.Took <= 0 {
			t.Errorf("got %+v, %v", response, err)
		}
		if loading := bot.webhook("GET", i, "/messages/@original", ""); loading.get("flags") != "192" {
			t.Errorf("the deferred message is %s", loading.raw)
		}
		edited := bot.webhook("PATCH", i, "/messages/@original", `{"content":"The ministers.",`+quiet+`}`)
		if edited.succeeded(t, http.StatusOK).get("flags") != "64" || edited.get("type") != "20" {
			t.Errorf("the edit gave %s", edited.raw)
		}
		message, err := i.WaitFinal(soon(t), func(m Message) bool { return m.Content != "" })
		if err != nil || !message.Ephemeral() || message.Loading() || !message.Versions[0].loading() {
			t.Errorf("got %+v, %v", message, err)
		}
	})
	t.Run("with a followup that fills in the deferred message", func(t *testing.T) {
		i := undelivered(t, srv, ask())
		bot.callback(i, `{"type":5}`).succeeded(t, http.StatusNoContent)
		first := bot.webhook("POST", i, "", `{"content":"one","flags":64,`+quiet+`}`).succeeded(t, http.StatusOK)
		second := bot.webhook("POST", i, "", `{"content":"two","flags":64,`+quiet+`}`).succeeded(t, http.StatusOK)
		if first.get("flags") != "0" || second.get("flags") != "64" || first.get("id") == second.get("id") {
			t.Errorf("got %s and %s", first.raw, second.raw)
		}
		path := "/messages/" + second.get("id")
		bot.webhook("PATCH", i, path, `{"content":"three",`+quiet+`}`).succeeded(t, http.StatusOK)
		if got := bot.webhook("GET", i, path, "").get("content"); got != "three" {
			t.Errorf("the followup reads %q", got)
		}
		newClient(t, srv).do("GET", messagesPath+"/"+second.get("id"), "").refused(t, http.StatusNotFound, 10008)
		bot.webhook("DELETE", i, path, "").succeeded(t, http.StatusNoContent)
		bot.webhook("DELETE", i, "/messages/@original", "").succeeded(t, http.StatusNoContent)
		bot.webhook("PATCH", i, "/messages/@original", `{"content":"four",`+quiet+`}`).refused(t, http.StatusNotFound, 10008)
		if left := i.Messages(); len(left) != 0 {
			t.Errorf("there is left %+v", left)
		}
	})
	t.Run("and the answer is given back on demand", func(t *testing.T) {
		i := undelivered(t, srv, ask())
		got := bot.do("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback?with_response=true",
			`{"type":4,"data":{"content":"Here.",`+quiet+`}}`).succeeded(t, http.StatusOK)
		if got.get("resource.message.content") != "Here." || got.get("interaction.id") != i.ID {
			t.Errorf("got %s", got.raw)
		}
	})
	t.Run("with a file", func(t *testing.T) {
		i := undelivered(t, srv, ask())
		contentType, body := form(t, `{"type":4,"data":{`+quiet+`}}`, Attachment{Name: "a.png", Type: "image/png", Data: []byte("x")})
		bot.send("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", contentType, body).succeeded(t, http.StatusNoContent)
		if message, err := i.WaitFinal(soon(t), nil); err != nil || len(message.Attachments) != 1 {
			t.Errorf("got %+v, %v", message, err)
		}
	})
}

func (v Version) loading() bool { return v.Flags&FlagLoading != 0 }

func TestInteractionsAreRefused(t *testing.T) {
	t.Parallel()
	hello := `{"type":4,"data":{"content":"hello",` + quiet + `}}`
	edit := `{"content":"hello",` + quiet + `}`
	begin := func(t *testing.T, options Options) (*Server, client, *Interaction) {
		srv := New(t, options)
		bot := newClient(t, srv)
		bot.register(askCommand)
		return srv, bot, undelivered(t, srv, ask())
	}
	t.Run("when the bot is too late", func(t *testing.T) {
		_, bot, i := begin(t, Options{InteractionDeadline: time.Nanosecond})
		bot.callback(i, hello).refused(t, http.StatusNotFound, 10062)
	})
	t.Run("when they are unknown", func(t *testing.T) {
		_, bot, i := begin(t, Options{})
		bot.do("POST", "/interactions/1/"+i.Token+"/callback", hello).refused(t, http.StatusNotFound, 10062)
		bot.do("POST", "/interactions/"+i.ID+"/other/callback", hello).refused(t, http.StatusNotFound, 10062)
	})
	t.Run("when they are answered twice", func(t *testing.T) {
		_, bot, i := begin(t, Options{})
		bot.callback(i, hello).succeeded(t, http.StatusNoContent)
		bot.callback(i, hello).refused(t, http.StatusBadRequest, 40060)
	})
	t.Run("when a followup comes before the response", func(t *testing.T) {
		_, bot, i := begin(t, Options{})
		bot.webhook("POST", i, "", edit).refused(t, http.StatusNotFound, 10015)
		bot.webhook("PATCH", i, "/messages/@original", edit).refused(t, http.StatusNotFound, 10015)
		bot.do("POST", "/webhooks/"+BotID+"/"+i.Token, edit).refused(t, http.StatusNotFound, 10015)
	})
	t.Run("when the token has expired", func(t *testing.T) {
		_, bot, i := begin(t, Options{TokenLifetime: time.Nanosecond})
		bot.callback(i, hello).succeeded(t, http.StatusNoContent)
		bot.webhook("PATCH", i, "/messages/@original", edit).refused(t, http.StatusUnauthorized, 50027)
		bot.webhook("POST", i, "", edit).refused(t, http.StatusUnauthorized, 50027)
	})
	t.Run("when the message is of another interaction", func(t *testing.T) {
		srv, bot, i := begin(t, Options{})
		bot.callback(i, hello).succeeded(t, http.StatusNoContent)
		said := srv.Post(Message{Content: "mine"})
		bot.webhook("PATCH", i, "/messages/"+said.ID, edit).refused(t, http.StatusNotFound, 10008)
	})
	t.Run("when the type does not fit", func(t *testing.T) {
		srv, bot, i := begin(t, Options{KeepViolations: true})
		bot.callback(i, `{"type":7,"data":{"content":"hello",`+quiet+`}}`).refused(t, http.StatusBadRequest, codeInvalidForm)
		bot.callback(i, `{"type":8,"data":{"choices":[]}}`).refused(t, http.StatusBadRequest, codeInvalidForm)
		bot.callback(i, `{"type":3}`).refused(t, http.StatusBadRequest, codeInvalidForm)
		if got := rules(srv); !slices.Equal(got, []Rule{RuleCallback, RuleCallback, RuleCallback}) {
			t.Errorf("broken: %v", got)
		}
	})
	t.Run("by the wait, when nobody answers", func(t *testing.T) {
		_, _, i := begin(t, Options{InteractionDeadline: time.Nanosecond})
		if _, err := i.WaitDeferred(soon(t)); !errors.Is(err, errNoResponse) {
			t.Errorf("the wait ended with %v", err)
		}
	})
}

func TestPayloadIsTheEvent(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	newClient(t, srv).register(askCommand)
	var payload struct{ ID, Token string }
	i := undelivered(t, srv, ask())
	if err := json.Unmarshal(i.Payload(), &payload); err != nil || payload.ID != i.ID || payload.Token != i.Token {
		t.Errorf("got %s, %v", i.Payload(), err)
	}
}
