package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"syscall"

	"code.dny.dev/ssrf"

	"attache/ingest"
	"attache/news"
)

// maxRedirects bounds the hops of one fetch.
const maxRedirects = 5

var (
	// ErrPrivateAddress is an address that is not on the public internet.
	ErrPrivateAddress = errors.New("the address is private or reserved")
	// ErrPort is a public address on a port where no site belongs.
	ErrPort = errors.New("the port is neither 80 nor 443")
)

// guard decides which addresses may be dialled. It judges the address a
// name has resolved to, at the moment of dialling, so that neither a
// redirect nor a name that changes its mind gets round it.
type guard struct {
	public *ssrf.Guardian
	// allowed are the ranges the operator has opened, on any port.
	allowed []netip.Prefix
}

func newGuard(allowed []netip.Prefix) *guard {
	return &guard{public: ssrf.New(), allowed: allowed}
}

// control is a net.Dialer's Control function.
func (g *guard) control(network, address string, conn syscall.RawConn) error {
	target, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("dial %q: %w", address, ErrPrivateAddress)
	}
	// An IPv4 address may come dressed as IPv6 (RFC 4291, section 2.5.5.2).
	addr := target.Addr().Unmap().WithZone("")
	for _, prefix := range g.allowed {
		if prefix.Contains(addr) {
			return nil
		}
	}
	if err := g.public.SafeAddr(addr); err != nil {
		return fmt.Errorf("%w: %w", ErrPrivateAddress, err)
	}
	if err := g.public.Safe(network, address, conn); err != nil {
		if errors.Is(err, ssrf.ErrProhibitedPort) {
			return fmt.Errorf("%w: %w", ErrPort, err)
		}
		return fmt.Errorf("%w: %w", ErrPrivateAddress, err)
	}
	return nil
}

// checkRedirect is an http.Client's CheckRedirect function: each hop has to
// be an address that could have been asked for.
func checkRedirect(hop *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return &news.Fault{
			Sentence: fmt.Sprintf("%s sends readers from one address to the next without end; check the address.", via[0].URL.Hostname()),
			Cause:    fmt.Errorf("more than %d redirects", maxRedirects),
		}
	}
	return ingest.CheckAddress(hop.URL)
}
