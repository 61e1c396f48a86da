package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"syscall"
	"time"

	"attache/ingest"
	"attache/news"
)

// What can be wrong with an address; test for it with errors.Is.
var (
	// ErrPrivateAddress is an address that is not on the public internet.
	ErrPrivateAddress = errors.New("the address is private or reserved")
	// ErrPort is a public address on a port where no site belongs.
	ErrPort = errors.New("the port is neither 80 nor 443")
	// ErrRobots is an address that the site's robots.txt forbids. Beside a
	// *StatusError it is forbidden only while that file cannot be read.
	ErrRobots = errors.New("forbidden by robots.txt")
	// ErrRedirects is an address that leads from one to the next.
	ErrRedirects = errors.New("too many redirects")
	// ErrTooLarge is a body over the limit, as it is sent or unpacked.
	ErrTooLarge = errors.New("body over the limit")
	// ErrTruncated is a body that was cut off on its way.
	ErrTruncated = errors.New("body cut off")
	// ErrCoding is a body that cannot be unpacked.
	ErrCoding = errors.New("body cannot be unpacked")
	// ErrMedia is a body that is neither a page nor a feed.
	ErrMedia = errors.New("body is no text")
	// ErrSlow is a site that took too long.
	ErrSlow = errors.New("site too slow")
	// ErrBusy is a wait for a turn that took too long.
	ErrBusy = errors.New("too many requests are waiting")
)

// explain turns the failure of a fetch into a fault that says what to do.
// Only when ctx itself has ended is there nobody to explain to.
func (f *Fetcher) explain(ctx context.Context, host string, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("fetch from %s: %w", host, ctx.Err())
	}
	if fault, ok := errors.AsType[*news.Fault](err); ok {
		return fault
	}
	return &news.Fault{Sentence: f.sentence(host, err), Cause: ingest.WithoutURL(err)}
}

func (f *Fetcher) sentence(host string, err error) string {
	switch {
	case errors.Is(err, ErrPrivateAddress):
		return fmt.Sprintf("%s is a private address, which Attaché does not read; the operator can open it with ATTACHE_ALLOW_PRIVATE.", host)
	case errors.Is(err, ErrPort):
		return fmt.Sprintf("Attaché reads %s on the ports 80 and 443 only; give an address without another port.", host)
	case errors.Is(err, ErrRedirects):
		return fmt.Sprintf("%s sends readers from one address to the next without end; check the address.", host)
	case errors.Is(err, ErrTooLarge):
		return fmt.Sprintf("What %s sends is larger than %d MB; give the address of a smaller feed or of one article.", host, maxBodyBytes>>20)
	case errors.Is(err, ErrTruncated):
		return fmt.Sprintf("%s broke off in the middle, so its page could not be read; try again later.", host)
	case errors.Is(err, ErrCoding):
		return fmt.Sprintf("%s packs its page in a way that could not be read; try again later, or choose another address.", host)
	case errors.Is(err, ErrMedia):
		return fmt.Sprintf("%s sends a file that is neither a page nor a feed; give the address of a feed or of one article.", host)
	}
	if slow, ok := errors.AsType[*slowError](err); ok {
		return f.slowSentence(host, slow)
	}
	return networkSentence(host, err)
}

func (f *Fetcher) slowSentence(host string, slow *slowError) string {
	switch {
	case errors.Is(slow, errIdle):
		return fmt.Sprintf("%s sends its page so slowly that nothing came for %s; try again later.", host, seconds(f.idle))
	case slow.began:
		return fmt.Sprintf("%s sends its page so slowly that it was not complete within %s; try again later.", host, seconds(f.timeout))
	default:
		return fmt.Sprintf("%s did not send its page within %s; try again later.", host, seconds(f.timeout))
	}
}

func networkSentence(host string, err error) string {
	if dns, ok := errors.AsType[*net.DNSError](err); ok && dns.IsNotFound {
		return fmt.Sprintf("There is no site named %s; check the address.", host)
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return fmt.Sprintf("The certificate of %s is not valid; check the address, or wait until the site has mended it.", host)
	}
	network, isNetwork := errors.AsType[net.Error](err)
	switch {
	case isNetwork && network.Timeout():
		return fmt.Sprintf("%s did not answer in time; try again later.", host)
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
