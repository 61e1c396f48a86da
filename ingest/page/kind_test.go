package page

import (
	"errors"
	"strings"
	"testing"

	"attache/internal/newstest"
	"attache/news"
)

func TestAPageWithoutAnArticleSaysWhatItIs(t *testing.T) {
	teaser := "<p>" + strings.Join(newstest.Report(3), "</p><p>") + "</p>"
	const locked = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks","isAccessibleForFree":false}</script>`
	for name, c := range map[string]struct {
		body     string
		kind     error
		sentence string
	}{
		"a page that says 404":            {`<title>404</title><h1>Oh dear</h1><p>There is nothing here.</p>`, ErrNotFoundPage, "not there"},
		"a page that says not found":      {`<title>Page not found | The Envoy</title><p>Try the search.</p>`, ErrNotFoundPage, "not there"},
		"an article that is gone":         {`<title>The Envoy</title><h1>This article is no longer available</h1><p>Sorry.</p>`, ErrNotFoundPage, "not there"},
		"a page not found in German":      {`<title>Seite nicht gefunden</title><p>Schade.</p>`, ErrNotFoundPage, "not there"},
		"a page to sign in":               {`<title>Sign in - The Envoy</title><form><input name="user"><input type="password"></form>`, ErrLogin, "sign in"},
		"a form that asks for a password": {`<title>The Envoy</title><p>Members</p><form><input type="password"><button>Go</button></form>`, ErrLogin, "sign in"},
		"a check for robots":              {`<title>Just a moment...</title><h1>envoy.example</h1><p>Checking your browser before you go on.</p>`, ErrConsent, "proof of being human"},
		"a page that needs scripts":       {`<title>The Envoy</title><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>`, ErrConsent, "JavaScript"},
		"a wall of consent":               {`<title>The Envoy</title><h1>We value your privacy</h1><p>We and our partners store and use cookies.</p><button>Accept</button>`, ErrConsent, "consent"},
		"a teaser that says so":           {locked + "<title>Talks</title>" + "<p>" + newstest.Report(1)[0] + "</p>", ErrWalled, "subscribers only"},
		"a longer teaser that is cut off": {locked + "<title>Talks</title>" + teaser + teaser + "<p>The ministers then went on to say that they…</p>", ErrWalled, "subscribers only"},
		"a teaser that only shows it":     {"<title>Talks</title>" + teaser + `<div class="offer"><p>Subscribe to continue reading.</p></div>`, ErrWalled, "subscribers only"},
		"a page of an OpenGraph tier":     {`<meta property="article:content_tier" content="locked"><title>Talks</title>` + teaser, ErrWalled, "subscribers only"},
		"a short page":                    {`<title>Hello</title><p>Hello there.</p>`, ErrNoArticle, "does not look like an article"},
		"nothing":                         {"", ErrNoArticle, "does not look like an article"},
		"too many tags":                   {strings.Repeat("<b>", maxTags+1), ErrNoArticle, "does not look like an article"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Extract([]byte(c.body), "text/html; charset=utf-8", pageAddress)
			newstest.WantSentence(t, err, c.sentence)
			for _, kind := range []error{ErrNotFoundPage, ErrLogin, ErrConsent, ErrWalled, ErrNoArticle} {
				if got := errors.Is(err, kind); got != (kind == c.kind) {
					t.Errorf("is %q: %t (%v)", kind, got, err)
				}
			}
		})
	}
}

func TestAnArticleIsNotTakenForAnotherKindOfPage(t *testing.T) {
	report := "<p>" + strings.Join(newstest.Report(6), "</p><p>") + "</p>"
	brief := "<p>" + strings.Join(newstest.Report(3), "</p><p>") + "</p>"
	for name, body := range map[string]string{
		"about pages that are not found": `<title>Page not found: how Oland's archive vanished</title><h1>Page not found</h1>` + report,
		"about 404 ships":                `<title>404 ships wait off Halse</title>` + brief,
		"about security checks":          `<title>Security checks at Halse are tightened</title>` + brief,
		"about access":                   `<title>Access denied to monitors of the dam, Oland says</title>` + brief,
		"about a file":                   `<title>Harbour file missing, court is told</title>` + brief,
		"about a log":                    `<title>Logging in Vastria's forests goes on</title>` + brief,
		"with a form to sign in":         `<title>Talks</title><form><input type="password"><a href="/login">Sign in</a></form>` + brief,
		"under a banner about cookies":   `<title>Talks</title><div class="banner"><h2>We value your privacy</h2></div>` + brief,
		"beside a dialog to sign in":     `<title>Talks</title><div><h2>Sign in</h2><input type="password"></div>` + brief,
		"with a word about scripts":      `<title>Talks</title><noscript>Please enable JavaScript.</noscript>` + brief,
		"that is locked but all there":   `<meta property="article:content_tier" content="metered"><title>Talks</title>` + report,
	} {
		t.Run(name, func(t *testing.T) {
			a, err := Extract([]byte(body), "text/html; charset=utf-8", pageAddress)
			if err != nil {
				t.Fatal(err)
			}
			if want := strings.Contains(body, "content_tier"); a.Walled != want {
				t.Errorf("walled: %t", a.Walled)
			}
		})
	}
}

func TestEveryKindHasASentenceOfItsOwn(t *testing.T) {
	seen := make(map[string]bool)
	for _, kind := range []error{ErrNotFoundPage, ErrLogin, ErrConsent, ErrWalled, ErrNoArticle} {
		sentence := news.Explain(refused(kind, errors.New("cause")), "")
		if sentence == "" || seen[sentence] {
			t.Errorf("%v: %q", kind, sentence)
		}
		seen[sentence] = true
	}
}
