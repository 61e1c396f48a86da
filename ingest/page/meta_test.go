package page

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/ingest"
)

// stated parses a page with the given head and body.
func stated(t *testing.T, head, body string) Meta {
	t.Helper()
	p, err := Parse(ingest.Decode([]byte("<html><head>"+head+"</head><body>"+body+"</body></html>"), "text/html; charset=utf-8"), pageAddress)
	if err != nil {
		t.Fatal(err)
	}
	return p.Meta
}

func linkedData(fields string) string {
	return `<script type="application/ld+json">{"@type":"NewsArticle",` + fields + `}</script>`
}

func TestTimesOfPages(t *testing.T) {
	const early, late = "2025-03-06T10:30:00+01:00", "2025-03-07T08:00:00-05:00"
	for name, c := range map[string]struct{ head, body, published, modified string }{
		"linked data":                         {linkedData(`"datePublished":"` + early + `","dateModified":"` + late + `"`), "", "2025-03-06T09:30:00Z", "2025-03-07T13:00:00Z"},
		"OpenGraph":                           {`<meta property="article:published_time" content="` + early + `"><meta property="article:modified_time" content="` + late + `">`, "", "2025-03-06T09:30:00Z", "2025-03-07T13:00:00Z"},
		"microdata":                           {"", `<time itemprop="datePublished" datetime="` + early + `">6 March</time><time itemprop="dateModified" datetime="` + late + `">7 March</time>`, "2025-03-06T09:30:00Z", "2025-03-07T13:00:00Z"},
		"linked data before OpenGraph":        {linkedData(`"datePublished":"`+early+`"`) + `<meta property="article:published_time" content="2020-01-01T00:00:00Z">`, "", "2025-03-06T09:30:00Z", ""},
		"no change since":                     {linkedData(`"datePublished":"` + early + `","dateModified":"` + early + `"`), "", "2025-03-06T09:30:00Z", ""},
		"a change before it appeared":         {linkedData(`"datePublished":"` + late + `","dateModified":"` + early + `"`), "", "2025-03-07T13:00:00Z", ""},
		"the page's dates":                    {`<script type="application/ld+json">{"@graph":[{"@type":["WebPage","ItemPage"],"datePublished":"` + early + `","dateModified":"` + late + `"},{"@type":"Article","headline":"Talks"}]}</script>`, "", "2025-03-06T09:30:00Z", "2025-03-07T13:00:00Z"},
		"a date that means none":              {linkedData(`"datePublished":"0001-01-01T00:00:00Z"`), `<article><span class="publish-date">Published 7:28 PM EST Nov 18, 2024</span></article>`, "2024-11-18", ""},
		"a date written for readers":          {"", `<time>Mar. 4, 2025 8:21 am ET</time>`, "2025-03-04", ""},
		"today's date at the top of the site": {"", `<div class="date">Friday, 7 March 2025</div>`, "2025-03-06", ""},
	} {
		t.Run(name, func(t *testing.T) {
			meta := stated(t, c.head, c.body)
			if meta.Published.String() != c.published || meta.Modified.String() != c.modified {
				t.Errorf("published %s, modified %s", meta.Published, meta.Modified)
			}
		})
	}
}

func TestLeadImages(t *testing.T) {
	const og = `<meta property="og:image" content="https://img.envoy.example/og.jpg">`
	for name, c := range map[string]struct{ head, want string }{
		"as an address":          {linkedData(`"image":"https://img.envoy.example/a.jpg"`) + og, "https://img.envoy.example/a.jpg"},
		"as an object":           {linkedData(`"image":{"@type":"ImageObject","url":"https://img.envoy.example/a.jpg"}`), "https://img.envoy.example/a.jpg"},
		"as a list":              {linkedData(`"image":["https://img.envoy.example/a.jpg","https://img.envoy.example/b.jpg"]`), "https://img.envoy.example/a.jpg"},
		"as a reference":         {`<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","image":{"@id":"#i"}},{"@id":"#i","url":"https://img.envoy.example/a.jpg"}]}</script>`, "https://img.envoy.example/a.jpg"},
		"in OpenGraph":           {og, "https://img.envoy.example/og.jpg"},
		"as a relative address":  {`<meta property="og:image" content="/a.jpg">`, "https://www.envoy.example/a.jpg"},
		"by https before http":   {linkedData(`"image":"http://img.envoy.example/a.jpg"`) + og, "https://img.envoy.example/og.jpg"},
		"none that can be shown": {linkedData(`"image":"data:image/png;base64,AAAA"`), ""},
		"none":                   {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := stated(t, c.head, "").Image; got != c.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestLockedArticles(t *testing.T) {
	for name, c := range map[string]struct {
		head string
		want bool
	}{
		"not free":                          {linkedData(`"isAccessibleForFree":"False"`), true},
		"not free in schema.org's spelling": {linkedData(`"isAccessibleForFree":"http://schema.org/False"`), true},
		"free, whatever its parts are":      {linkedData(`"isAccessibleForFree":true,"hasPart":{"isAccessibleForFree":false}`), false},
		"a part that is not free":           {linkedData(`"hasPart":{"@type":"WebPageElement","isAccessibleForFree":"False","cssSelector":".wall"}`), true},
		"one of its parts":                  {linkedData(`"hasPart":[{"isAccessibleForFree":true},{"isAccessibleForFree":false}]`), true},
		"a metered tier":                    {`<meta property="article:content_tier" content="metered">`, true},
		"a free tier":                       {`<meta property="article:content_tier" content="free">`, false},
		"microdata":                         {`<meta itemprop="isAccessibleForFree" content="false">`, true},
		"nothing said":                      {"", false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := stated(t, c.head, "").Locked; got != c.want {
				t.Errorf("got %t", got)
			}
		})
	}
}

func TestAuthorsOfPages(t *testing.T) {
	for name, c := range map[string]struct {
		head, body string
		want       []string
	}{
		"microdata":                      {"", `<span itemprop="author"><span itemprop="name">Ana Brandt</span></span>`, []string{"Ana Brandt"}},
		"a link to the author":           {"", `<a rel="author" href="/brandt">Ana Brandt</a>`, []string{"Ana Brandt"}},
		"not the account that posted it": {linkedData(`"author":{"name":"admin"}`) + `<meta name="author" content="Ana Brandt">`, "", []string{"Ana Brandt"}},
		"not the outlet":                 {`<meta property="og:site_name" content="The Envoy of Halse"><meta name="author" content="Ana Brandt, The Envoy">`, "", []string{"Ana Brandt"}},
		"not a post":                     {`<meta name="author" content="Ana Brandt, Envoy River Writer">`, "", []string{"Ana Brandt"}},
		"nobody":                         {`<meta name="author" content="Staff Reports">`, "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, stated(t, c.head, c.body).Authors); diff != "" {
				t.Error(diff)
			}
		})
	}
}
