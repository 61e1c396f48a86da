package discordtest

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

const intentsOfABot = IntentGuilds | IntentGuildMessages | IntentDirectMessages | IntentGuildReactions

func TestIdentify(t *testing.T) {
	t.Parallel()
	t.Run("begins a session with its guilds", func(t *testing.T) {
		srv := New(t, Options{})
		l := dial(t, srv)
		l.identify("Bot "+srv.Token(), intentsOfABot)
		ready := l.expect("READY")
		if ready.get("user.id") != BotID || ready.get("application.id") != ApplicationID || ready.get("guilds.0.unavailable") != "true" {
			t.Errorf("READY is %s", ready.raw)
		}
		guild := l.expect("GUILD_CREATE")
		if guild.get("id") != GuildID || guild.get("channels.0.id") != ChannelID || guild.get("members.0.user.id") != BotID {
			t.Errorf("the guild is %s", guild.raw)
		}
		if got := newClient(t, srv).do("GET", "/gateway/bot", ""); got.get("session_start_limit.remaining") != "999" {
			t.Errorf("got %s", got.raw)
		}
		want := []Session{{ID: ready.get("session_id"), Intents: intentsOfABot, Online: true}}
		if got := srv.Sessions(); !slices.Equal(got, want) || srv.Identified() != 1 {
			t.Errorf("the sessions are %+v", got)
		}
	})
	for name, test := range map[string]struct {
		send func(*line)
		code int
	}{
		"is refused with a wrong token": {func(l *line) { l.identify("wrong", 0) }, 4004},
		"is refused without intents": {func(l *line) {
			l.send(opIdentify, map[string]any{"token": DefaultToken})
		}, 4013},
		"is refused with unknown intents":    {func(l *line) { l.identify(DefaultToken, 1<<30) }, 4013},
		"is refused with disallowed intents": {func(l *line) { l.identify(DefaultToken, IntentMessageContent) }, 4014},
		"is refused a second time": {func(l *line) {
			l.identify(DefaultToken, 0)
			l.identify(DefaultToken, 0)
		}, 4005},
		"must come before a presence":   {func(l *line) { l.send(opPresence, nil) }, 4003},
		"must be an object":             {func(l *line) { l.send(opIdentify, "hello") }, 4002},
		"is not an unknown opcode":      {func(l *line) { l.send(77, nil) }, 4001},
		"has at most 4,096 bytes":       {func(l *line) { l.send(opIdentify, strings.Repeat("a", maxPayload)) }, 4002},
		"does not come after a flood":   {flood, 4008},
		"is not replaced by bad resume": {func(l *line) { l.send(opResume, map[string]any{"token": "wrong"}) }, 4004},
		"is not replaced by no resume":  {func(l *line) { l.send(opResume, 1) }, 4002},
	} {
		t.Run(name, func(t *testing.T) {
			srv := New(t, Options{DisallowedIntents: IntentMessageContent})
			l := dial(t, srv)
			test.send(l)
			l.closedWith(test.code)
		})
	}
	t.Run("is refused when it is not JSON", func(t *testing.T) {
		l := dial(t, New(t, Options{}))
		if err := l.socket.WriteMessage(websocket.TextMessage, []byte("{")); err != nil {
			t.Fatal(err)
		}
		l.closedWith(4002)
	})
}

func flood(l *line) {
	for range maxSends + 1 {
		l.send(opHeartbeat, nil)
	}
}

func TestGatewayVersions(t *testing.T) {
	t.Parallel()
	srv := kept(t)
	for query, code := range map[string]int{"?v=8&encoding=json": 4012, "?v=10&encoding=etf": 4012} {
		socket, _, err := websocket.DefaultDialer.DialContext(t.Context(), srv.gatewayURL()+query, nil)
		if err != nil {
			t.Fatal(err)
		}
		(&line{t: t, socket: socket}).closedWith(code)
		_ = socket.Close()
	}
	_, response, err := websocket.DefaultDialer.DialContext(t.Context(), srv.gatewayURL()+"?compress=zlib-stream", nil)
	if err == nil || response.StatusCode != http.StatusBadRequest || !slices.Equal(rules(srv), []Rule{RuleGateway}) {
		t.Errorf("compression is answered with %v", response)
	}
}

func TestHeartbeats(t *testing.T) {
	t.Parallel()
	t.Run("are answered", func(t *testing.T) {
		l := online(t, New(t, Options{}), 0)
		l.send(opHeartbeat, 1)
		if ack := l.next(); ack.Op != opHeartbeatACK {
			t.Errorf("got %+v", ack)
		}
	})
	t.Run("are not answered when acks are dropped", func(t *testing.T) {
		srv := New(t, Options{})
		l := online(t, srv, IntentGuildMessages)
		srv.DropAcks(true)
		l.send(opHeartbeat, 1)
		l.send(opPresence, nil)
		said := srv.Post(Message{Content: "hello"})
		if got := l.expect("MESSAGE_CREATE"); got.get("id") != said.ID {
			t.Errorf("got %s", got.raw)
		}
	})
	t.Run("are missed after two intervals", func(t *testing.T) {
		online(t, New(t, Options{HeartbeatInterval: 20 * time.Millisecond}), 0).closedWith(4009)
	})
}

func TestResume(t *testing.T) {
	t.Parallel()
	resume := func(t *testing.T, srv *Server, seq int64) *line {
		l := dial(t, srv)
		l.send(opResume, map[string]any{"token": srv.Token(), "session_id": srv.Sessions()[0].ID, "seq": seq})
		return l
	}
	offline := func(t *testing.T, srv *Server) {
		t.Helper()
		err := srv.WaitSessions(soon(t), func(s []Session) bool { return len(s) == 1 && !s[0].Online })
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Run("brings what was missed", func(t *testing.T) {
		srv := New(t, Options{})
		l := online(t, srv, IntentGuildMessages)
		srv.CloseGateway(0)
		l.closedWith(websocket.CloseAbnormalClosure)
		offline(t, srv)
		srv.Post(Message{Content: "one"})
		srv.Post(Message{Content: "two"})
		again := resume(t, srv, l.seq)
		again.expect("MESSAGE_CREATE")
		again.expect("MESSAGE_CREATE")
		again.expect("RESUMED")
		if got := srv.Sessions(); got[0].Resumed != 1 || !got[0].Online || again.seq != l.seq+3 {
			t.Errorf("the session is %+v", got)
		}
	})
	t.Run("is refused from the future", func(t *testing.T) {
		srv := New(t, Options{})
		l := online(t, srv, 0)
		srv.CloseGateway(4000)
		l.closedWith(4000)
		offline(t, srv)
		resume(t, srv, 99).closedWith(4007)
	})
	t.Run("is refused from too long ago", func(t *testing.T) {
		srv := New(t, Options{})
		l := online(t, srv, IntentGuildMessages)
		srv.CloseGateway(0)
		l.closedWith(websocket.CloseAbnormalClosure)
		offline(t, srv)
		for range keptEvents + 1 {
			srv.Post(Message{Content: "hello"})
		}
		if got := resume(t, srv, l.seq).next(); got.Op != opInvalidSession || string(got.Data) != "false" {
			t.Errorf("got %+v", got)
		}
	})
	for name, end := range map[string]func(*Server, *line){
		"after the bot said goodbye": func(_ *Server, l *line) {
			message := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
			_ = l.socket.WriteControl(websocket.CloseMessage, message, time.Now().Add(time.Second))
		},
		"after a fatal close": func(srv *Server, _ *line) { srv.CloseGateway(4004) },
		"after Op 9":          func(srv *Server, _ *line) { srv.InvalidateSessions(false) },
	} {
		t.Run("is refused "+name, func(t *testing.T) {
			srv := New(t, Options{})
			l := online(t, srv, 0)
			id := srv.Sessions()[0].ID
			end(srv, l)
			if err := srv.WaitSessions(soon(t), func(s []Session) bool { return len(s) == 0 }); err != nil {
				t.Fatal(err)
			}
			again := dial(t, srv)
			again.send(opResume, map[string]any{"token": srv.Token(), "session_id": id, "seq": l.seq})
			if got := again.next(); got.Op != opInvalidSession {
				t.Errorf("got %+v", got)
			}
			again.identify(srv.Token(), 0)
			again.expect("READY")
		})
	}
}

func TestGatewayOnDemand(t *testing.T) {
	t.Parallel()
	t.Run("closes with a code", func(t *testing.T) {
		srv := New(t, Options{})
		l := online(t, srv, 0)
		srv.CloseGateway(4000)
		l.closedWith(4000)
	})
	t.Run("asks for a reconnect", func(t *testing.T) {
		srv := New(t, Options{})
		l := online(t, srv, 0)
		srv.AskReconnect()
		if got := l.next(); got.Op != opReconnect {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("invalidates a session that may be resumed at once", func(t *testing.T) {
		srv := New(t, Options{})
		l := online(t, srv, 0)
		srv.InvalidateSessions(true)
		if got := l.next(); got.Op != opInvalidSession || string(got.Data) != "true" {
			t.Errorf("got %+v", got)
		}
		l.send(opResume, map[string]any{"token": srv.Token(), "session_id": srv.Sessions()[0].ID, "seq": l.seq})
		l.expect("RESUMED")
	})
	t.Run("meets IDENTIFY with Op 7 or a close, as often as asked", func(t *testing.T) {
		srv := New(t, Options{})
		srv.ReconnectOnIdentify(1)
		srv.CloseOnIdentify(1, 4000)
		first := dial(t, srv)
		first.identify(srv.Token(), 0)
		if got := first.next(); got.Op != opReconnect {
			t.Errorf("got %+v", got)
		}
		second := dial(t, srv)
		second.identify(srv.Token(), 0)
		second.closedWith(4000)
		online(t, srv, 0)
	})
	t.Run("says goodbye at the end of the test", func(t *testing.T) {
		watched := &witness{TB: t}
		srv := New(watched, Options{})
		l := online(t, srv, 0)
		watched.end()
		l.closedWith(websocket.CloseGoingAway)
	})
}
