package discordtest

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"
)

const buttons = `"components":[{"type":1,"components":[
	{"type":2,"style":1,"label":"More","custom_id":"more"},
	{"type":2,"style":2,"label":"Less","custom_id":"less","disabled":true},
	{"type":2,"style":5,"label":"Read","url":"https://example.org"}]},
	{"type":1,"components":[{"type":3,"custom_id":"outlet","options":[{"label":"Reuters","value":"reuters"}]}]}]`

func TestClick(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	bot := newClient(t, srv)
	gateway := online(t, srv, 0)
	id := bot.do("POST", messagesPath, `{"content":"An answer.",`+buttons+`,`+quiet+`}`).succeeded(t, http.StatusOK).get("id")

	t.Run("brings the message and is answered by an update of it", func(t *testing.T) {
		i := srv.Click(soon(t), Click{Message: id, Component: "More"})
		got := gateway.expect("INTERACTION_CREATE")
		if got.get("data.custom_id") != "more" || got.get("message.id") != id || got.get("data.component_type") != "2" {
			t.Errorf("got %s", got.raw)
		}
		if left := i.Messages(); len(left) != 0 {
			t.Errorf("before any answer there is %+v", left)
		}
		bot.callback(i, `{"type":7,"data":{"content":"More of it.","components":[],`+quiet+`}}`).succeeded(t, http.StatusNoContent)
		message, err := i.WaitFinal(soon(t), nil)
		if err != nil || message.ID != id || message.Content != "More of it." || len(message.Components) != 0 {
			t.Errorf("got %+v, %v", message, err)
		}
	})
	id = bot.do("POST", messagesPath, `{"content":"Another.",`+buttons+`,`+quiet+`}`).get("id")
	t.Run("is answered by a deferred update", func(t *testing.T) {
		i := srv.Click(soon(t), Click{Message: id, Component: "more"})
		gateway.expect("INTERACTION_CREATE")
		bot.callback(i, `{"type":6}`).succeeded(t, http.StatusNoContent)
		if _, err := i.WaitDeferred(soon(t)); err != nil {
			t.Error(err)
		}
		bot.webhook("PATCH", i, "/messages/@original", `{"content":"Another one.",`+quiet+`}`).succeeded(t, http.StatusOK)
		if message, err := i.WaitFinal(soon(t), nil); err != nil || message.ID != id {
			t.Errorf("got %+v, %v", message, err)
		}
	})
	t.Run("chooses in a select", func(t *testing.T) {
		if i := srv.Click(soon(t), Click{Message: id, Component: "outlet", Values: []string{"reuters"}}); i.Err() != nil {
			t.Fatal(i.Err())
		}
		if got := gateway.expect("INTERACTION_CREATE"); got.get("data.values.0") != "reuters" {
			t.Errorf("got %s", got.raw)
		}
	})
	t.Run("is refused where nothing can be clicked", func(t *testing.T) {
		for _, click := range []Click{
			{Message: "1", Component: "more"}, {Message: id, Component: "other"}, {Message: id, Component: "less"},
			{Message: id, Component: "Read"}, {Message: id, Component: "outlet", Values: []string{"other"}},
		} {
			if i := srv.Click(soon(t), click); !errors.Is(i.Err(), ErrNotOffered) {
				t.Errorf("%+v gives %v", click, i.Err())
			}
		}
	})
	t.Run("fails when the bot is away", func(t *testing.T) {
		srv := New(t, Options{})
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		if i := srv.Click(ctx, Click{Message: "1"}); !errors.Is(i.Err(), context.DeadlineExceeded) {
			t.Errorf("got %v", i.Err())
		}
	})
}

func TestSubmit(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	bot := newClient(t, srv)
	bot.register(askCommand)
	gateway := online(t, srv, 0)
	modal := undelivered(t, srv, ask())
	bot.callback(modal, `{"type":9,"data":{"custom_id":"report","title":"What is wrong?","components":[
		{"type":1,"components":[{"type":4,"custom_id":"reason","label":"Reason","style":2}]}]}}`).succeeded(t, http.StatusNoContent)

	i := srv.Submit(soon(t), modal, map[string]string{"reason": "It is out of date."})
	if i.Err() != nil {
		t.Fatal(i.Err())
	}
	got := gateway.expect("INTERACTION_CREATE")
	if got.get("type") != "5" || got.get("data.custom_id") != "report" ||
		got.get("data.components.0.components.0.value") != "It is out of date." {
		t.Errorf("got %s", got.raw)
	}
	bot.callback(i, `{"type":4,"data":{"content":"Thank you.","flags":64,`+quiet+`}}`).succeeded(t, http.StatusNoContent)

	if wrong := srv.Submit(soon(t), modal, map[string]string{"mood": "good"}); !errors.Is(wrong.Err(), ErrNotOffered) {
		t.Errorf("an unknown input gives %v", wrong.Err())
	}
	if wrong := srv.Submit(soon(t), i, nil); !errors.Is(wrong.Err(), ErrNotOffered) {
		t.Errorf("a message for a modal gives %v", wrong.Err())
	}
}
