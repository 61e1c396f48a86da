package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"syscall"

	"code.dny.dev/ssrf"
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
	addr := plain(target.Addr())
	if g.isOpened(addr) {
		return nil
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

// opens reports whether an address and port lie in an opened range.
func (g *guard) opens(address string) bool {
	target, err := netip.ParseAddrPort(address)
	return err == nil && g.isOpened(plain(target.Addr()))
}

func (g *guard) isOpened(addr netip.Addr) bool {
	return slices.ContainsFunc(g.allowed, func(prefix netip.Prefix) bool { return prefix.Contains(addr) })
}

// plain takes an IPv4 address out of its dress as IPv6 (RFC 4291, section
// 2.5.5.2), and a link's name off an address.
func plain(addr netip.Addr) netip.Addr { return addr.Unmap().WithZone("") }
