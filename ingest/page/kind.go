package page

import (
	"errors"
	"fmt"
	"strings"

	"attache/ingest"
	"attache/news"
)

// These tell what a page is that shows no article; test for them with
// errors.Is. They stand below a *news.Fault, whose sentence says what to do.
var (
	// ErrNoArticle is a page without an article, and nothing to say why.
	ErrNoArticle = errors.New("no article")
	// ErrLogin is a page that asks its reader to sign in.
	ErrLogin = errors.New("login page")
	// ErrConsent is a page that asks for consent, JavaScript or proof of
	// being human before it shows anything.
	ErrConsent = errors.New("consent or checking page")
	// ErrNotFoundPage is a page that says that there is nothing at its
	// address, although its server says otherwise.
	ErrNotFoundPage = errors.New("page that says not found")
	// ErrWalled is a teaser of an article for subscribers.
	ErrWalled = errors.New("paywalled teaser")
)

const (
	// minArticleWords is the least that counts as an article.
	minArticleWords = 50
	// teaserWords is what pages show of an article that is for subscribers,
	// and what the longest pages say that show none.
	teaserWords = 120
)

// refusal is why a page with such a text has no article; nil where it has
// one. What the page calls itself decides before what it says, and the fewer
// words it has, the less it takes.
func (p *Page) refusal(n notice, text string) error {
	words := ingest.WordCount(text)
	if kind := p.kind(n, words, isCutOff(text)); kind != nil {
		return refused(kind, fmt.Errorf("%d words", words))
	}
	return nil
}

func (p *Page) kind(n notice, words int, cut bool) error {
	short, empty := words < teaserWords, words < minArticleWords
	switch {
	case n.isCalled(notFoundTitle, short, short):
		return ErrNotFoundPage
	case n.isCalled(loginTitle, short, empty), empty && n.asksPassword && n.isBare:
		return ErrLogin
	case n.isCalled(consentTitle, short, empty):
		return ErrConsent
	case p.Meta.Locked && (short || cut && words < 2*teaserWords), short && wallWords.MatchString(n.words):
		return ErrWalled
	case empty && consentWords.MatchString(n.words):
		return ErrConsent
	case empty:
		return ErrNoArticle
	}
	return nil
}

// isCutOff reports whether a text ends in the middle.
func isCutOff(text string) bool {
	return strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...")
}

// refused explains a page of a kind that has no article.
func refused(kind, cause error) error {
	return &news.Fault{Sentence: sentence(kind), Cause: fmt.Errorf("%w: %w", kind, cause)}
}

// sentence says what to do about a page of a kind that has no article.
func sentence(kind error) string {
	switch kind {
	case ErrLogin:
		return "That page asks its readers to sign in; choose an article or a source that is open to everyone."
	case ErrConsent:
		return "That page asks for consent, JavaScript or proof of being human instead of showing an article; give the address of the site's feed."
	case ErrNotFoundPage:
		return "That page says that its article is not there; check the address, or search the site for the headline."
	case ErrWalled:
		return "That article is for subscribers only; choose a source that is open to everyone."
	default:
		return "That page does not look like an article or a feed; give the address of a feed or of one article."
	}
}
