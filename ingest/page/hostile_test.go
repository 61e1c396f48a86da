package page

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"attache/internal/newstest"
)

// within fails a test that takes longer than any page may; the bound leaves
// room for a busy machine.
func within(t *testing.T, bound time.Duration, do func()) {
	t.Helper()
	start := time.Now()
	do()
	if took := time.Since(start); took > bound {
		t.Errorf("took %s, at most %s", took, bound)
	}
}

func TestHostilePagesEndSoon(t *testing.T) {
	const size = 10 << 20
	repeated := func(s string) string { return strings.Repeat(s, size/len(s)) }
	for name, body := range map[string]string{
		"100,000 levels of divs":           strings.Repeat("<div>", 100_000) + "text",
		"as deep as the parser goes, wide": strings.Repeat("<div>", 400) + strings.Repeat("<p>Some words in a paragraph, and more.</p>", 2_000),
		"10 MB of divs":                    repeated("<div></div>"),
		"a million words":                  "<p>" + strings.Repeat("word ", 1_000_000),
		"one line without end":             "<p>" + strings.Repeat("a", 4<<20),
		"a row of spans within a sentence": "<p>" + strings.Repeat("x", 100) + strings.Repeat(`<span class="share">a</span>`, 30_000),
		"many headings":                    strings.Repeat("<h2>Related</h2>", 20_000),
		"many links":                       strings.Repeat(`<li><a href="/a">A link to a story</a></li>`, 20_000),
		"a class of many names":            `<div class="` + repeated("share-bar ") + `">text</div>`,
		"a style without end":              `<div style="` + strings.Repeat("display :", 100_000) + `">text</div>`,
		"many dates":                       strings.Repeat(`<time class="date">6 March 2025</time>`, 20_000),
		"nested tables":                    strings.Repeat("<table><tr><td>", 150) + strings.Join(newstest.Report(6), "<p>"),
		"much linked data":                 `<script type="application/ld+json">` + strings.Repeat(`[{"@graph":`, 200_000) + "</script>",
	} {
		t.Run(name, func(t *testing.T) {
			within(t, 30*time.Second, func() {
				a, err := Extract([]byte(body), "text/html", pageAddress)
				if err != nil {
					newstest.WantSentence(t, err, "article")
				} else if a.Text == "" {
					t.Error("an article without text")
				}
			})
		})
	}
}

func TestPagesInDisorderAreRead(t *testing.T) {
	paragraphs := newstest.Report(6)
	text := strings.Join(paragraphs, "\n\n")
	latin, err := charmap.Windows1252.NewEncoder().String("<p>Café talks: " + strings.Join(paragraphs, "</p><p>") + "</p>")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ body, contentType, want string }{
		"no body, head or html":                {"<p>" + strings.Join(paragraphs, "<p>"), "", text},
		"a wrong charset in the header":        {"<p>Café talks: " + strings.Join(paragraphs, "</p><p>") + "</p>", "text/html; charset=iso-8859-1", "Café talks: " + text},
		"a missing charset":                    {latin, "text/html", "Café talks: " + text},
		"NUL bytes":                            {"<p>" + strings.Join(paragraphs, "</p>\x00<p>\x00") + "</p>", "text/html", text},
		"paragraphs parted by line breaks":     {"<div>" + strings.Join(paragraphs, "<br><br>") + "</div>", "text/html", text},
		"paragraphs parted by breaks in XHTML": {"<div>" + strings.Join(paragraphs, "<br/>\n<br/>") + "</div>", "text/html", text},
		"tables within tables":                 {oldSite(paragraphs), "text/html", text},
		"an AMP page":                          {ampPage(paragraphs), "text/html", text},
		"a form around all of it":              {`<form id="aspnetForm"><div class="content"><p>` + strings.Join(paragraphs, "</p><p>") + "</p></div></form>", "text/html", text},
		"a body that waits for its consent":    {`<body aria-hidden="true" class="modal-open"><div class="article"><p>` + strings.Join(paragraphs, "</p><p>") + "</p></div>", "text/html", text},
		"an article called a popup":            {`<div class="popup"><p>` + strings.Join(paragraphs, "</p><p>") + "</p></div>", "text/html", text},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := Extract([]byte(c.body), c.contentType, pageAddress)
			if err != nil {
				t.Fatal(err)
			}
			if a.Text != c.want {
				t.Errorf("got %q", a.Text)
			}
			if !utf8.ValidString(a.Text) {
				t.Error("not UTF-8")
			}
		})
	}
}

// oldSite lays a page out as was done before stylesheets.
func oldSite(paragraphs []string) string {
	return `<body><table><tr><td colspan=2><a href="/">Home</a> <a href="/news">News</a></td></tr><tr><td width=120><a href="/a">World</a><br><a href="/b">Sport</a></td>` +
		`<td><table><tr><td><font size=2>` + strings.Join(paragraphs, "<br><br>") + `</font></td></tr></table></td></tr></table></body>`
}

func ampPage(paragraphs []string) string {
	return `<!doctype html><html amp lang="en"><head><script async src="https://cdn.example/v0.js"></script></head><body>
<amp-sidebar id="s" layout="nodisplay"><ul><li><a href="/">Home</a></li></ul></amp-sidebar>
<article><h1>Talks go on</h1><amp-img src="/a.jpg" width="1" height="1"></amp-img><div class="article-body"><p>` + strings.Join(paragraphs, "</p><p>") +
		`</p></div></article><amp-ad width="300" height="250" type="a"></amp-ad></body></html>`
}

func TestScriptsWithoutSpacesAreCountedAndTold(t *testing.T) {
	for language, sentence := range map[string]string{
		"zh": "瓦斯特里亚和奥兰的外交部长周二在边境城市会晤，双方就河水的分配进行了长时间的谈判，并同意在春天继续会谈。",
		"ja": "ヴァストリアとオーランドの外相は火曜日に国境の町で会談し、川の水の分け方について長い時間をかけて話し合い、春に会談を続けることで合意した。",
		"ar": "التقى وزيرا خارجية فاستريا وأولاند يوم الثلاثاء في المدينة الحدودية وأجريا محادثات طويلة حول تقاسم مياه النهر واتفقا على مواصلة المحادثات في الربيع.",
		"ru": "Министры иностранных дел Вастрии и Оланда встретились во вторник в пограничном городе, долго говорили о разделе речной воды и согласились продолжить переговоры весной.",
		"de": "Die Außenminister von Vastria und Oland trafen sich am Dienstag in der Grenzstadt, sprachen lange über die Verteilung des Flusswassers und wollen die Gespräche im Frühjahr fortsetzen.",
	} {
		t.Run(language, func(t *testing.T) {
			page := "<html><body><article>" + strings.Repeat("<p>"+sentence+"</p>", 4) + "</article></body></html>"
			a, err := Extract([]byte(page), "text/html; charset=utf-8", pageAddress)
			if err != nil {
				t.Fatal(err)
			}
			if want := strings.TrimSuffix(strings.Repeat(sentence+"\n\n", 4), "\n\n"); a.Text != want || a.Language != language {
				t.Errorf("got %q in %q", a.Text, a.Language)
			}
		})
	}
	t.Run("a stated language is believed", func(t *testing.T) {
		page := `<html lang="fr-CA"><body><article><p>` + strings.Join(newstest.Report(4), "</p><p>") + "</p></article></body></html>"
		if a, err := Extract([]byte(page), "text/html", pageAddress); err != nil || a.Language != "fr-CA" {
			t.Errorf("got %q, %v", a.Language, err)
		}
	})
}
