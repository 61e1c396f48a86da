package page

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"

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
	// maxNotice bounds, in bytes, what is read of a page for words that
	// explain why it has no article.
	maxNotice = 3000
	// maxNoticeTitle bounds, in bytes, the titles of pages that are no
	// articles; headlines are longer.
	maxNoticeTitle = 80
)

var (
	notFoundTitle = regexp.MustCompile(`(?i)^\W*(error )?404\W*$|\b404\b.{0,20}\b(error|not found|page)\b|\berror 404\b|\b(page|article|story|file|content) (was |is |could )?(not (be )?found|unavailable|not available|no longer (available|exists)|missing|doesn[’']t exist)\b|^not found\b|(can[’']?t|can ?not|couldn[’']t) (find|locate) (the|that|this) page` +
		`|seite nicht gefunden|page (introuvable|non trouvée)|página no encontrada|pagina non trovata|página não encontrada|страница не найдена|页面不存在|找不到页面|ページが見つかりません|الصفحة غير موجودة`)
	loginTitle   = regexp.MustCompile(`(?i)^\W*(please )?(log|sign)[ -]?(in|on)\b|^\W*(member |subscriber |account )?login\b|\b(log|sign)[ -]in (to continue|required|to your account)\b|^anmelden\b|^se connecter\b|^iniciar sesión\b|^войти\b|^登录\b`)
	consentTitle = regexp.MustCompile(`(?i)just a moment|attention required|are you (a )?(human|robot)|human verification|verify (that )?you are|security check|access (denied|to this page has been denied)|pardon our interruption|before you continue|we value your privacy|your privacy (choices|settings)|cookie (consent|settings)|checking your browser|\bcaptcha\b|enable javascript|javascript (is )?(disabled|required)`)
	consentWords = regexp.MustCompile(`(?i)(enable|turn on|activate|requires?) javascript|javascript (is|has been) (disabled|turned off)|verify(ing)? (that )?you are (a )?human|unusual traffic|\bcaptcha\b|checking your browser|(accept|agree to|consent to) (the use of |our use of |all )?cookies|we (and our partners )?(use|store).{0,40}cookies`)
	wallWords    = regexp.MustCompile(`(?i)(subscribe|register|sign in|log in|become a (member|subscriber)) (now )?to (continue|keep|read|unlock|access)|(for|available to|exclusive to) (our )?(subscribers|members) only|(subscribers|members)[ -]only|to (continue|keep) reading,? (please )?(subscribe|register|sign|log)`)
)

// notice is what a page says where it shows no article: its title and
// heading, and its first words.
type notice struct {
	titles []string
	words  string
	// asksPassword is set where the page has a field for one, isBare where
	// there is little else.
	asksPassword, isBare bool
}

// readNotice has to be read before the article, which takes the page apart.
func readNotice(doc *goquery.Document) notice {
	n := notice{asksPassword: doc.Find(`input[type="password"]`).Length() > 0}
	for _, selector := range []string{"title", "h1", "h2"} {
		if title := ingest.FoldSpace(doc.Find(selector).First().Text()); title != "" && len(title) <= maxNoticeTitle {
			n.titles = append(n.titles, title)
		}
	}
	var words strings.Builder
	for _, p := range paragraphsOf(doc.Nodes[0], nil) {
		if words.Len() > maxNotice {
			break
		}
		words.WriteString(ingest.Clip(p.text, maxNotice) + "\n")
	}
	n.isBare = words.Len() < maxNotice && ingest.WordCount(words.String()) < teaserWords
	// What is meant for browsers without scripts is kept as it is written.
	doc.Find("noscript").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		words.WriteString(ingest.PlainText(ingest.Clip(s.Text(), maxNotice)) + "\n")
		return words.Len() < 2*maxNotice
	})
	n.words = ingest.Clip(words.String(), 2*maxNotice)
	return n
}

func (n notice) titled(pattern *regexp.Regexp) bool {
	for _, title := range n.titles {
		if pattern.MatchString(title) {
			return true
		}
	}
	return false
}

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
	case short && n.titled(notFoundTitle):
		return ErrNotFoundPage
	case short && n.titled(loginTitle), empty && n.asksPassword && n.isBare:
		return ErrLogin
	case short && n.titled(consentTitle):
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
