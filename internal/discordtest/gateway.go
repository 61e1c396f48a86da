package discordtest

import (
	"errors"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

const gatewayPath = "/gateway/{$}"

// Gateway opcodes and limits
// (https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway,
// https://discord.com/developers/docs/events/gateway#rate-limiting).
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opPresence       = 3
	opResume         = 6
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatACK   = 11

	maxPayload    = 4096 // bytes of what a client sends
	maxSends      = 120  // payloads a client may send in sendWindow
	sendWindow    = time.Minute
	maxUnsent     = 4096 // payloads that wait for a slow client
	closePatience = time.Second
)

// Gateway close codes
// (https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes).
const (
	closeUnknownOpcode        = 4001
	closeDecodeError          = 4002
	closeNotAuthenticated     = 4003
	closeAuthenticationFailed = 4004
	closeAlreadyAuthenticated = 4005
	closeInvalidSeq           = 4007
	closeRateLimited          = 4008
	closeTimedOut             = 4009
	closeInvalidVersion       = 4012
	closeInvalidIntents       = 4013
	closeDisallowedIntents    = 4014
)

// connection is one websocket of a bot. Its reader and writer end together.
type connection struct {
	server *Server
	socket *websocket.Conn
	outbox chan frame
	gone   chan struct{} // closed when the reader has ended
	mute   chan struct{} // closed when the writer has ended
	sends  []time.Time   // of the last minute; the reader's
	// session is nil before READY or RESUMED; guarded by the server's mu.
	session *session
	// ending is set once a close was sent, so that nothing is handled after
	// it; guarded by the server's mu.
	ending bool
}

func (s *Server) gatewayURL() string {
	return "ws" + strings.TrimPrefix(s.listener.URL, "http") + "/gateway/"
}

// serveGateway lasts as long as its connection.
func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	if compression := r.URL.Query().Get("compress"); compression != "" {
		s.violate(r, problem{rule: RuleGateway, message: "discordtest does not compress (" + compression + ")"})
		http.Error(w, "discordtest does not compress", http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return
	}
	s.connections.Add(1)
	s.mu.Unlock()
	defer s.connections.Done()

	upgrader := websocket.Upgrader{}
	socket, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	c := &connection{
		server: s, socket: socket, outbox: make(chan frame, maxUnsent),
		gone: make(chan struct{}), mute: make(chan struct{}),
	}
	var writer sync.WaitGroup
	writer.Go(c.write)
	c.greet(r.URL.Query().Get("v"), r.URL.Query().Get("encoding"))
	c.read()
	close(c.gone)
	writer.Wait()
}

// greet sends HELLO, or closes on a version that is not spoken here.
func (c *connection) greet(version, encoding string) {
	s := c.server
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.connections[c] = true
	s.touch()
	if (version != "9" && version != "10") || encoding != "json" {
		c.end(closeInvalidVersion, "Invalid API version")
		return
	}
	c.send(payload{Op: opHello, Data: map[string]any{
		"heartbeat_interval": s.options.HeartbeatInterval.Milliseconds(),
	}})
}

// read handles what the bot sends until the connection ends.
func (c *connection) read() {
	defer c.leave()
	c.socket.SetReadLimit(1 << 16)
	c.expectHeartbeat()
	for {
		_, data, err := c.socket.ReadMessage()
		if err != nil {
			c.lost(err)
			return
		}
		if c.receive(data, time.Now()) {
			c.expectHeartbeat()
		}
	}
}

// expectHeartbeat gives the bot two intervals for its next heartbeat.
func (c *connection) expectHeartbeat() {
	// A failure shows in the read that follows.
	_ = c.socket.SetReadDeadline(time.Now().Add(2 * c.server.options.HeartbeatInterval))
}

// leave takes the connection off the books; its session can be resumed.
func (c *connection) leave() {
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	delete(c.server.gateway.connections, c)
	if c.session != nil && c.session.connection == c {
		c.session.connection = nil
	}
	c.server.touch()
}

// lost draws the consequences of how the reading ended: a bot that closes
// with 1000 or 1001 ends its session
// (https://discord.com/developers/docs/events/gateway#initiating-a-disconnect),
// and one that has been silent is told so.
func (c *connection) lost(err error) {
	closed, isClose := errors.AsType[*websocket.CloseError](err)
	network, isNetwork := errors.AsType[net.Error](err)
	c.server.mu.Lock()
	switch {
	case isClose && (closed.Code == websocket.CloseNormalClosure || closed.Code == websocket.CloseGoingAway):
		if c.session != nil && !c.ending {
			c.server.forget(c.session)
		}
	case isNetwork && network.Timeout() && !c.ending:
		c.end(closeTimedOut, "Session timed out")
		defer func() { <-c.mute }()
	}
	c.server.mu.Unlock()
}
