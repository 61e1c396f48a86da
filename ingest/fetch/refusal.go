package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"time"

	"attache/ingest"
	"attache/news"
)

// StatusError is a response that is no page because of its status.
type StatusError struct {
	// Code is the status (RFC 9110, section 15).
	Code int
	// RetryAfter is how long the server asks to be left alone; 0 where it
	// does not say (RFC 9110, section 10.2.3).
	RetryAfter time.Duration
}

// Error names the status.
func (e *StatusError) Error() string { return fmt.Sprintf("status %d", e.Code) }

// statusFault explains a response that is no page.
func statusFault(answer *http.Response) error {
	code, host := answer.StatusCode, answer.Request.URL.Hostname()
	var sentence string
	switch {
	case code == http.StatusUnauthorized, code == http.StatusForbidden, code == http.StatusPaymentRequired,
		code == http.StatusUnavailableForLegalReasons:
		sentence = "%s does not let Attaché read that address (status %d); choose a source that is open to everyone."
	case code == http.StatusNotFound, code == http.StatusGone:
		sentence = "%s has nothing at that address (status %d); check the address."
	case code == http.StatusTooManyRequests:
		sentence = "%s asks for fewer requests (status %d); try again later."
	case code >= 500:
		sentence = "%s has trouble of its own (status %d); try again later."
	default:
		sentence = "%s answers with status %d instead of a page; check the address."
	}
	return &news.Fault{
		Sentence: fmt.Sprintf(sentence, host, code),
		Cause:    &StatusError{Code: code, RetryAfter: retryAfter(answer.Header.Get("Retry-After"), time.Now())},
	}
}

// retryAfter reads a Retry-After field: seconds or a date.
func retryAfter(field string, now time.Time) time.Duration {
	field = strings.TrimSpace(field)
	if seconds, err := strconv.ParseUint(field, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(field); err == nil && at.After(now) {
		return at.Sub(now)
	}
	return 0
}

// explain turns the failure of a fetch into a fault that says what to do.
// Only when ctx itself has ended is there nobody to explain to.
func explain(ctx context.Context, host string, timeout time.Duration, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("fetch from %s: %w", host, ctx.Err())
	}
	if fault, ok := errors.AsType[*news.Fault](err); ok {
		return fault
	}
	return &news.Fault{Sentence: networkSentence(host, timeout, err), Cause: ingest.WithoutURL(err)}
}

func networkSentence(host string, timeout time.Duration, err error) string {
	if dns, ok := errors.AsType[*net.DNSError](err); ok && dns.IsNotFound {
		return fmt.Sprintf("There is no site named %s; check the address.", host)
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return fmt.Sprintf("The certificate of %s is not valid; check the address, or wait until the site has mended it.", host)
	}
	network, isNetwork := errors.AsType[net.Error](err)
	switch {
	case errors.Is(err, ErrPrivateAddress):
		return fmt.Sprintf("%s is a private address, which Attaché does not read; the operator can open it with ATTACHE_ALLOW_PRIVATE.", host)
	case errors.Is(err, ErrPort):
		return fmt.Sprintf("Attaché reads %s on the ports 80 and 443 only; give an address without another port.", host)
	case errors.Is(err, context.DeadlineExceeded), isNetwork && network.Timeout():
		return fmt.Sprintf("%s did not send its page within %s; try again later.", host, seconds(timeout))
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Sprintf("%s refuses connections; check the address, or try again later.", host)
	default:
		return fmt.Sprintf("%s could not be read; check the address, or try again later.", host)
	}
}

func seconds(d time.Duration) string {
	if d < 2*time.Second {
		return d.String()
	}
	return fmt.Sprintf("%.0f seconds", d.Seconds())
}
