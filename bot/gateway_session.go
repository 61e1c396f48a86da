package bot

import (
	"encoding/json"
	"runtime"
	"sync"

	"github.com/bwmarrin/discordgo"
)

// session is what Discord remembers of a bot between two connections, so
// that the second brings what the first missed. The zero session is none.
type session struct {
	mu        sync.Mutex
	id        string
	resumeURL string
	seq       int64
}

// advance notes how far events have been received, and with READY how to
// resume.
func (s *session) advance(received payload) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seq = max(s.seq, received.Seq)
	if received.Type != eventReady {
		return
	}
	var ready struct {
		ID        string `json:"session_id"`
		ResumeURL string `json:"resume_gateway_url"`
	}
	if json.Unmarshal(received.Data, &ready) == nil {
		s.id, s.resumeURL, s.seq = ready.ID, ready.ResumeURL, received.Seq
	}
}

func (s *session) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.id, s.resumeURL, s.seq = "", "", 0
}

// leaveURL has the next connection use the usual address instead of the one
// for resuming.
func (s *session) leaveURL() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.resumeURL = ""
}

// sequence is what a heartbeat says: the last event's number, or null.
func (s *session) sequence() any {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seq == 0 {
		return nil
	}
	return s.seq
}

// address is where to resume; empty for the usual address.
func (s *session) address() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.resumeURL
}

// greeting is RESUME where there is something to resume, else IDENTIFY
// (https://discord.com/developers/docs/events/gateway-events#identify).
func (s *session) greeting(token string, intents discordgo.Intent) any {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.id != "" {
		return map[string]any{"op": opResume, "d": map[string]any{
			"token": token, "session_id": s.id, "seq": s.seq,
		}}
	}
	return map[string]any{"op": opIdentify, "d": map[string]any{
		"token": token, "intents": intents,
		"properties": map[string]string{"os": runtime.GOOS, "browser": "attache", "device": "attache"},
	}}
}
