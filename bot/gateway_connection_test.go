package bot

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// oddGateway is an API whose gateway does on each connection what the next
// script says; after the last one it says HELLO and READY.
func oddGateway(t *testing.T, scripts ...func(*websocket.Conn)) *httptest.Server {
	t.Helper()
	next := make(chan func(*websocket.Conn), len(scripts))
	for _, script := range scripts {
		next <- script
	}
	var upgrader websocket.Upgrader
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	mux.HandleFunc("GET /gateway/bot", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(map[string]string{"url": "ws" + strings.TrimPrefix(server.URL, "http")})
	})
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		socket, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer func() { _ = socket.Close() }()
		select {
		case script := <-next:
			script(socket)
		default:
			greet(socket)
		}
		for err == nil { // until the bot goes
			_, _, err = socket.ReadMessage()
		}
	})
	return server
}

func send(text string) func(*websocket.Conn) {
	return func(socket *websocket.Conn) { _ = socket.WriteMessage(websocket.TextMessage, []byte(text)) }
}

const hello = `{"op":10,"d":{"heartbeat_interval":60000}}`

func greet(socket *websocket.Conn) {
	send(hello)(socket)
	send(`{"op":0,"t":"READY","s":1,"d":{"session_id":"s","user":{"id":"1"},"application":{"id":"2"}}}`)(socket)
}

func TestOddGateways(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]func(*websocket.Conn){
		"says nothing at all":            func(*websocket.Conn) {},
		"says nothing after HELLO":       send(hello),
		"begins without HELLO":           send(`{"op":11}`),
		"asks for heartbeats all along":  send(`{"op":10,"d":{"heartbeat_interval":0}}`),
		"talks what is no JSON":          send("<html>"),
		"closes with words but no code":  func(s *websocket.Conn) { _ = s.Close() },
		"talks of a session nobody knew": send(`{"op":9,"d":"perhaps"}`),
	} {
		t.Run("is left for another connection when it "+name, func(t *testing.T) {
			t.Parallel()
			server := oddGateway(t, script, script)
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			client := &http.Client{Transport: newTransport()}
			defer client.CloseIdleConnections()
			silent := Options{}.withDefaults().Logger
			joined := false
			g := gateway{
				rest:   &rest{client: client, base: server.URL, token: "t", logger: silent},
				logger: silent, intents: basicIntents,
				delay: time.Millisecond, maxDelay: time.Millisecond,
				greeting: 50 * time.Millisecond, patience: time.Minute,
				hear: func(name string, _ json.RawMessage) {
					joined = name == eventReady
					cancel()
				},
			}
			if err := g.run(ctx); err != nil || !joined {
				t.Errorf("joined %v, error %v", joined, err)
			}
		})
	}
}

func FuzzEvents(f *testing.F) {
	f.Add(eventReady, `{"session_id":"s","user":{"id":"1"},"application":{"id":"2"}}`)
	f.Add(eventMessage, `{"id":"5","channel_id":"6","content":"<@1> hi","author":{"id":"7"},"mentions":[{"id":"1"},null]}`)
	f.Add(eventMessage, `{"type":19,"author":{"id":"7"},"referenced_message":{"author":null},"components":[{"type":99}]}`)
	f.Add(eventInteraction, `{"type":2,"token":"t","data":{"name":"source","options":[{"name":"add","options":[null]}]}}`)
	f.Add(eventInteraction, `{"type":2,"data":{"name":"ask","options":[{"name":"question","value":3}]}}`)
	f.Fuzz(func(t *testing.T, name, data string) {
		b, err := New(Options{
			Token: "t", Desk: &scriptedDesk{}, Sources: oneSource(),
			HTTPClient: &http.Client{Transport: nowhere{}}, ReconnectDelay: time.Nanosecond,
		})
		if err != nil {
			t.Fatal(err)
		}
		// What is foreign must neither panic nor keep a goroutine.
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		w := watch{Bot: b, self: "1"}
		w.hear(ctx, name, json.RawMessage(data))
		w.tasks.Wait()
		var s session
		s.advance(payload{Type: name, Data: json.RawMessage(data), Seq: 3})
		_, _ = gatewayURL(s.address())
	})
}

// nowhere is a network without anybody in it.
type nowhere struct{}

func (nowhere) RoundTrip(*http.Request) (*http.Response, error) { return nil, http.ErrServerClosed }
