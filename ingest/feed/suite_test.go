package feed

import (
	"archive/tar"
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"net/url"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/ulikunitz/xz"

	"attache/ingest"
	"attache/internal/sharedtest"
)

// suiteFeed is one file of feedparser's suite
// (https://github.com/kurtmckee/feedparser/tree/develop/tests).
type suiteFeed struct {
	body []byte
	// contentType and address are from the headers that the file's first
	// comment asks a server to send.
	contentType, address string
}

var suiteHeader = regexp.MustCompile(`(?im)^\s*Header:\s*(content-type|content-location):\s*(.*?)\s*$`)

func readSuite(t *testing.T) map[string]suiteFeed {
	t.Helper()
	file, err := os.Open(sharedtest.Path(t, "eval", "feeds", "feedparser-tests.tar.xz"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unpacked, err := xz.NewReader(bufio.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	feeds := make(map[string]suiteFeed)
	for archive := tar.NewReader(unpacked); ; {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return feeds
		}
		if err != nil {
			t.Fatal(err)
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		body, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		name := path.Clean(header.Name)
		feeds[name] = newSuiteFeed(name, body)
	}
}

// newSuiteFeed reads the headers of a file that is served as name.
func newSuiteFeed(name string, body []byte) suiteFeed {
	// Where the suite's own server stands.
	served := &url.URL{Scheme: "http", Host: "127.0.0.1:8097", Path: "/tests/" + name}
	f := suiteFeed{body: body, address: served.String()}
	for _, found := range suiteHeader.FindAllSubmatch(body[:min(len(body), 2000)], -1) {
		switch value := string(found[2]); strings.ToLower(string(found[1])) {
		case "content-type":
			f.contentType = value
		case "content-location":
			if full := ingest.Resolve(served, value); full != "" {
				f.address = full
			}
		}
	}
	return f
}

func TestTheSuiteOfFeedparserIsReadButForWhatIsNoFeed(t *testing.T) {
	feeds := readSuite(t)
	counts, failures := map[string]int{}, map[string][]string{}
	for name, f := range feeds {
		group, _, _ := strings.Cut(name, "/")
		counts[group]++
		if _, err := Parse(f.body, f.contentType, f.address); err != nil {
			failures[group] = append(failures[group], name)
		}
	}
	t.Logf("feeds: %v", counts)
	for _, name := range failures["wellformed"] {
		if !strings.Contains(name, "/cdf") {
			t.Errorf("not read: %s", name)
		}
	}
	for group, most := range map[string]int{"wellformed": 15, "illformed": 6, "encoding": 4} {
		t.Logf("%s: %d of %d not read", group, len(failures[group]), counts[group])
		if counts[group] == 0 || len(failures[group]) > most {
			t.Errorf("%s: not read are %q, want at most %d", group, failures[group], most)
		}
	}
}

// expectation is a line of expect.jsonl.
type expectation struct{ File, Where, Field, Expected string }

// got is what an expectation speaks of, and false where a Feed has no such
// field. All text is compared as plain text, because that is what is made
// of it.
func (e expectation) got(feed Feed, first Item) (value string, carried bool) {
	switch e.Where + "." + e.Field {
	case "feed.title":
		return feed.Title, true
	case "feed.link":
		return feed.Home, true
	case "item0.title":
		return first.Title, true
	case "item0.link":
		return first.URL, true
	case "item0.id", "item0.guid":
		return first.GUID, true
	case "item0.summary", "item0.description":
		if first.Summary == "" {
			return ingest.PlainText(first.HTML), true
		}
		return ingest.PlainText(first.Summary), true
	case "item0.published_parsed", "item0.published":
		return first.Published.String(), true
	case "item0.updated_parsed", "item0.updated":
		return first.Updated.String(), true
	}
	return "", false
}

func (e expectation) want(base string) string {
	switch e.Field {
	case "published", "updated":
		return ingest.StatedMoment(e.Expected).String()
	case "link":
		from, err := url.Parse(base)
		if err != nil {
			return e.Expected
		}
		return ingest.Resolve(from, e.Expected)
	}
	return ingest.PlainText(e.Expected)
}

func TestTheSuiteOfFeedparserIsReadAsItExpects(t *testing.T) {
	feeds := readSuite(t)
	lines, err := os.ReadFile(sharedtest.Path(t, "eval", "feeds", "expect.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	held, all := 0, 0
	for line := range strings.Lines(string(lines)) {
		var e expectation
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		f := feeds[e.File]
		base, err := url.Parse(f.address)
		if err != nil {
			t.Fatal(err)
		}
		// The items as read: many in the suite hold one field only, which
		// would not be enough for a reader.
		feed, items, err := parseAll(f, base)
		var first Item
		if err == nil && len(items) > 0 {
			first = items[0]
		}
		got, carried := e.got(feed, first)
		if !carried {
			continue
		}
		all++
		if want := e.want(f.address); got == want {
			held++
		} else {
			t.Logf("%s %s.%s: got %q, want %q", e.File, e.Where, e.Field, got, want)
		}
	}
	t.Logf("%d of %d expectations hold", held, all)
	// The rest is about CDF, markup that only feedparser takes for content,
	// and entities that a document type defines.
	if held < 722 {
		t.Errorf("%d of %d expectations hold, want 722", held, all)
	}
}

func parseAll(f suiteFeed, base *url.URL) (Feed, []Item, error) {
	var items []Item
	add := func(item Item) { items = append(items, item) }
	decoded := ingest.Decode(f.body, f.contentType)
	feed, err := parseXML(KindOf(decoded), decoded, base, add)
	return feed, items, err
}
