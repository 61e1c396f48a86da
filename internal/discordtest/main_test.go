package discordtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// client is a bot reduced to its requests.
type client struct {
	t     testing.TB
	srv   *Server
	token string
}

func newClient(t testing.TB, srv *Server) client {
	t.Helper()
	return client{t: t, srv: srv, token: srv.Token()}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	raw    []byte
}

// get gives a value of the answer by its dotted path, as text.
func (a answer) get(path string) string {
	var value any
	if json.Unmarshal(a.raw, &value) != nil {
		return ""
	}
	for name := range strings.SplitSeq(path, ".") {
		switch container := value.(type) {
		case map[string]any:
			value = container[name]
		case []any:
			var i int
			if _, err := fmt.Sscan(name, &i); err != nil || i >= len(container) {
				return ""
			}
			value = container[i]
		default:
			return ""
		}
	}
	if number, ok := value.(float64); ok {
		return fmt.Sprintf("%.0f", number)
	}
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

// do sends JSON, or nothing for an empty body.
func (c client) do(method, path, body string) answer {
	c.t.Helper()
	contentType := ""
	if body != "" {
		contentType = "application/json"
	}
	return c.send(method, path, contentType, []byte(body))
}

func (c client) send(method, path, contentType string, body []byte) answer {
	c.t.Helper()
	request, err := http.NewRequestWithContext(c.t.Context(), method, c.srv.APIURL()+path, bytes.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bot "+c.token)
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	transport := &http.Transport{DisableKeepAlives: true}
	response, err := transport.RoundTrip(request)
	if err != nil {
		c.t.Fatal(err)
	}
	raw, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil {
		c.t.Fatal(err)
	}
	return answer{status: response.StatusCode, header: response.Header, raw: raw}
}

// refused fails the test unless the answer is this error.
func (a answer) refused(t testing.TB, status, code int) {
	t.Helper()
	if a.status != status || a.get("code") != fmt.Sprint(code) {
		t.Errorf("got %d %s, want status %d and code %d", a.status, a.raw, status, code)
	}
}

func (a answer) succeeded(t testing.TB, status int) answer {
	t.Helper()
	if a.status != status {
		t.Fatalf("got %d %s, want %d", a.status, a.raw, status)
	}
	return a
}

// line is a bot reduced to its gateway connection.
type line struct {
	t      testing.TB
	socket *websocket.Conn
	seq    int64
}

type event struct {
	Op   int             `json:"op"`
	Type string          `json:"t"`
	Seq  *int64          `json:"s"`
	Data json.RawMessage `json:"d"`
}

func dial(t testing.TB, srv *Server) *line {
	t.Helper()
	socket, _, err := websocket.DefaultDialer.DialContext(t.Context(), srv.gatewayURL()+"?v=10&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = socket.Close() })
	l := &line{t: t, socket: socket}
	if hello := l.next(); hello.Op != opHello {
		t.Fatalf("the first payload has op %d", hello.Op)
	}
	return l
}

// online gives a line whose session is ready and has seen its guilds.
func online(t testing.TB, srv *Server, intents int) *line {
	t.Helper()
	l := dial(t, srv)
	l.identify(srv.Token(), intents)
	if ready := l.next(); ready.Type != "READY" {
		t.Fatalf("got %+v instead of READY", ready)
	}
	for range srv.guilds {
		if intents&IntentGuilds != 0 {
			l.expect("GUILD_CREATE")
		}
	}
	return l
}

func (l *line) send(op int, data any) {
	l.t.Helper()
	if err := l.socket.WriteJSON(map[string]any{"op": op, "d": data}); err != nil {
		l.t.Fatal(err)
	}
}

func (l *line) identify(token string, intents int) {
	l.t.Helper()
	l.send(opIdentify, map[string]any{"token": token, "intents": intents, "properties": map[string]any{}})
}

func (l *line) next() event {
	l.t.Helper()
	e, err := l.read()
	if err != nil {
		l.t.Fatalf("the gateway's next payload: %v", err)
	}
	return e
}

func (l *line) read() (event, error) {
	var e event
	if err := l.socket.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
		return e, err
	}
	err := l.socket.ReadJSON(&e)
	if e.Seq != nil {
		l.seq = *e.Seq
	}
	return e, err
}

// expect reads the next event, which must be of this type, and gives its data.
func (l *line) expect(name string) answer {
	l.t.Helper()
	e := l.next()
	if e.Type != name {
		l.t.Fatalf("got event %q (op %d) instead of %s", e.Type, e.Op, name)
	}
	return answer{raw: e.Data}
}

// closedWith reads until the gateway closes and fails the test unless it does
// so with this code.
func (l *line) closedWith(code int) {
	l.t.Helper()
	for {
		_, err := l.read()
		if err == nil {
			continue
		}
		if !websocket.IsCloseError(err, code) {
			l.t.Errorf("the gateway ended with %v, want close code %d", err, code)
		}
		return
	}
}

// witness is a test that only takes notes, to see what a Server says of it.
type witness struct {
	testing.TB
	mu       sync.Mutex
	errors   []string
	cleanups []func()
}

func (w *witness) Helper() {}

func (w *witness) Errorf(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.errors = append(w.errors, fmt.Sprintf(format, args...))
}

func (w *witness) Cleanup(f func()) { w.cleanups = append(w.cleanups, f) }

// end runs the cleanups and gives the errors.
func (w *witness) end() []string {
	for _, cleanup := range w.cleanups {
		cleanup()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.errors
}

// kept gives a Server whose violations the test looks at itself.
func kept(t *testing.T) *Server { return New(t, Options{KeepViolations: true}) }

// rules names the violations so far.
func rules(srv *Server) []Rule {
	var broken []Rule
	for _, violation := range srv.Violations() {
		broken = append(broken, violation.Rule)
	}
	return broken
}

func soon(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// askCommand is a command as a bot may register it.
const askCommand = `{"name":"ask","description":"Ask the archive.","options":[
	{"type":3,"name":"question","description":"What to ask.","required":true,"max_length":300},
	{"type":3,"name":"outlet","description":"Whom to ask.","autocomplete":true},
	{"type":4,"name":"days","description":"How far back.","min_value":1,"max_value":30}]}`

// register puts commands where people can use them.
func (c client) register(commands ...string) {
	c.t.Helper()
	body := "[" + strings.Join(commands, ",") + "]"
	c.do("PUT", "/applications/"+ApplicationID+"/commands", body).succeeded(c.t, http.StatusOK)
}

const quiet = `"allowed_mentions":{"parse":[]}`
