package discordtest

import (
	"context"
	"slices"
)

// Session is a bot's session as a test sees it.
type Session struct {
	ID      string
	Intents int
	// Online is false between a lost connection and RESUME.
	Online bool
	// Resumed counts its RESUMEs.
	Resumed int
	// Heartbeats counts its heartbeats.
	Heartbeats int
}

// Sessions gives the sessions that are online or can be resumed, in the
// order of their IDENTIFYs.
func (s *Server) Sessions() []Session {
	s.mu.Lock()
	defer s.mu.Unlock()
	sessions := make([]Session, 0, len(s.gateway.sessions))
	for _, known := range s.gateway.sessions {
		sessions = append(sessions, Session{
			ID: known.id, Intents: known.intents, Online: known.connection != nil,
			Resumed: known.resumed, Heartbeats: known.heartbeats,
		})
	}
	return sessions
}

// Identified counts the IDENTIFYs that were answered with READY.
func (s *Server) Identified() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.identified
}

// WaitSessions waits until the sessions are as the test wants them.
func (s *Server) WaitSessions(ctx context.Context, cond func([]Session) bool) error {
	return s.wait(ctx, "a state of the bot's sessions", func() bool { return cond(s.Sessions()) })
}

// WaitReady waits until the bot is online.
func (s *Server) WaitReady(ctx context.Context) error {
	return s.wait(ctx, "the bot to come online", s.isOnline)
}

func (s *Server) isOnline() bool {
	return slices.ContainsFunc(s.Sessions(), func(session Session) bool { return session.Online })
}

// CloseGateway closes all gateway connections with a code; 0 cuts them
// without one, as a broken line does.
func (s *Server) CloseGateway(code int) {
	s.everyConnection(func(c *connection) { c.end(code, "") })
}

// AskReconnect sends Op 7 to all connections: the bot is to connect anew and
// RESUME.
func (s *Server) AskReconnect() { s.everyConnection(askReconnect) }

// InvalidateSessions sends Op 9 to all connections; the bot is to IDENTIFY
// anew, or RESUME where that is allowed.
func (s *Server) InvalidateSessions(resumable bool) {
	s.everyConnection(func(c *connection) {
		if !resumable && c.session != nil {
			s.forget(c.session)
		} else if c.session != nil {
			c.session.connection, c.session = nil, nil
		}
		c.send(payload{Op: opInvalidSession, Data: resumable})
	})
}

// DropAcks leaves heartbeats unanswered from now on, or answers them again.
func (s *Server) DropAcks(drop bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.dropAcks = drop
}

// CloseOnIdentify closes the connection of the next n valid IDENTIFYs with a
// code instead of READY.
func (s *Server) CloseOnIdentify(n, code int) {
	s.ambush(n, func(c *connection) { c.end(code, "") })
}

// ReconnectOnIdentify answers the next n valid IDENTIFYs with Op 7 instead of
// READY.
func (s *Server) ReconnectOnIdentify(n int) { s.ambush(n, askReconnect) }

func askReconnect(c *connection) { c.send(payload{Op: opReconnect}) }

func (s *Server) ambush(n int, act func(*connection)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range n {
		s.gateway.ambushes = append(s.gateway.ambushes, act)
	}
}

func (s *Server) everyConnection(act func(*connection)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.gateway.connections {
		act(c)
	}
	s.touch()
}
