package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// Opcodes of the gateway
// (https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes).
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opResume         = 6
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatAck   = 11
)

const (
	// writing bounds one write.
	writing = 5 * time.Second
	// maxPayload bounds one payload in bytes. The largest by far is
	// GUILD_CREATE, some megabytes for the largest guilds.
	maxPayload = 32 << 20
	// goodbye is a close code that leaves the session to be resumed; 1000
	// and 1001 end it.
	goodbye = 4000
)

var (
	errReconnect  = errors.New("the gateway asked to be connected to anew")
	errInvalid    = errors.New("the gateway no longer knows the session")
	errSilent     = errors.New("the gateway acknowledged no heartbeat")
	errNoGreeting = errors.New("the gateway did not begin with a sound HELLO")
)

// payload is one message of the gateway.
type payload struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int64           `json:"s"`
	Type string          `json:"t"`
}

// connection is one connection to the gateway, from HELLO to its end.
type connection struct {
	socket  *websocket.Conn
	session *session
	// writes keeps heartbeats and the rest apart.
	writes sync.Mutex
	// unanswered is set from a heartbeat to its acknowledgement.
	unanswered atomic.Bool
	// end ends the connection and says why.
	end context.CancelCauseFunc
	// greeting bounds the wait for HELLO, and for READY or RESUMED after it.
	greeting time.Duration
	// hear is told of every event.
	hear func(name string, data json.RawMessage)
}

// serve speaks with Discord until the connection ends, and says why it did.
// greet is the IDENTIFY or RESUME to begin with.
func (c *connection) serve(ctx context.Context, greet any) error {
	serving, end := context.WithCancelCause(ctx)
	c.end = end
	c.socket.SetReadLimit(maxPayload)
	var tasks sync.WaitGroup
	tasks.Go(func() {
		<-serving.Done()
		c.close(ctx.Err() != nil)
	})
	err := c.converse(serving, &tasks, greet)
	if serving.Err() != nil { // closed by us: the error is only its echo
		err = context.Cause(serving)
	}
	end(err)
	tasks.Wait()
	return err
}

// close takes leave. For good, the session ends and the bot goes offline at
// once.
func (c *connection) close(forGood bool) {
	code := goodbye
	if forGood {
		code = websocket.CloseNormalClosure
	}
	message := websocket.FormatCloseMessage(code, "")
	// Both may fail on a connection that is broken already.
	_ = c.socket.WriteControl(websocket.CloseMessage, message, time.Now().Add(time.Second))
	_ = c.socket.Close()
}

func (c *connection) converse(ctx context.Context, tasks *sync.WaitGroup, greet any) error {
	hello, err := c.read(c.greeting)
	if err != nil {
		return err
	}
	var rhythm struct {
		Interval int64 `json:"heartbeat_interval"` // milliseconds
	}
	if err := json.Unmarshal(hello.Data, &rhythm); err != nil || hello.Op != opHello || rhythm.Interval <= 0 {
		return errNoGreeting
	}
	interval := time.Duration(min(rhythm.Interval, time.Hour.Milliseconds())) * time.Millisecond
	tasks.Go(func() { c.beat(ctx, interval) })
	if err := c.write(greet); err != nil {
		return err
	}
	patience := c.greeting
	for {
		// Acknowledged heartbeats alone keep a sound connection from being
		// silent for two intervals.
		received, err := c.read(patience)
		if err != nil {
			return err
		}
		if err := c.take(received); err != nil {
			return err
		}
		if received.Op == opDispatch {
			patience = 2*interval + writing
		}
	}
}

func (c *connection) read(patience time.Duration) (payload, error) {
	var received payload
	if err := c.socket.SetReadDeadline(time.Now().Add(patience)); err != nil {
		return received, fmt.Errorf("read from the gateway: %w", err)
	}
	_, data, err := c.socket.ReadMessage()
	if err != nil {
		return received, fmt.Errorf("read from the gateway: %w", err)
	}
	if err := json.Unmarshal(data, &received); err != nil {
		return received, fmt.Errorf("decode what the gateway sent: %w", err)
	}
	return received, nil
}

func (c *connection) write(message any) error {
	c.writes.Lock()
	defer c.writes.Unlock()
	if err := c.socket.SetWriteDeadline(time.Now().Add(writing)); err != nil {
		return fmt.Errorf("write to the gateway: %w", err)
	}
	if err := c.socket.WriteJSON(message); err != nil {
		return fmt.Errorf("write to the gateway: %w", err)
	}
	return nil
}

// take does what a payload asks for; an error ends the connection.
func (c *connection) take(received payload) error {
	switch received.Op {
	case opDispatch:
		c.session.advance(received)
		c.hear(received.Type, received.Data)
	case opHeartbeat:
		return c.heartbeat()
	case opHeartbeatAck:
		c.unanswered.Store(false)
	case opReconnect:
		return errReconnect
	case opInvalidSession:
		var resumable bool
		if json.Unmarshal(received.Data, &resumable) != nil || !resumable {
			c.session.forget()
		}
		return errInvalid
	}
	return nil
}

// beat keeps the connection alive, and ends it when Discord stops answering.
// The first heartbeat comes at a random time, as Discord asks
// (https://discord.com/developers/docs/events/gateway#sending-heartbeats).
func (c *connection) beat(ctx context.Context, interval time.Duration) {
	pause := rand.N(interval)
	for sleep(ctx, pause) == nil {
		if c.unanswered.Swap(true) {
			c.end(errSilent)
			return
		}
		if err := c.heartbeat(); err != nil {
			c.end(err)
			return
		}
		pause = interval
	}
}

func (c *connection) heartbeat() error {
	return c.write(map[string]any{"op": opHeartbeat, "d": c.session.sequence()})
}
