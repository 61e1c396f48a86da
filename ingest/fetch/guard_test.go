package fetch

import (
	"errors"
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
	for kind, addresses := range map[string][]string{
		"this network (RFC 791)":                 {"0.0.0.0", "0.1.2.3"},
		"private (RFC 1918)":                     {"10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"},
		"shared by a provider (RFC 6598)":        {"100.64.0.1", "100.127.255.255"},
		"loopback (RFC 1122)":                    {"127.0.0.1", "127.8.8.8"},
		"link-local and metadata (RFC 3927)":     {"169.254.0.1", "169.254.169.254", "169.254.170.2"},
		"IETF protocols (RFC 6890)":              {"192.0.0.1", "192.0.0.192"},
		"documentation (RFC 5737)":               {"192.0.2.1", "198.51.100.1", "203.0.113.1"},
		"6to4 relays (RFC 7526)":                 {"192.88.99.1"},
		"benchmarks (RFC 2544)":                  {"198.18.0.1", "198.19.255.255"},
		"multicast (RFC 1112)":                   {"224.0.0.1", "239.255.255.255"},
		"reserved (RFC 1112)":                    {"240.0.0.1", "254.1.1.1"},
		"broadcast":                              {"255.255.255.255"},
		"unspecified in IPv6":                    {"[::]"},
		"loopback in IPv6":                       {"[::1]"},
		"IPv4 mapped (RFC 4291)":                 {"[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::ffff:169.254.169.254]", "[::ffff:7f00:1]"},
		"IPv4 compatible (RFC 4291)":             {"[::127.0.0.1]", "[::10.0.0.1]", "[::8.8.8.8]"},
		"IPv4 translated (RFC 2765)":             {"[::ffff:0:127.0.0.1]"},
		"NAT64 of private IPv4 (RFC 6052, 8215)": {"[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::a00:1]"},
		"6to4 of private IPv4 (RFC 3056)":        {"[2002:7f00:1::]", "[2002:a00:1::1]", "[2002:a9fe:a9fe::]"},
		"Teredo (RFC 4380)":                      {"[2001:0:7f00:1::]", "[2001::1]"},
		"benchmarks and ORCHID (RFC 5180, 7343)": {"[2001:2::1]", "[2001:20::1]"},
		"unique local (RFC 4193) and metadata":   {"[fc00::1]", "[fd00::1]", "[fd00:ec2::254]"},
		"link-local in IPv6":                     {"[fe80::1]", "[fe80::1%eth0]", "[fe80::a9fe:a9fe]"},
		"site-local (RFC 3879)":                  {"[fec0::1]"},
		"documentation in IPv6":                  {"[2001:db8::1]", "[3fff::1]"},
		"discard (RFC 6666)":                     {"[100::1]"},
		"segment routing (RFC 9602)":             {"[5f00::1]"},
		"multicast in IPv6":                      {"[ff02::1]", "[ff0e::1]"},
	} {
		t.Run(kind, func(t *testing.T) {
			for _, address := range addresses {
				for network, port := range map[string]string{"tcp4": ":80", "tcp6": ":443"} {
					if err := g.control(network, address+port, nil); !errors.Is(err, ErrPrivateAddress) {
						t.Errorf("%s over %s: %v", address, network, err)
					}
				}
			}
		})
	}
	for _, nonsense := range []string{"", "no address", "127.0.0.1", "localhost:80"} {
		if err := g.control("tcp4", nonsense, nil); !errors.Is(err, ErrPrivateAddress) {
			t.Errorf("%q: %v", nonsense, err)
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
		for _, port := range []string{"0", "22", "25", "6379", "8080", "8443"} {
			if err := g.control("tcp4", "8.8.8.8:"+port, nil); !errors.Is(err, ErrPort) {
				t.Errorf("port %s: %v", port, err)
			}
		}
	})
	t.Run("and not over other protocols", func(t *testing.T) {
		if err := g.control("udp4", "8.8.8.8:443", nil); err == nil {
			t.Error("UDP was let through")
		}
	})
	t.Run("and opened ranges on any port", func(t *testing.T) {
		g := newGuard([]netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")})
		for _, address := range []string{"10.1.2.3:8080", "[::ffff:10.1.2.3]:81", "[fd00::1]:9000"} {
			if err := g.control("tcp", address, nil); err != nil || !g.opens(address) {
				t.Errorf("%s: %v", address, err)
			}
		}
		for _, address := range []string{"192.168.1.1:80", "169.254.169.254:80", "[64:ff9b::a01:203]:80", "8.8.8.8:8080"} {
			if err := g.control("tcp4", address, nil); err == nil || g.opens(address) {
				t.Errorf("%s was let through", address)
			}
		}
	})
}

func TestFetcherRefusesPrivateAddresses(t *testing.T) {
	f := New(Options{})
	t.Cleanup(f.Close)
	for _, address := range []string{
		"http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://10.0.0.1:8080/",
		"http://169.254.169.254/latest/meta-data/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:a9fe:a9fe]/",
		"http://[fd00:ec2::254]/latest/", "https://127.0.0.1:443/", "http://[fe80::1%25lo]/",
	} {
		t.Run("at "+address, func(t *testing.T) {
			_, err := f.Get(t.Context(), address, Validators{})
			newstest.WantSentence(t, err, "ATTACHE_ALLOW_PRIVATE")
		})
	}
	for _, address := range []string{
		"http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/",
		"http://017700000001/", "http://①②⑦.0.0.1/", "http://127.0.0.1%00.news.example/",
	} {
		t.Run("and never reads "+address, func(t *testing.T) {
			got, err := f.Get(t.Context(), address, Validators{})
			if news.Explain(err, "") == "" || got.Body != nil {
				t.Errorf("got %v", err)
			}
		})
	}
	t.Run("behind a user name that looks like a site", func(t *testing.T) {
		_, err := f.Get(t.Context(), "http://example.org@127.0.0.1/", Validators{})
		newstest.WantSentence(t, err, "before the @")
	})
}

func TestFetcherJudgesNamesWhenItDials(t *testing.T) {
	site := webtest.New(t)
	site.Page("/a", "<p>text</p>")
	port := site.Host()[strings.LastIndex(site.Host(), ":"):]
	here, metadata := netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("169.254.169.254")
	asked := 0
	names := webtest.Names(func(name string) []netip.Addr {
		switch name {
		case "inward.example":
			return []netip.Addr{metadata}
		case "both.example":
			return []netip.Addr{metadata, here}
		case "turncoat.example":
			// Here at first, for robots.txt and the page; inward then.
			if asked++; asked == 1 {
				return []netip.Addr{here}
			}
			return []netip.Addr{netip.MustParseAddr("10.0.0.1")}
		}
		return nil
	})
	f := newFetcher(Options{AllowPrivate: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}, hooks{resolver: names})
	t.Cleanup(f.Close)

	t.Run("one that leads inward is refused", func(t *testing.T) {
		err := get(t, f, "http://inward.example"+port+"/a")
		newstest.WantSentence(t, err, "inward.example is a private address")
	})
	t.Run("one that leads to both never gets inward", func(t *testing.T) {
		if err := get(t, f, "http://both.example"+port+"/a"); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("one that changes its mind is refused", func(t *testing.T) {
		if err := get(t, f, "http://turncoat.example"+port+"/a"); err != nil {
			t.Fatal(err)
		}
		f.Close() // The next request has to dial.
		err := get(t, f, "http://turncoat.example"+port+"/a")
		newstest.WantSentence(t, err, "turncoat.example is a private address")
		if !errors.Is(err, ErrPrivateAddress) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("one that does not exist is named", func(t *testing.T) {
		newstest.WantSentence(t, get(t, f, "http://nowhere.example/"), "no site named nowhere.example")
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
	port := listener.Addr().String()[strings.LastIndex(listener.Addr().String(), ":"):]
	// The site is on 127.0.0.1, and that one address is all that is open.
	f := New(Options{AllowPrivate: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}})
	t.Cleanup(f.Close)
	for path, target := range map[string]string{
		"/next": "http://127.0.0.2" + port + "/", "/metadata": "http://169.254.169.254/",
		"/metadata6": "http://[fd00:ec2::254]/", "/intranet": "http://10.0.0.1/", "/mapped": "http://[::ffff:10.0.0.1]/",
	} {
		t.Run("to "+target, func(t *testing.T) {
			site.Redirect(path, target)
			site.Redirect(path+"/far", path)
			for _, from := range []string{path, path + "/far"} {
				err := get(t, f, site.URL(from))
				newstest.WantSentence(t, err, "private address")
				if !errors.Is(err, ErrPrivateAddress) {
					t.Errorf("from %s: %v", from, err)
				}
			}
		})
	}
}
