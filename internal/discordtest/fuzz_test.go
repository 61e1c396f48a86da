package discordtest

import (
	"encoding/json"
	"testing"
	"time"
)

func FuzzBodies(f *testing.F) {
	for _, seed := range []string{
		`{"content":"a",` + quiet + `}`, `{"embeds":[null,{"title":"a"}]}`, `{` + buttons + `}`, askCommand, "[" + askCommand + "]",
		`{"type":4,"data":{"content":"a"}}`, `{"type":9,"data":{"components":[{"component":{"accessory":null}}]}}`, `[null]`, `null`, `"`,
	} {
		f.Add([]byte(seed))
	}
	routes := endpoints()
	f.Fuzz(func(t *testing.T, raw []byte) {
		value, err := decodeAny(raw)
		if err != nil {
			return
		}
		for _, e := range routes {
			if e.check == nil {
				continue
			}
			problems := e.check(body{raw: raw, value: value})
			if answer := rejection(problems...); answer.status < 400 {
				t.Errorf("%s is answered with %d", e.pattern, answer.status)
			}
		}
	})
}

func FuzzGatewayPayloads(f *testing.F) {
	for _, seed := range []string{
		`{"op":1,"d":null}`, `{"op":2,"d":{"token":"discordtest-token","intents":513,"shard":[0,1]}}`,
		`{"op":6,"d":{"token":"discordtest-token","session_id":"a","seq":-1}}`, `{"op":3}`, `{}`, `[`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		srv := New(t, Options{})
		c := &connection{server: srv, outbox: make(chan frame, maxUnsent)}
		c.receive(data, time.Now())
		for range len(c.outbox) {
			next := <-c.outbox
			if next.code == 0 && !json.Valid(next.data) {
				t.Errorf("%s is answered with %s", data, next.data)
			}
		}
	})
}

func FuzzMentions(f *testing.F) {
	f.Add("<@1400000000000000001> <@&1400000000000000001> @everyone")
	f.Fuzz(func(t *testing.T, text string) {
		if got := pings(text, &allowedMentions{}); len(got) != 0 {
			t.Errorf("%q pings %v although nothing may", text, got)
		}
		all := pings(text, nil)
		if users := mentioned(text); len(users) > len(all) {
			t.Errorf("%q mentions %v and pings %v", text, users, all)
		}
	})
}
