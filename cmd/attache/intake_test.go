package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"attache/internal/llmtest"
	"attache/internal/webtest"
	"attache/news"
)

// treatyText is long enough to be taken for an article.
var treatyText = []string{
	"Vastria and Oland signed a treaty on the waters of the Merle on Tuesday, after four years of talks in the border town of Halse.",
	"Foreign minister Ana Brandt told reporters that the agreement \"ends forty years of dry summers\" on both banks of the river.",
	"The treaty gives Oland 30 percent of the flow between May and September and sets up a joint commission of nine engineers.",
	"It takes effect on 1 June, provided that both parliaments approve it. Farmers on the lower Merle had asked for a larger share.",
	"The commission will publish what it measures every Monday, and each side may call for an inspection within two days.",
}

// publish puts a feed with one article on a site.
func publish(site *webtest.Site) {
	site.Article("/2031/treaty", webtest.Article{
		Headline: "Vastria and Oland sign river treaty", Outlet: "Example Wire", Author: "I. Reporter",
		Published: "2025-03-04T10:00:00Z", Paragraphs: treatyText,
	})
	site.Feed("/feed.xml", webtest.Feed{Title: "Example Wire", Home: site.URL("/"), Items: []webtest.Item{{
		Title: "Vastria and Oland sign river treaty", Link: site.URL("/2031/treaty"),
		Published: time.Date(2025, 3, 4, 10, 0, 0, 0, time.UTC), Summary: "A treaty on the Merle.",
	}}})
}

func TestASourceIsAddedFetchedAndAnswersQuestions(t *testing.T) {
	site := webtest.New(t)
	publish(site)
	a := newAttache(t)
	t.Setenv("ATTACHE_ALLOW_PRIVATE", site.Prefix().String())
	if o := a.run("fetch"); o.code != 0 || !strings.Contains(o.err, "no sources yet") {
		t.Errorf("fetch without sources ended with %d: %s", o.code, o.err)
	}
	if out := a.must("source", "add", site.URL("/feed.xml")); !strings.Contains(out, "Added the RSS feed Example Wire.") {
		t.Errorf("source add: %s", out)
	}
	if out := a.must("source", "add", site.URL("/feed.xml")); !strings.Contains(out, "already") {
		t.Errorf("adding again: %s", out)
	}
	if out := a.must("fetch"); !strings.Contains(out, "Example Wire") || !strings.Contains(out, "read") {
		t.Errorf("fetch: %s", out)
	}
	var sources []news.Source
	if err := json.Unmarshal([]byte(a.must("source", "list", "--json")), &sources); err != nil || len(sources) != 1 || sources[0].Articles != 1 {
		t.Fatalf("source list: %v %+v", err, sources)
	}
	answer := a.ask(0, "What did Brandt say about the treaty on the Merle?")
	if !strings.Contains(answer.Text, "dry summers") || answer.Citations[0].URL != site.URL("/2031/treaty") || answer.Citations[0].Outlet != "Example Wire" {
		t.Errorf("answer: %+v", answer)
	}
	a.must("source", "remove", "Example Wire")
	if o := a.run("source", "remove", "Example Wire"); o.code != exitFailed || !strings.Contains(o.err, "source list") {
		t.Errorf("removing again ended with %d: %s", o.code, o.err)
	}
	a.ask(exitRefused, "What did Brandt say about the treaty on the Merle?")
}

func TestOneGuildsSourceIsNotAnothers(t *testing.T) {
	site := webtest.New(t)
	publish(site)
	a := newAttache(t)
	t.Setenv("ATTACHE_ALLOW_PRIVATE", site.Prefix().String())
	a.must("source", "add", "--guild", "1", site.URL("/feed.xml"))
	a.must("fetch")
	question := "What did Brandt say about the treaty on the Merle?"
	a.ask(0, "--guild", "1", question)
	for _, guild := range []string{"2", ""} {
		if refused := a.ask(exitRefused, "--guild", guild, question); refused.Coverage.Articles != 0 {
			t.Errorf("guild %q is told of %+v", guild, refused.Coverage)
		}
	}
}

func TestASourceThatCannotBeReadIsExplainedInOneSentence(t *testing.T) {
	site := webtest.New(t)
	site.Page("/shop", "<html><body><h1>Shoes</h1><p>Buy now.</p></body></html>")
	site.Status("/gone", 410)
	a := newAttache(t)
	t.Setenv("ATTACHE_ALLOW_PRIVATE", site.Prefix().String())
	dead := webtest.New(t)
	dead.Close()
	for name, url := range map[string]string{
		"a page without news": site.URL("/shop"), "a page that is gone": site.URL("/gone"), "a dead server": dead.URL("/"),
		"no address": "not a url", "another scheme": "ftp://example.org/feed",
	} {
		t.Run(name, func(t *testing.T) {
			o := a.run("source", "add", url)
			if o.code != exitFailed || strings.Count(o.err, "\n") != 1 || o.out != "" {
				t.Errorf("ended with %d: %s%s", o.code, o.out, o.err)
			}
			t.Log(strings.TrimSpace(o.err))
		})
	}
	t.Setenv("ATTACHE_ALLOW_PRIVATE", "")
	if o := a.run("source", "add", site.URL("/feed.xml")); o.code != exitFailed || !strings.Contains(o.err, "ATTACHE_ALLOW_PRIVATE") {
		t.Errorf("a private address ended with %d: %s", o.code, o.err)
	}
}

func TestADeadSourceIsReportedByFetchAndList(t *testing.T) {
	site := webtest.New(t)
	publish(site)
	a := newAttache(t)
	t.Setenv("ATTACHE_ALLOW_PRIVATE", site.Prefix().String())
	a.must("source", "add", site.URL("/feed.xml"))
	site.Status("/feed.xml", 404)
	if out := a.must("fetch"); !strings.Contains(out, "failed: ") {
		t.Errorf("fetch: %s", out)
	}
	if out := a.must("source", "list"); !strings.Contains(out, "404") && !strings.Contains(out, "not there") {
		t.Errorf("source list: %s", out)
	}
}

func TestAModelDraftsAndTheVerifierDecides(t *testing.T) {
	a := newAttache(t)
	a.must("import", a.file("news.jsonl", articles))
	server := llmtest.New(t, llmtest.Say(
		`Vastria and Oland signed the treaty on the Merle [1]. Brandt said it "ends all war" [1]. It was a triumph [9]. The treaty was worth 900 million [1].`))
	t.Setenv("OPENAI_BASE_URL", server.URL())
	t.Setenv("ATTACHE_MODEL", llmtest.Model)
	answer := a.ask(0, "--as-of", "2031-03-10", "Who signed the treaty on the Merle?")
	if answer.Mode != news.ModeLLM || answer.Text != "Vastria and Oland signed the treaty on the Merle [1]." {
		t.Errorf("mode %s: %s", answer.Mode, answer.Text)
	}
}

func TestAModelThatFailsCostsOnlyItsProse(t *testing.T) {
	dead := webtest.New(t)
	dead.Close()
	for name, c := range map[string]struct {
		url, model, want string
	}{
		"unreachable": {dead.URL("/v1"), llmtest.Model, "OPENAI_BASE_URL"},
		"wrong name":  {llmtest.New(t).URL(), "no-such-model", "ATTACHE_MODEL"},
		"wrong key":   {llmtest.New(t, llmtest.Fail(401, "invalid_api_key", "Incorrect API key")).URL(), llmtest.Model, "OPENAI_API_KEY"},
	} {
		t.Run(name, func(t *testing.T) {
			a := newAttache(t)
			a.must("import", a.file("news.jsonl", articles))
			t.Setenv("OPENAI_BASE_URL", c.url)
			t.Setenv("OPENAI_API_KEY", "sk-very-secret")
			t.Setenv("ATTACHE_MODEL", c.model)
			o := a.run("ask", "--as-of", "2031-03-10", "Who signed the treaty on the Merle?")
			if o.code != 0 || !strings.Contains(o.out, "[1]") || !strings.Contains(o.out, "Note: ") || !strings.Contains(o.out, c.want) {
				t.Errorf("ended with %d: %s%s", o.code, o.out, o.err)
			}
			if strings.Contains(o.out+o.err, "very-secret") {
				t.Error("the key is shown")
			}
			if answer := a.ask(0, "--as-of", "2031-03-10", "Who signed the treaty on the Merle?"); answer.Mode != news.ModeExtractive {
				t.Errorf("mode is %s", answer.Mode)
			}
		})
	}
}

func TestTheDemonstrationAnswersAndRefuses(t *testing.T) {
	out := newAttache(t).must("demo")
	if strings.Count(out, "\n> ") != 4 || !strings.Contains(out, "[1] Sample") || !strings.Contains(out, "Kazan”.") {
		t.Errorf("printed %s", out)
	}
}
