package page

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/internal/newstest"
)

// beside is what sites put between the paragraphs of an article, and which
// must not be quoted as news.
var beside = map[string]string{
	"a box for a newsletter":            `<div class="newsletter-signup"><h3>The Harbour Briefing</h3><p>Sign up for our newsletter and get the best of the harbour every morning.</p></div>`,
	"an unmarked invitation":            `<p>Sign up for our newsletter to get the best of the harbour in your inbox.</p>`,
	"a caption in a figure":             `<figure><img src="/a.jpg"><figcaption>Ministers walk along the quay on Tuesday. Photo: Ana Brandt</figcaption></figure>`,
	"a caption without its element":     `<div class="image"><img src="/a.jpg"><p class="wp-caption-text">Ministers walk along the quay on Tuesday, before the talks began.</p></div>`,
	"words in a figure":                 `<figure class="lead"><img src="/a.jpg"><div>Ministers walk along the quay on Tuesday, before the talks began.</div></figure>`,
	"a credit in brackets":              `<p>(Image credit: Harbour Pictures)</p>`,
	"related links":                     `<div class="related-stories"><h2>Related</h2><ul><li><a href="/a">Oland counts its ships</a></li><li><a href="/b">Vastria votes on the dam</a></li></ul></div>`,
	"unmarked related links":            `<h3>More from the harbour</h3><ul><li><a href="/a">Oland counts its ships</a></li><li>The dam: <a href="/b">Vastria votes on it</a></li></ul>`,
	"a pointer":                         `<p>READ MORE: <a href="/a">Oland counts its ships</a></p>`,
	"a pointer in brackets":             `<p>[Related: Oland counts its ships]</p>`,
	"a pointer in German":               `<p>Lesen Sie auch: Oland zählt seine Schiffe</p>`,
	"a pointer in Russian":              `<p>Читайте также: Оланд считает корабли</p>`,
	"a pointer in Arabic":               `<p>اقرأ أيضا: أولاند تحصي سفنها</p>`,
	"a credit in Spanish":               `<p>Foto: Ana Brandt</p>`,
	"a teaser that is a heading":        `<h4><a href="/a">Oland counts its ships as the river falls</a></h4>`,
	"a bar to share it":                 `<ul class="share-bar"><li>Share on this</li><li>Share on that</li><li>Copy link</li></ul>`,
	"share links without a class":       `<p><a href="https://share.example/?u=1">Share</a> <a href="https://post.example/?u=1">Post</a></p>`,
	"a notice about cookies":            `<div id="cookie-banner">We use cookies to improve your experience on the site of the harbour.</div>`,
	"an unmarked notice":                `<p>This website uses cookies to improve your experience.</p>`,
	"controls of a live blog":           `<div class="live-controls"><button>Show newest first</button><button>Pin</button></div>`,
	"times of a live blog":              `<p>Updated March 6, 2025, 5:25 p.m.</p>`,
	"an advertisement":                  `<div class="ad-slot"><p>Advertisement</p><p>Buy the new boat of the year at a price that you will like, only this week.</p></div>`,
	"the label of an advertisement":     `<p>Advertisement</p>`,
	"a promise to go on":                `<p>Story continues below</p>`,
	"a quotation in large print":        `<aside><p>The talks on the border would go on in the spring, they agreed in the old harbour town.</p></aside>`,
	"what only readers of screens hear": `<p class="screen-reader-text">The end of the picture and the start of the text</p>`,
	"what is not shown":                 `<div style="display: none"><p>This paragraph is shown to nobody who comes to read about the talks.</p></div>`,
	"a shortcode":                       `<p>[button link="https://envoy.example/send" type="big"] Send us your story[/button]</p>`,
	"a wall's own words":                `<p>Subscribe to continue reading this story and all others.</p>`,
	"a video's title":                   `<div class="player-overlay"><span>Video shows the ministers on the quay</span></div>`,
}

func TestNothingBesideTheArticleIsReadIntoIt(t *testing.T) {
	report := newstest.Report(8)
	want := strings.Join(report, "\n\n")
	for name, box := range beside {
		t.Run(name, func(t *testing.T) {
			body := "<p>" + strings.Join(report[:4], "</p><p>") + "</p>" + box + "<p>" + strings.Join(report[4:], "</p><p>") + "</p>"
			a, err := Extract(framed(body), "text/html", pageAddress)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, a.Text); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// framed is a page around the body of an article.
func framed(body string) []byte {
	return []byte(`<html lang="en"><head><title>Talks go on</title><meta name="author" content="Ana Brandt"></head><body><header><nav><a href="/">Home</a></nav></header>
<main><article><h1>Talks go on</h1><div class="body">` + body + `</div></article></main><footer><p>© The Envoy</p></footer></body></html>`)
}

func TestWhatStandsAroundAnArticleIsLeftOut(t *testing.T) {
	report := newstest.Report(6)
	want := strings.Join(report, "\n\n")
	for name, c := range map[string]struct{ above, below string }{
		"headline, byline and date above":  {above: `<h1>Talks go on</h1><p>By Ana Brandt</p><p>6 March 2025, 10:30</p>`},
		"a line that names the author":     {above: `<p>Ana Brandt in Halse</p>`},
		"the author's life below":          {below: `<p>Ana Brandt is a reporter who has covered rivers and harbours for ten years.</p>`},
		"the author's address below":       {below: `<p>Contact Ana Brandt at brandt@envoy.example or follow her on the network @brandt.</p>`},
		"a box about the author":           {below: `<div class="author-bio"><p>She has covered rivers and harbours for ten years, and lives in Halse.</p></div>`},
		"rights and tags":                  {below: `<p>Copyright 2025 The Envoy. All rights reserved.</p><p>Tags: harbour, talks</p>`},
		"comments":                         {below: `<div id="comments"><h2>Comments</h2><p>I was in the harbour on that day and saw nothing of the kind.</p></div>`},
		"comments longer than the article": {below: `<div class="comment-thread">` + strings.Repeat(`<div class="comment"><p>I was in the harbour on that day, and what I saw there was nothing of the kind, believe me.</p></div>`, 20) + `</div>`},
		"a heading without a text":         {below: `<h2>What to read next</h2>`},
		"who else worked on it":            {below: `<p>(Reporting by Ana Brandt; Editing by Bo Lee)</p>`},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := Extract(framed(c.above+"<p>"+strings.Join(report, "</p><p>")+"</p>"+c.below), "text/html", pageAddress)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, a.Text); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAShortArticleUnderAWrongNameStays(t *testing.T) {
	report := newstest.Report(3)
	page := `<body><div class="newsletter-row"><h1>Talks go on</h1><div itemprop="articleBody"><p>` + strings.Join(report, "</p><p>") +
		`</p></div></div><div id="cookie-notice">` + strings.Repeat("<p>What we do with cookies is told here at length, and nobody has read it.</p>", 40) + "</div></body>"
	a, err := Extract([]byte(page), "text/html", pageAddress)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Join(report, "\n\n"), a.Text); diff != "" {
		t.Error(diff)
	}
}

func TestWhatBelongsToAnArticleStays(t *testing.T) {
	report := newstest.Report(6)
	for name, c := range map[string]struct{ piece, want string }{
		"a heading":                   {`<h2>What was said</h2>`, "What was said"},
		"a list":                      {`<ul><li>Oland gets 30 percent of the flow.</li><li>Vastria pays for the dam.</li></ul>`, "Oland gets 30 percent of the flow.\n\nVastria pays for the dam."},
		"a quotation":                 {`<blockquote><p>We have signed for our children, said Ana Brandt.</p></blockquote>`, "We have signed for our children, said Ana Brandt."},
		"an embedded post":            {`<div class="social-media-embed"><blockquote class="post"><p>The treaty is signed.</p>— Ana Brandt (@brandt)</blockquote></div>`, "The treaty is signed.\n\n— Ana Brandt (@brandt)"},
		"a table in a figure":         {`<figure><table><tr><td>Oland</td><td>30</td></tr></table><figcaption>Shares of the flow</figcaption></figure>`, "Oland 30"},
		"a short sentence":            {`<p>The dam held.</p>`, "The dam held."},
		"a name within a sentence":    {`<p><span class="dateline">HALSE —</span> The talks on the border went on in the spring, as both had wished.</p>`, "HALSE — The talks on the border went on in the spring, as both had wished."},
		"a sentence with links":       {`<p>The <a href="/a">treaty of last year</a> and the <a href="/b">one before</a> were torn up.</p>`, "The treaty of last year and the one before were torn up."},
		"a heading that is an anchor": {`<h2><a href="#said">What was said</a></h2>`, "What was said"},
		"news about newsletters":      {`<p>The ministry said that readers who had signed up for its newsletter would hear first.</p>`, "The ministry said that readers who had signed up for its newsletter would hear first."},
		"news about cookies":          {`<p>Oland's court fined the site because its cookies were set without asking.</p>`, "Oland's court fined the site because its cookies were set without asking."},
		"a deal that can be reached":  {`<p>An agreement can be reached on the border before the summer, Ana Brandt said.</p>`, "An agreement can be reached on the border before the summer, Ana Brandt said."},
		"news about copyright":        {`<p>Copyright law in Oland is to change in May, and Vastria's is not.</p>`, "Copyright law in Oland is to change in May, and Vastria's is not."},
		"a site in the news":          {`<p>The paper uses cookies without asking, the court of Halse found on Friday.</p>`, "The paper uses cookies without asking, the court of Halse found on Friday."},
		"what somebody says":          {`<p>“Don’t miss this chance for peace,” Ana Brandt told them.</p>`, "“Don’t miss this chance for peace,” Ana Brandt told them."},
		"what is related":             {`<p>Related deaths rose to thirty by the end of the week.</p>`, "Related deaths rose to thirty by the end of the week."},
		"ships that follow":           {`<p>The ships of Oland were to follow them at a distance.</p>`, "The ships of Oland were to follow them at a distance."},
		"who has to register":         {`<p>All who fled Halse have to register to access aid, and to continue their studies.</p>`, "All who fled Halse have to register to access aid, and to continue their studies."},
		"a start-up":                  {`<p>Start-up firms in Halse said that the pumps had been delivered to Oland.</p>`, "Start-up firms in Halse said that the pumps had been delivered to Oland."},
		"a call":                      {`<p>Contact between the two capitals broke off in the night.</p>`, "Contact between the two capitals broke off in the night."},
		"a layout that names a box":   {`<div class="has-sidebar with-newsletter"><p>The dam held through the night.</p></div>`, "The dam held through the night."},
	} {
		t.Run(name, func(t *testing.T) {
			body := "<p>" + strings.Join(report[:3], "</p><p>") + "</p>" + c.piece + "<p>" + strings.Join(report[3:], "</p><p>") + "</p>"
			a, err := Extract(framed(body), "text/html", pageAddress)
			if err != nil {
				t.Fatal(err)
			}
			want := strings.Join(report[:3], "\n\n") + "\n\n" + c.want + "\n\n" + strings.Join(report[3:], "\n\n")
			if diff := cmp.Diff(want, a.Text); diff != "" {
				t.Error(diff)
			}
		})
	}
}
