package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"attache/ingest/robots"
	"attache/news"
)

// maxRobotsBytes bounds what is read of a robots.txt (RFC 9309, section 2.5).
const maxRobotsBytes = 500 << 10

// askRobots reads the robots.txt of an address's site. A server in trouble,
// or one that is asked too often, forbids everything meanwhile; one that has
// no such file, or sends its readers round in circles, forbids nothing (RFC
// 9309, section 2.3.1).
func (f *Fetcher) askRobots(ctx context.Context, u *url.URL) (robots.Rules, error) {
	e := &robotsErrand{Fetcher: f, host: u.Hostname()}
	err := f.follow(ctx, &url.URL{Scheme: u.Scheme, Host: u.Host, Path: robotsPath}, e)
	if errors.Is(err, ErrRedirects) {
		return robots.Rules{}, nil
	}
	return e.rules, err
}

// robotsErrand fetches a robots.txt.
type robotsErrand struct {
	*Fetcher
	// host is the site it is for, wherever that sends us.
	host  string
	rules robots.Rules
}

// permit allows everything: a robots.txt itself is never forbidden (RFC
// 9309, section 2.2.2).
func (*robotsErrand) permit(context.Context, *url.URL) error { return nil }

func (*robotsErrand) dress(header http.Header, _ *url.URL) {
	header.Set("Accept", "text/plain, */*;q=0.5")
}

func (*robotsErrand) pass(int, *url.URL, *url.URL) {}

func (e *robotsErrand) take(_ *url.URL, answer *http.Response) error {
	switch code := answer.StatusCode; {
	case code == http.StatusTooManyRequests || code >= 500:
		status := &StatusError{Code: code, RetryAfter: retryAfter(answer.Header.Get("Retry-After"), e.now())}
		return &news.Fault{
			Sentence: fmt.Sprintf("%s cannot say at the moment what programs may read (its robots.txt answers with status %d); try again later.", e.host, code),
			Cause:    fmt.Errorf("%w: %w", ErrRobots, status),
		}
	case code < 200 || code > 299:
		return nil
	}
	body, err := readText(answer, maxRobotsBytes)
	if err != nil && answer.Request.Context().Err() != nil {
		return err
	}
	if err != nil {
		// What came before still counts, but half a line may mean more
		// than the whole.
		body = body[:bytes.LastIndexByte(body, '\n')+1]
	}
	e.rules = robots.Parse(body, productToken)
	return nil
}
