package llm

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"attache/news"
)

// service is what a model is asked for, in the words that faults need.
type service struct {
	// name is what the server offers, setting what names the model.
	name, setting string
}

var (
	chat       = service{name: "chat", setting: "ATTACHE_MODEL"}
	embeddings = service{name: "embeddings", setting: "ATTACHE_EMBED_MODEL"}
)

// endpoint is one model on one server, with how it is reached.
type endpoint struct {
	service
	model    string
	key      string
	base     url.URL
	query    string // of the base URL
	limits   limits
	http     *http.Client
	log      *slog.Logger
	secrets  *strings.Replacer
	settings error // what is wrong with the Options, if anything
}

func newEndpoint(o Options, s service) *endpoint {
	e := &endpoint{
		service: s,
		model:   strings.TrimSpace(o.Model),
		key:     strings.TrimSpace(o.APIKey),
		limits: limits{
			firstToken: positive(o.FirstToken, defaultFirstToken),
			stall:      positive(o.Stall, defaultStall),
			total:      positive(o.Total, defaultTotal),
		},
		http: o.HTTPClient,
		log:  o.Logger,
	}
	if e.http == nil {
		e.http = &http.Client{Transport: newTransport()}
	}
	if e.log == nil {
		e.log = slog.New(slog.DiscardHandler)
	}
	e.settings = e.setBase(o.BaseURL)
	if e.settings == nil && e.model == "" {
		e.settings = &news.Fault{Sentence: fmt.Sprintf("No model is named; set %s to one that the model server offers.", s.setting)}
	}
	return e
}

// Close ends the connections that wait for the next call.
func (e *endpoint) Close() { e.http.CloseIdleConnections() }

// setBase reads the base URL and notes what in it must never be shown.
func (e *endpoint) setBase(raw string) error {
	if raw = strings.TrimSpace(raw); raw == "" {
		raw = defaultBaseURL
	}
	base, err := url.Parse(raw)
	if err == nil && (base.Scheme != "http" && base.Scheme != "https" || base.Host == "") {
		err = errors.New("no http or https scheme, or no host")
	}
	if err != nil {
		// The cause of url.Parse quotes the URL, which may hold a key.
		e.secrets = redactor(e.key)
		return &news.Fault{Sentence: "OPENAI_BASE_URL is not a web address; write it like http://localhost:11434/v1."}
	}
	password, _ := base.User.Password()
	secrets := []string{e.key, base.User.Username(), password}
	for _, values := range base.Query() {
		secrets = append(secrets, values...)
	}
	e.secrets = redactor(secrets...)
	e.query, base.RawQuery, base.Fragment = base.RawQuery, "", ""
	e.base = *base
	return nil
}

// redactor replaces the secrets, as they are and as a URL writes them.
func redactor(secrets ...string) *strings.Replacer {
	var pairs []string
	for _, secret := range secrets {
		for _, form := range []string{secret, url.QueryEscape(secret), url.PathEscape(secret)} {
			if form != "" {
				pairs = append(pairs, form, "[hidden]")
			}
		}
	}
	return strings.NewReplacer(pairs...)
}

// redact hides the keys in an error's text, and keeps the error as it is
// where there are none.
func (e *endpoint) redact(err error) error {
	if text := err.Error(); e.secrets.Replace(text) != text {
		return errors.New(e.secrets.Replace(text))
	}
	return err
}

func newTransport() *http.Transport {
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		TLSHandshakeTimeout: 10 * time.Second,
		ForceAttemptHTTP2:   true,
		MaxIdleConnsPerHost: 4,
		IdleConnTimeout:     90 * time.Second,
	}
}

func positive(d, otherwise time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return otherwise
}
