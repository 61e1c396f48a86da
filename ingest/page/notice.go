package page

import (
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"attache/ingest"
)

const (
	// maxNotice bounds, in bytes, what is read of a page for words that
	// explain why it has no article.
	maxNotice = 3000
	// maxNoticeTitle bounds, in bytes, the titles of pages that are no
	// articles; headlines are longer.
	maxNoticeTitle = 80
)

// notFoundTitle is what pages are called that are not there.
var notFoundTitle = anyOf(
	`^\W*(error )?404\W*$`, `\b404\b.{0,20}\b(error|not found|page)\b`, `\berror 404\b`, `^not found\b`,
	`\b(page|article|story|content) (was |is |could )?(not (be )?found|unavailable|not available|no longer (available|exists)|doesn[’']t exist)\b`,
	`(can[’']?t|can ?not|couldn[’']t) (find|locate) (the|that|this) page`,
	`seite nicht gefunden|page (introuvable|non trouvée)|página no encontrada|pagina non trovata|página não encontrada`,
	`страница не найдена|页面不存在|找不到页面|ページが見つかりません|الصفحة غير موجودة`,
)

// loginTitle is what pages are called that ask their readers to sign in.
var loginTitle = anyOf(
	`^\W*(please )?(log|sign)[ -]?(in|on)\b`, `^\W*(member |subscriber |account )?login\b`,
	`\b(log|sign)[ -]in (to continue|required|to your account)\b`,
	`^(anmelden|se connecter|iniciar sesión)\b|^(войти|登录|ログイン|تسجيل الدخول)`,
)

// consentTitle is what pages are called that stand before others.
var consentTitle = anyOf(
	`^\W*(just a moment|attention required|pardon our interruption|checking your browser|before you continue|we value your privacy)\b`,
	`^\W*(are you (a )?(human|robot)|human verification|verify (that )?you are|captcha)\b`,
	`^\W*(security check|access denied|(your )?privacy (choices|settings)|cookie (consent|settings|policy))\W*($|[|–—-])`,
	`access to this page has been denied|please enable javascript|javascript (is )?(disabled|required)`,
)

// consentWords are what such pages say.
var consentWords = anyOf(
	`(enable|turn on|activate|requires?) javascript|javascript (is|has been) (disabled|turned off)`,
	`verify(ing)? (that )?you are (a )?human|unusual traffic|\bcaptcha\b|checking your browser`,
	`(accept|agree to|consent to) (the use of |our use of |all )?cookies|we (and our partners )?(use|store).{0,40}cookies`,
)

// wallWords are what stands where a teaser ends.
var wallWords = anyOf(
	toGoOn,
	`(for|available to|exclusive to) (our )?(subscribers|members) only|(subscribers|members)[ -]only`,
	`to (continue|keep) reading,? (please )?(subscribe|register|sign|log)`,
)

// notice is what a page says where it shows no article: its title and
// heading, where they are no longer than those of such pages, and its first
// words.
type notice struct {
	title, heading, words string
	// asksPassword is set where the page has a field for one, isBare where
	// there is little else.
	asksPassword, isBare bool
}

// readNotice has to be read before the article, which takes the page apart.
func readNotice(doc *goquery.Document) notice {
	n := notice{
		title:        noticeTitle(doc, "title"),
		heading:      noticeTitle(doc, "h1"),
		asksPassword: doc.Find(`input[type="password"]`).Length() > 0,
	}
	if n.heading == "" {
		n.heading = noticeTitle(doc, "h2")
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

func noticeTitle(doc *goquery.Document, selector string) string {
	title := ingest.FoldSpace(doc.Find(selector).First().Text())
	if len(title) > maxNoticeTitle {
		return ""
	}
	return title
}

// isCalled reports whether a page with few words or none is called as a
// pattern says. Banners and dialogs of articles have headings too, so with
// words on the page only its title counts.
func (n notice) isCalled(pattern *regexp.Regexp, short, empty bool) bool {
	return short && pattern.MatchString(n.title) || empty && pattern.MatchString(n.heading)
}
