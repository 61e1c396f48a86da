package feed

import (
	"bytes"
	"errors"
	"fmt"

	"attache/news"
)

// Causes of the faults of Parse; test for them with errors.Is.
var (
	// ErrIsPage is a web page where a feed was expected: a site that has
	// moved its feed shows one in its place.
	ErrIsPage = errors.New("a web page, not a feed")
	// ErrIsSitemap is a sitemap where a feed was expected; ParseSitemap
	// reads it.
	ErrIsSitemap = errors.New("a sitemap, not a feed")
	// ErrEmpty is a body of nothing but white space.
	ErrEmpty = errors.New("an empty body")
)

// passwordField is the part of a form that asks for a password, as nearly
// every login page has it.
var passwordField = []byte(`type="password"`)

// refusal is the fault of a decoded body that is no feed, in words that say
// what stands there and what to do.
func refusal(decoded []byte, cause error) error {
	sentence := "That is not a feed Attaché can read; give the address of an RSS, Atom or JSON feed."
	start := bytes.TrimLeft(decoded, blanks)
	switch kind := KindOf(decoded); {
	case len(start) == 0:
		cause = ErrEmpty
		sentence = "That address sends nothing, so it is not a feed; open it in a browser, and if it stays empty give another one."
	case kind == KindPage && bytes.Contains(bytes.ReplaceAll(decoded, []byte("'"), []byte(`"`)), passwordField):
		cause = ErrIsPage
		sentence = "That address asks for a password and is not a feed that everybody can read; give the address of an open feed."
	case kind == KindPage:
		cause = ErrIsPage
		sentence = "That address shows a web page and not a feed; give the address of the site's front page, so that its feed is looked for, and remove this one."
	case kind.IsSitemap():
		cause = ErrIsSitemap
		sentence = "That address shows a sitemap and not a feed; add it anew, so that it is read as one."
	case kind == KindOPML:
		sentence = "That is a list of feeds and not a feed; save it to a file and import that."
	case start[0] == '{', start[0] == '[':
		sentence = "That address answers with data or an error message and not a feed; open it in a browser to see what it says, or give another address."
	}
	return &news.Fault{Sentence: sentence, Cause: fmt.Errorf("parse feed: %w", cause)}
}
