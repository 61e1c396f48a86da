package pack

import (
	"bytes"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/ingest"
	"attache/ingest/opml"
)

// eachFeed runs check over the feeds of every pack.
func eachFeed(t *testing.T, check func(t *testing.T, f Feed)) {
	t.Helper()
	for _, p := range All() {
		for _, f := range p.Feeds {
			t.Run(p.Name+"/"+f.Title, func(t *testing.T) { check(t, f) })
		}
	}
}

func TestEveryPackSaysWhatItIs(t *testing.T) {
	for _, p := range All() {
		if p.Title == "" || !strings.HasSuffix(p.Description, ".") {
			t.Errorf("%s: title %q, description %q", p.Name, p.Title, p.Description)
		}
		if n := len(p.Feeds); n < 15 || n > 40 {
			t.Errorf("%s holds %d feeds", p.Name, n)
		}
	}
}

func TestEveryListIsOnTheShelf(t *testing.T) {
	files, err := lists.ReadDir("lists")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(All()) {
		t.Errorf("%d lists, %d packs", len(files), len(All()))
	}
}

func TestEveryFeedIsComplete(t *testing.T) {
	eachFeed(t, func(t *testing.T, f Feed) {
		if f.Title == "" || len(f.Folders) == 0 || f.From == "" {
			t.Errorf("title %q, folders %q, from %q", f.Title, f.Folders, f.From)
		}
		if f.Language == "" || ingest.LanguageTag(f.Language) != f.Language {
			t.Errorf("language %q", f.Language)
		}
		if home, err := ingest.CanonicalURL(f.Home); err != nil || home != f.Home {
			t.Errorf("home %q: %q, %v", f.Home, home, err)
		}
	})
}

// A canonical address has no tracking parameters; an address that is none
// of a feed reader's, such as one with a password, has no canonical form.
func TestEveryAddressIsCanonical(t *testing.T) {
	eachFeed(t, func(t *testing.T, f Feed) {
		canonical, err := ingest.CanonicalURL(f.URL)
		if err != nil || canonical != f.URL {
			t.Errorf("%q: %q, %v", f.URL, canonical, err)
		}
	})
}

func TestEveryAddressIsSafeInTransit(t *testing.T) {
	// The sources that name these feeds reached them without TLS only.
	plain := map[string]bool{"en.kremlin.ru": true}
	eachFeed(t, func(t *testing.T, f Feed) {
		u, err := url.Parse(f.URL)
		if err != nil {
			t.Fatal(err)
		}
		if u.User != nil || u.Scheme != "https" && !plain[u.Host] {
			t.Errorf("%q", f.URL)
		}
	})
}

func TestNoFeedIsInTwoPacks(t *testing.T) {
	titles, addresses := map[string]string{}, map[string]string{}
	for _, p := range All() {
		for _, f := range p.Feeds {
			// A slash at the end makes no other feed.
			address := strings.TrimSuffix(f.URL, "/")
			if other := addresses[address]; other != "" {
				t.Errorf("%s is in %s and in %s", f.URL, other, p.Name)
			}
			if other := titles[f.Title]; other != "" {
				t.Errorf("%q is the name of two feeds, in %s and in %s", f.Title, other, p.Name)
			}
			addresses[address], titles[f.Title] = p.Name, p.Name
		}
	}
}

func TestNothingPassesForVerified(t *testing.T) {
	eachFeed(t, func(t *testing.T, f Feed) {
		if f.Verified {
			t.Errorf("%s was never read by this project", f.URL)
		}
	})
}

func TestOnlyTheStatusMakesAFeedVerified(t *testing.T) {
	for status, want := range map[string]bool{"verified": true, "unverified": false, "": false, "dead": false} {
		if got := feedOf(opml.Outline{Status: status}).Verified; got != want {
			t.Errorf("status %q: got %v", status, got)
		}
	}
}

func TestEveryListIsWhatWouldBeWritten(t *testing.T) {
	for _, p := range All() {
		file, err := lists.ReadFile("lists/" + p.Name + ".opml")
		if err != nil {
			t.Fatal(err)
		}
		document, err := opml.Parse(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		var written bytes.Buffer
		if err := document.Write(&written); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(file), written.String()); diff != "" {
			t.Errorf("%s: %s", p.Name, diff)
		}
	}
}

func TestFindKnowsEveryPackAndNothingElse(t *testing.T) {
	for _, p := range All() {
		for _, name := range []string{p.Name, strings.ToUpper(p.Name)} {
			found, ok := Find(name)
			if !ok {
				t.Errorf("%q is not found", name)
			}
			if diff := cmp.Diff(p, found); diff != "" {
				t.Errorf("%q: %s", name, diff)
			}
		}
	}
	for _, name := range []string{"", "vastria", "../lists/world-news"} {
		if found, ok := Find(name); ok {
			t.Errorf("%q is found: %q", name, found.Name)
		}
	}
}

func TestPacksAreTheCallersOwn(t *testing.T) {
	first := All()
	first[0].Feeds[0].Folders[0] = "changed"
	if again := All(); again[0].Feeds[0].Folders[0] == "changed" {
		t.Error("a change shows in the next call")
	}
}
