package samplenews

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
	"go.uber.org/goleak"
	"golang.org/x/net/html"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// serve runs the site on a loopback address and gives that address.
func serve(t *testing.T) string {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	address := "http://" + server.Listener.Addr().String()
	base, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	handler, err := Handler(base)
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = handler
	server.Start()
	t.Cleanup(func() {
		http.DefaultClient.CloseIdleConnections()
		server.Close()
	})
	return address
}

// request asks for an address and gives the answer with its whole body.
func request(t *testing.T, method, address string, header map[string]string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		req.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(response.Body, 4<<20))
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

func TestFeedsListEachPieceOnce(t *testing.T) {
	address := serve(t)
	wanted := map[string]Piece{}
	for _, piece := range readAll(t) {
		wanted[address+piece.Path] = piece
	}
	for i, path := range FeedPaths() {
		outlet := Outlets()[i]
		response, body := request(t, http.MethodGet, address+path, nil)
		if response.StatusCode != http.StatusOK || !strings.Contains(response.Header.Get("Content-Type"), "xml") {
			t.Fatalf("%s: %s, %s", path, response.Status, response.Header.Get("Content-Type"))
		}
		feed, err := gofeed.NewParser().ParseString(body)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if feed.Title != outlet.Name || feed.Link != address+"/"+outlet.Key+"/" {
			t.Errorf("%s: titled %q, linked to %q", path, feed.Title, feed.Link)
		}
		for _, item := range feed.Items {
			piece, ok := wanted[item.Link]
			if !ok || piece.Outlet != outlet.Name {
				t.Errorf("%s: lists %s, which is listed twice or is no piece of this outlet", path, item.Link)
				continue
			}
			delete(wanted, item.Link)
			checkItem(t, outlet, piece, item)
		}
	}
	for link := range wanted {
		t.Errorf("no feed lists %s", link)
	}
}

func checkItem(t *testing.T, outlet Outlet, piece Piece, item *gofeed.Item) {
	t.Helper()
	if item.Title != piece.Title || item.Description != piece.Lead() || item.GUID != item.Link {
		t.Errorf("%s: the feed says %q, %q, %q", piece.Slug, item.Title, item.Description, item.GUID)
	}
	if item.PublishedParsed == nil || !item.PublishedParsed.Equal(piece.Published) {
		t.Errorf("%s: the feed dates it %s, not %s", piece.Slug, item.Published, piece.Published)
	}
	if len(item.Authors) != 1 || item.Authors[0].Name != piece.Author {
		t.Errorf("%s: the feed gives the authors %v", piece.Slug, item.Authors)
	}
	full := strings.Contains(item.Content, html.EscapeString(piece.Paragraphs()[3]))
	if want := outlet.Feed == FeedRSSFull; full != want {
		t.Errorf("%s: the whole text is in the feed: %v, want %v", piece.Slug, full, want)
	}
}

func TestArticlePages(t *testing.T) {
	address := serve(t)
	for _, piece := range readAll(t) {
		t.Run(piece.Slug, func(t *testing.T) {
			response, body := request(t, http.MethodGet, address+piece.Path, nil)
			if response.StatusCode != http.StatusOK {
				t.Fatal(response.Status)
			}
			checkStructuredData(t, piece, address+piece.Path, body)
			for _, part := range []string{
				`<link rel="canonical" href="` + address + piece.Path + `">`,
				`<meta property="og:site_name" content="` + piece.Outlet + `">`,
				"/feed.xml", "Related stories", "Sample text written for Attaché's demonstration",
			} {
				if !strings.Contains(body, part) {
					t.Errorf("the page lacks %s", part)
				}
			}
			if got := articleText(t, body); got != piece.Text {
				t.Errorf("the page's body reads %q", got)
			}
		})
	}
}

func checkStructuredData(t *testing.T, piece Piece, address, body string) {
	t.Helper()
	_, rest, _ := strings.Cut(body, `<script type="application/ld+json">`)
	script, _, _ := strings.Cut(rest, "</script>")
	var data newsArticle
	if err := json.Unmarshal([]byte(script), &data); err != nil {
		t.Fatalf("the structured data is not JSON: %v", err)
	}
	published, err := time.Parse(time.RFC3339, data.DatePublished)
	if err != nil || !published.Equal(piece.Published) {
		t.Errorf("datePublished is %s, want %s", data.DatePublished, piece.Published)
	}
	if data.Type != "NewsArticle" || data.Headline != piece.Title || data.URL != address || data.Publisher.Name != piece.Outlet {
		t.Errorf("the structured data is %+v", data)
	}
}

// articleText gives the paragraphs of the article's body as a reader's
// browser would show them.
func articleText(t *testing.T, page string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var paragraphs []string
	for node := range root.Descendants() {
		if node.Data != "div" || len(node.Attr) != 1 || node.Attr[0].Val != "article-body" {
			continue
		}
		for child := range node.ChildNodes() {
			if child.Data == "p" {
				paragraphs = append(paragraphs, child.FirstChild.Data)
			}
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

func TestHomePages(t *testing.T) {
	address := serve(t)
	_, front := request(t, http.MethodGet, address+"/", nil)
	for _, outlet := range Outlets() {
		if !strings.Contains(front, `href="/`+outlet.Key+`/"`) {
			t.Errorf("the front page does not lead to %s", outlet.Name)
		}
		response, home := request(t, http.MethodGet, address+"/"+outlet.Key+"/", nil)
		if response.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s", outlet.Name, response.Status)
		}
		kind := "application/rss+xml"
		if outlet.Feed == FeedAtom {
			kind = "application/atom+xml"
		}
		found := `<link rel="alternate" type="` + kind + `" title="` + outlet.Name + `" href="/` + outlet.Key + `/feed.xml">`
		if !strings.Contains(home, found) {
			t.Errorf("the home page of %s does not announce its feed as %s", outlet.Name, found)
		}
		for _, piece := range piecesOf(outlet, readAll(t)) {
			if !strings.Contains(home, piece.Path) {
				t.Errorf("the home page of %s does not list %s", outlet.Name, piece.Path)
			}
		}
	}
}

func TestHTTP(t *testing.T) {
	address := serve(t)
	feed := address + FeedPaths()[0]
	first, body := request(t, http.MethodGet, feed, nil)

	t.Run("answers 304 to a matching ETag", func(t *testing.T) {
		again, body := request(t, http.MethodGet, feed, map[string]string{"If-None-Match": first.Header.Get("ETag")})
		if again.StatusCode != http.StatusNotModified || body != "" {
			t.Errorf("got %s with %d bytes", again.Status, len(body))
		}
	})
	t.Run("answers 304 to the last modification", func(t *testing.T) {
		again, _ := request(t, http.MethodGet, feed, map[string]string{"If-Modified-Since": first.Header.Get("Last-Modified")})
		if again.StatusCode != http.StatusNotModified {
			t.Errorf("got %s", again.Status)
		}
	})
	t.Run("answers in full to an ETag of another text", func(t *testing.T) {
		again, got := request(t, http.MethodGet, feed, map[string]string{"If-None-Match": `"other"`})
		if again.StatusCode != http.StatusOK || got != body {
			t.Errorf("got %s with %d bytes", again.Status, len(got))
		}
	})
	t.Run("answers HEAD without a body", func(t *testing.T) {
		head, got := request(t, http.MethodHead, feed, nil)
		if head.StatusCode != http.StatusOK || got != "" || head.Header.Get("ETag") != first.Header.Get("ETag") {
			t.Errorf("got %s with %d bytes", head.Status, len(got))
		}
	})
	t.Run("lets robots read everything", func(t *testing.T) {
		response, got := request(t, http.MethodGet, address+"/robots.txt", nil)
		if response.StatusCode != http.StatusOK || got != robots {
			t.Errorf("got %s: %q", response.Status, got)
		}
	})
	t.Run("knows no other page", func(t *testing.T) {
		if response, _ := request(t, http.MethodGet, address+"/wire/2020/01/01/nothing", nil); response.StatusCode != http.StatusNotFound {
			t.Errorf("got %s", response.Status)
		}
	})
	t.Run("takes nothing in", func(t *testing.T) {
		response, _ := request(t, http.MethodPost, feed, nil)
		if response.StatusCode != http.StatusMethodNotAllowed || response.Header.Get("Allow") == "" {
			t.Errorf("got %s", response.Status)
		}
	})
}

func TestHandlerRefusesABaseItCannotServe(t *testing.T) {
	for _, base := range []*url.URL{
		nil,
		{Path: "/"},
		{Scheme: "ftp", Host: "127.0.0.1"},
		{Scheme: "http", Host: "127.0.0.1", Path: "/news"},
	} {
		if _, err := Handler(base); err == nil {
			t.Errorf("%v was let through", base)
		}
	}
}
