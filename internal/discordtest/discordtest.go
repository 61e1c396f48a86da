// Package discordtest is a Discord that behaves, for tests: REST API v10 (and
// v9, which discordgo speaks) and its gateway, on loopback.
//
// The rules are:
//   - What Discord refuses is refused, with its status, error code and shape.
//   - A request that breaks the API's contract is a Violation too: it fails
//     the test at its end, whatever the bot made of the refusal.
//   - What people do (Say, Slash, Click) reaches the bot through the gateway
//     and is subject to the session's intents; what the bot does is awaited by
//     condition. Nothing sleeps.
//   - A wait without a deadline in its context lasts Options.Patience.
//   - Lengths are counted in characters, that is in runes.
//   - The test's cleanup closes everything and waits for every goroutine.
package discordtest

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// Server is one Discord. Its methods may be called from any goroutine.
type Server struct {
	t        testing.TB
	options  Options
	listener *httptest.Server
	routes   *http.ServeMux
	document *document // nil without Options.OpenAPI
	closing  chan struct{}
	// connections counts the gateway connections, which outlive their
	// requests.
	connections sync.WaitGroup

	mu sync.Mutex // guards everything below
	// changed is closed and replaced with every change, to wake who waits.
	changed      chan struct{}
	closed       bool
	lastID       int64
	guilds       []Guild
	people       map[string]User
	directs      map[string]string // channel by reader
	messages     map[string]*Message
	posted       []string          // message IDs in order
	nonces       map[string]string // message by the nonce it was posted with
	commands     map[string][]*Registered
	interactions map[string]*Interaction // by token
	calls        []Call
	violations   []Violation
	troubles     []*trouble
	gateway      gatewayState
}

// New starts a Discord that lives as long as the test.
func New(t testing.TB, options Options) *Server {
	t.Helper()
	s := &Server{
		t:            t,
		options:      options.withDefaults(),
		closing:      make(chan struct{}),
		changed:      make(chan struct{}),
		people:       make(map[string]User),
		directs:      make(map[string]string),
		messages:     make(map[string]*Message),
		nonces:       make(map[string]string),
		commands:     make(map[string][]*Registered),
		interactions: make(map[string]*Interaction),
		gateway:      gatewayState{connections: make(map[*connection]bool)},
	}
	s.populate()
	if options.OpenAPI != "" {
		document, err := openAPI.load(options.OpenAPI)
		if err != nil {
			t.Fatalf("discordtest: %v", err)
		}
		s.document = document
	}
	s.routes = s.newRoutes()
	s.listener = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.close)
	return s
}

// APIURL is the base URL of the REST API, such as
// http://127.0.0.1:4711/api/v10.
func (s *Server) APIURL() string { return s.listener.URL + "/api/v10" }

// Token is the bot's token, without "Bot " before it.
func (s *Server) Token() string { return s.options.Token }

func (s *Server) close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	close(s.closing)
	s.listener.Close()
	s.connections.Wait()
	if s.options.KeepViolations {
		return
	}
	for _, violation := range s.Violations() {
		s.t.Errorf("discordtest: %s", violation)
	}
}

// touch wakes everybody who waits for a change; the caller holds mu.
func (s *Server) touch() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// discordEpoch is the first second of 2015, from which snowflakes count
// (https://discord.com/developers/docs/reference#snowflakes).
const discordEpoch = 1_420_070_400_000

// newID gives the next snowflake; the caller holds mu.
func (s *Server) newID(now time.Time) string {
	s.lastID = max(s.lastID+1, (now.UnixMilli()-discordEpoch)<<22)
	return snowflake(s.lastID)
}
