package feed

import (
	"bytes"
	"strings"
)

// Kind is what a body is, as far as its first bytes tell.
type Kind int

// The kinds. KindOther is whatever is none of the rest: plain text, data, CDF.
const (
	KindOther Kind = iota
	KindRSS
	KindAtom
	KindRDF
	KindJSON
	KindSitemap
	KindSitemapIndex
	KindOPML
	KindPage
)

// String names a kind in words that can stand in a sentence.
func (k Kind) String() string {
	switch k {
	case KindRSS:
		return "RSS feed"
	case KindAtom:
		return "Atom feed"
	case KindRDF:
		return "RDF feed"
	case KindJSON:
		return "JSON feed"
	case KindSitemap:
		return "sitemap"
	case KindSitemapIndex:
		return "list of sitemaps"
	case KindOPML:
		return "list of feeds"
	case KindPage:
		return "web page"
	}
	return "other text"
}

// IsFeed reports whether Parse reads bodies of this kind.
func (k Kind) IsFeed() bool { return k == KindRSS || k == KindAtom || k == KindRDF || k == KindJSON }

// IsSitemap reports whether ParseSitemap reads bodies of this kind.
func (k Kind) IsSitemap() bool { return k == KindSitemap || k == KindSitemapIndex }

// jsonBytes is how far into a JSON object its kind is looked for: the
// members that tell stand first in every feed that a program writes.
const jsonBytes = 4096

// blanks are what may stand before the first byte that counts.
const blanks = " \t\r\n\ufeff"

// KindOf tells what a decoded body is: markup by its root element, JSON by
// the members of JSON Feed (https://www.jsonfeed.org/version/1.1/). A
// sitemap that is plain text (a URL a line) is KindOther here, because only its
// address says what it is.
func KindOf(decoded []byte) Kind {
	start := bytes.TrimLeft(decoded, blanks)
	switch {
	case len(start) == 0:
		return KindOther
	case start[0] == '{':
		start = start[:min(len(start), jsonBytes)]
		if bytes.Contains(start, []byte("jsonfeed.org/version")) || bytes.Contains(start, []byte(`"items"`)) {
			return KindJSON
		}
		return KindOther
	case start[0] == '<':
		name, isHTML := rootName(start)
		if isHTML {
			return KindPage
		}
		return kindOfRoot(name)
	}
	return KindOther
}

// kindOfRoot is the kind of a document whose root element has the given
// name, in lower case and without a prefix.
func kindOfRoot(name string) Kind {
	switch name {
	case "rss":
		return KindRSS
	case "feed":
		return KindAtom
	case "rdf":
		return KindRDF
	case "urlset":
		return KindSitemap
	case "sitemapindex":
		return KindSitemapIndex
	case "opml":
		return KindOPML
	case "html", "head", "body", "title", "meta", "link", "script", "style", "div", "p", "main", "article",
		"section", "header", "h1", "table", "form", "iframe", "noscript", "center":
		return KindPage
	}
	return KindOther
}

// rootName is the local name of the first element, in lower case. isHTML
// is set where a document type stands before it that says so and the
// element does not say otherwise.
func rootName(markup []byte) (name string, isHTML bool) {
	s := &scanner{in: markup}
	for {
		t := s.next()
		switch t.kind {
		case tokenEnd:
			return "", isHTML
		case tokenDirective:
			isHTML = isHTML || hasPrefixFold(t.raw, "<!doctype html")
		case tokenStart:
			name = strings.ToLower(localName(t.name))
			return name, isHTML && kindOfRoot(name) == KindOther
		}
	}
}

func hasPrefixFold(s []byte, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(string(s[:len(prefix)]), prefix)
}

// localName is a qualified name without its prefix.
func localName(name string) string { return name[strings.IndexByte(name, ':')+1:] }
