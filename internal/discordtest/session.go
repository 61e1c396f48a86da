package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// gatewayState is what the server knows of bots on its gateway.
type gatewayState struct {
	connections map[*connection]bool
	sessions    []*session
	// identified counts the IDENTIFYs that led to READY.
	identified int
	dropAcks   bool
	// ambushes are what the next IDENTIFYs meet instead of READY.
	ambushes []func(*connection)
}

// session is what IDENTIFY begins and RESUME continues.
type session struct {
	id         string
	intents    int
	shard      [2]int64 // its number, and how many there are
	connection *connection
	seq        int64
	resumed    int
	heartbeats int
	// events are the last ones, to be sent again on RESUME; the last has
	// number seq.
	events []payload
}

// keptEvents is how far back a RESUME can reach.
const keptEvents = 1000

// received is a payload of a bot.
type received struct {
	Op   *int            `json:"op"`
	Data json.RawMessage `json:"d"`
}

// receive handles one payload and reports whether it was a heartbeat.
func (c *connection) receive(data []byte, now time.Time) (heartbeat bool) {
	s := c.server
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.ending {
		return false
	}
	c.sends = append(c.sends, now)
	c.sends = slices.DeleteFunc(c.sends, func(t time.Time) bool { return now.Sub(t) > sendWindow })
	var p received
	switch {
	case len(c.sends) > maxSends:
		c.end(closeRateLimited, "Rate limited")
		return false
	case len(data) > maxPayload, json.Unmarshal(data, &p) != nil, p.Op == nil:
		c.end(closeDecodeError, "Error while decoding payload")
		return false
	}
	switch *p.Op {
	case opHeartbeat:
		if c.session != nil {
			c.session.heartbeats++
		}
		if !s.gateway.dropAcks {
			c.send(payload{Op: opHeartbeatACK})
		}
	case opIdentify:
		s.identify(c, p.Data)
	case opResume:
		s.resume(c, p.Data)
	case opPresence:
		if c.session == nil {
			c.end(closeNotAuthenticated, "Not authenticated")
		}
	default:
		c.end(closeUnknownOpcode, fmt.Sprintf("Unknown opcode %d", *p.Op))
	}
	s.touch()
	return *p.Op == opHeartbeat
}

// identify begins a session; the caller holds mu.
func (s *Server) identify(c *connection, data json.RawMessage) {
	var identify struct {
		Token   string    `json:"token"`
		Intents *int      `json:"intents"`
		Shard   *[2]int64 `json:"shard"`
	}
	err := json.Unmarshal(data, &identify)
	switch {
	case err != nil:
		c.end(closeDecodeError, "Error while decoding payload")
	case c.session != nil:
		c.end(closeAlreadyAuthenticated, "Already authenticated")
	case !s.isToken(identify.Token):
		c.end(closeAuthenticationFailed, "Authentication failed")
	case identify.Intents == nil || *identify.Intents&^allIntents != 0:
		c.end(closeInvalidIntents, "Invalid intents")
	case *identify.Intents&s.options.DisallowedIntents != 0:
		c.end(closeDisallowedIntents, "Disallowed intents")
	case len(s.gateway.ambushes) > 0:
		ambush := s.gateway.ambushes[0]
		s.gateway.ambushes = s.gateway.ambushes[1:]
		ambush(c)
	default:
		shard := [2]int64{0, 1}
		if identify.Shard != nil {
			shard = *identify.Shard
		}
		s.begin(c, *identify.Intents, shard)
	}
}

// begin makes the session and sends READY and the guilds
// (https://discord.com/developers/docs/events/gateway-events#ready).
func (s *Server) begin(c *connection, intents int, shard [2]int64) {
	s.gateway.identified++
	session := &session{
		id: "session-" + s.newID(time.Now()), intents: intents, shard: shard, connection: c,
	}
	c.session = session
	s.gateway.sessions = append(s.gateway.sessions, session)
	guilds := []any{}
	for _, guild := range s.guilds {
		guilds = append(guilds, map[string]any{"id": guild.ID, "unavailable": true})
	}
	session.emit("READY", map[string]any{
		"v": 10, "user": userWire(Bot()), "guilds": guilds, "session_id": session.id,
		"resume_gateway_url": s.gatewayURL(), "shard": shard, "private_channels": []any{},
		"application": map[string]any{"id": ApplicationID, "flags": 0},
	})
	if intents&IntentGuilds == 0 {
		return
	}
	for i := range s.guilds {
		if session.handles(s.guilds[i].ID) {
			session.emit("GUILD_CREATE", s.createWire(&s.guilds[i]))
		}
	}
}

// resume continues a session with the events it has missed; the caller holds
// mu (https://discord.com/developers/docs/events/gateway#resuming).
func (s *Server) resume(c *connection, data json.RawMessage) {
	var resume struct {
		Token     string `json:"token"`
		SessionID string `json:"session_id"`
		Seq       int64  `json:"seq"`
	}
	if json.Unmarshal(data, &resume) != nil {
		c.end(closeDecodeError, "Error while decoding payload")
		return
	}
	if !s.isToken(resume.Token) {
		c.end(closeAuthenticationFailed, "Authentication failed")
		return
	}
	i := slices.IndexFunc(s.gateway.sessions, func(known *session) bool { return known.id == resume.SessionID })
	if i < 0 || c.session != nil {
		c.send(payload{Op: opInvalidSession, Data: false})
		return
	}
	session := s.gateway.sessions[i]
	missed := session.seq - resume.Seq
	switch {
	case missed < 0 || resume.Seq < 0:
		c.end(closeInvalidSeq, "Invalid seq")
		return
	case missed > int64(len(session.events)):
		s.forget(session)
		c.send(payload{Op: opInvalidSession, Data: false})
		return
	}
	c.session, session.connection = session, c
	session.resumed++
	for _, event := range session.events[int64(len(session.events))-missed:] {
		c.send(event)
	}
	session.emit("RESUMED", map[string]any{})
}

// isToken accepts the token as it stands in IDENTIFY, with "Bot " or without.
func (s *Server) isToken(token string) bool {
	return strings.TrimPrefix(token, "Bot ") == s.options.Token
}

// forget makes a session one that cannot be resumed; the caller holds mu.
func (s *Server) forget(session *session) {
	if session.connection != nil {
		session.connection.session = nil
	}
	s.gateway.sessions = slices.DeleteFunc(s.gateway.sessions, gone(session))
}

func gone[T comparable](what T) func(T) bool { return func(other T) bool { return other == what } }

// resumable tells after which close codes of Discord's a session can be
// continued.
func resumable(code int) bool {
	switch code {
	case 1000, 1001, closeNotAuthenticated, closeAuthenticationFailed, closeInvalidSeq, closeTimedOut:
		return false
	}
	return code < 4010 || code > closeDisallowedIntents
}

// handles tells whether the events of a guild, or with "" direct messages,
// belong to the session's shard
// (https://discord.com/developers/docs/events/gateway#sharding).
func (session *session) handles(guildID string) bool {
	if guildID == "" || session.shard[1] <= 1 {
		return session.shard[0] == 0
	}
	id, err := strconv.ParseInt(guildID, 10, 64)
	if err != nil {
		return session.shard[0] == 0
	}
	return (id>>22)%session.shard[1] == session.shard[0]
}

// emit numbers an event, keeps it for a RESUME and sends it; the caller holds
// mu.
func (session *session) emit(name string, data any) {
	session.seq++
	number := session.seq
	event := payload{Op: opDispatch, Type: name, Seq: &number, Data: data}
	session.events = append(session.events, event)
	if surplus := len(session.events) - keptEvents; surplus > 0 {
		session.events = slices.Delete(session.events, 0, surplus)
	}
	if session.connection != nil {
		session.connection.send(event)
	}
}
