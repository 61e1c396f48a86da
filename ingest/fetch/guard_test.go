package fetch

import (
	"net"
	"net/netip"
	"strings"
	"testing"

	"attache/internal/newstest"
	"attache/internal/webtest"
	"attache/news"
)

func TestGuardRefusesWhatIsNotPublic(t *testing.T) {
	g := newGuard(nil)
	for _, address := range []string{
		"127.0.0.1:80", "127.8.8.8:443", "0.0.0.0:80", "10.1.2.3:80", "172.16.0.1:80", "192.168.1.1:443",
		"169.254.169.254:80", "100.64.0.1:80", "198.18.0.1:80", "224.0.0.1:80", "255.255.255.255:80",
		"[::1]:80", "[::]:80", "[fe80::1]:80", "[fe80::1%eth0]:80", "[fd00::1]:443", "[ff02::1]:80",
		"[::ffff:127.0.0.1]:80", "[::ffff:10.0.0.1]:80", "[64:ff9b::7f00:1]:80", "[2002:7f00:1::]:80", "no address",
	} {
		if err := g.control("tcp4", address, nil); err == nil {
			t.Errorf("%s was let through", address)
		}
	}
}

func TestGuardLetsThePublicThrough(t *testing.T) {
	g := newGuard(nil)
	for network, address := range map[string]string{"tcp4": "8.8.8.8:443", "tcp6": "[2606:4700::1111]:80"} {
		if err := g.control(network, address, nil); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	t.Run("but not on other ports", func(t *testing.T) {
		if err := g.control("tcp4", "8.8.8.8:22", nil); err == nil {
			t.Error("port 22 was let through")
		}
	})
	t.Run("and opened ranges on any port", func(t *testing.T) {
		g := newGuard([]netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")})
		for _, address := range []string{"10.1.2.3:8080", "[::ffff:10.1.2.3]:81", "[fd00::1]:9000"} {
			if err := g.control("tcp", address, nil); err != nil {
				t.Errorf("%s: %v", address, err)
			}
		}
		if err := g.control("tcp4", "192.168.1.1:80", nil); err == nil {
			t.Error("another range was let through")
		}
	})
}

func TestFetcherRefusesPrivateAddresses(t *testing.T) {
	f := New(Options{})
	t.Cleanup(f.Close)
	for _, address := range []string{
		"http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://10.0.0.1:8080/",
		"http://169.254.169.254/latest/meta-data/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:a9fe:a9fe]/",
		"https://127.0.0.1:443/",
	} {
		t.Run("at "+address, func(t *testing.T) {
			_, err := f.Get(t.Context(), address, Validators{})
			newstest.WantSentence(t, err, "ATTACHE_ALLOW_PRIVATE")
		})
	}
	for _, address := range []string{"http://2130706433/", "http://0x7f000001/", "http://127.1/"} {
		t.Run("and never reads "+address, func(t *testing.T) {
			_, err := f.Get(t.Context(), address, Validators{})
			if news.Explain(err, "") == "" {
				t.Errorf("got %v", err)
			}
		})
	}
	t.Run("behind a user name that looks like a site", func(t *testing.T) {
		_, err := f.Get(t.Context(), "http://example.org@127.0.0.1/", Validators{})
		newstest.WantSentence(t, err, "before the @")
	})
}

func TestFetcherRefusesRedirectsToPrivateAddresses(t *testing.T) {
	site := webtest.New(t)
	var closed net.ListenConfig
	listener, err := closed.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	// The site is on 127.0.0.1, and that one address is all that is open.
	f := New(Options{AllowPrivate: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}})
	t.Cleanup(f.Close)
	for path, target := range map[string]string{
		"/next":     "http://127.0.0.2:" + listener.Addr().String()[strings.LastIndex(listener.Addr().String(), ":")+1:] + "/",
		"/metadata": "http://169.254.169.254/", "/intranet": "http://10.0.0.1/",
	} {
		t.Run("to "+target, func(t *testing.T) {
			site.Redirect(path, target)
			_, err := f.Get(t.Context(), site.URL(path), Validators{})
			newstest.WantSentence(t, err, "private address")
		})
	}
	t.Run("with a password", func(t *testing.T) {
		site.Redirect("/password", "http://user:hush@127.0.0.1/")
		_, err := f.Get(t.Context(), site.URL("/password"), Validators{})
		newstest.WantSentence(t, err, "before the @")
	})
}
