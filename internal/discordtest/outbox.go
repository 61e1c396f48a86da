package discordtest

import (
	"encoding/json"
	"time"

	"github.com/gorilla/websocket"
)

// frame is something to write: a payload, or a close.
type frame struct {
	data   []byte
	code   int // of a close; 0 otherwise
	reason string
}

// write sends what waits in the outbox until a close was sent, the reader has
// ended or the test has.
func (c *connection) write() {
	defer close(c.mute)
	defer func() { _ = c.socket.Close() }() // this also ends the reader
	for {
		select {
		case next := <-c.outbox:
			deadline := time.Now().Add(closePatience)
			if next.code != 0 {
				c.sendClose(next, deadline)
				return
			}
			// A client that is gone shows in the reader.
			_ = c.socket.SetWriteDeadline(deadline)
			if err := c.socket.WriteMessage(websocket.TextMessage, next.data); err != nil {
				return
			}
		case <-c.gone:
			return
		case <-c.server.closing:
			c.sendClose(frame{code: websocket.CloseGoingAway}, time.Now().Add(closePatience))
			return
		}
	}
}

// sendClose says why, and gives the bot time to read it: closing at once
// would reset the connection under what the bot has just sent.
func (c *connection) sendClose(f frame, deadline time.Time) {
	message := websocket.FormatCloseMessage(f.code, f.reason)
	if err := c.socket.WriteControl(websocket.CloseMessage, message, deadline); err != nil {
		return
	}
	timer := time.NewTimer(time.Until(deadline))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-c.gone:
	case <-c.server.closing:
	}
}

// payload is what goes over the gateway in either direction.
type payload struct {
	Op   int    `json:"op"`
	Data any    `json:"d"`
	Seq  *int64 `json:"s"`
	Type string `json:"t,omitempty"`
}

// send queues a payload; the caller holds mu. A bot that does not read is cut
// off.
func (c *connection) send(p payload) {
	data, err := json.Marshal(p)
	if err != nil {
		c.server.t.Errorf("discordtest: encode a gateway payload: %v", err)
		return
	}
	c.queue(frame{data: data})
}

// end queues a close; nothing that the bot still sends counts. A code of 0
// cuts the connection without a close. The caller holds mu.
func (c *connection) end(code int, reason string) {
	c.ending = true
	if code == 0 {
		_ = c.socket.Close() // the reader ends with it
		return
	}
	if c.session != nil && !resumable(code) {
		c.server.forget(c.session)
	}
	c.queue(frame{code: code, reason: reason})
}

func (c *connection) queue(f frame) {
	select {
	case c.outbox <- f:
	default:
		_ = c.socket.Close() // the reader ends with it
	}
}
