package bot

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attache/news"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file in testdata, whose name ends in .md so that an
// editor shows it as a reader sees it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".md")
	if *update {
		if err := os.WriteFile(file, []byte(got+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.TrimSuffix(string(want), "\n"), got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// betweenMessages stands in golden files where one message ends.
const betweenMessages = "\n=== next message ===\n"

func date(year int, month time.Month, d int) news.Moment {
	return news.Moment{Time: time.Date(year, month, d, 0, 0, 0, 0, time.UTC), DayOnly: true}
}

func hostile() news.Answer {
	return news.Answer{
		Mode: news.ModeExtractive, ID: 9,
		Text: "@everyone *must* read [this](https://evil.example) <@1400000000000000001> and ||that|| [1].\n" +
			"# No heading, he said: “Use `rm -rf` [sic] at 10:30:45 :flag_fr: <t:1> https://evil.example/x” [2][9].\n" +
			"1. discord.gg/evil \u202egnirts\u202c -# small\n- item [3]",
		Sentences: []news.Sentence{{Text: "x", Citations: []int{1}}},
		Citations: []news.Citation{
			{N: 1, URL: "https://courier.example/a_(b)?q=<x>&r=[1]|2", Title: "[VIDEO] *Talks* resume](https://evil.example)", Outlet: "The_Courier", Published: date(2025, 3, 6)},
			{N: 2, URL: "javascript:alert(1)", Title: "Not a page", Outlet: "Gazette"},
			{N: 3, URL: "memo-17", Outlet: "Archive", Published: date(2024, 1, 2)},
		},
	}
}

func TestRendering(t *testing.T) {
	t.Parallel()
	conflicting := treaty()
	conflicting.Notice = "The model could not be reached. This answer is put together from the articles' own sentences."
	conflicting.Mode = news.ModeExtractive
	conflicting.Conflicts = []news.Conflict{{About: "the number of signatories", Statements: []news.Sentence{
		{Text: "The Courier counts 12.", Citations: []int{1}}, {Text: "The Gazette counts 20.", Citations: []int{2}},
	}}}
	shared := treaty()
	shared.Citations[1] = shared.Citations[0]
	shared.Citations[1].N = 2
	long := treaty()
	long.Text = strings.TrimSpace(strings.Repeat(long.Text+" ", 12))
	refused := news.Answer{
		Refused: true, Mode: news.ModeLLM, AsOf: date(2025, 11, 20),
		Text: "I hold 14 articles near this from 3 outlets, 2 to 19 November 2025; none of them says what you ask [1].",
		Coverage: news.Coverage{
			Articles: 14, Outlets: []string{"The Courier", "Gazette", "Le *Monde*"}, Origins: 9,
			From: date(2025, 11, 2), To: date(2025, 11, 19),
			Nearest: []string{"Ministers sign treaty", "[VIDEO] See https://evil.example now"},
		},
	}
	for _, c := range []struct {
		name    string
		display display
		answer  news.Answer
	}{
		{"answer", display{question: "What did the *ministers* sign?"}, treaty()},
		{"answer_as_of", display{asOf: true}, treaty()},
		{"conflict", display{}, conflicting},
		{"one_article", display{}, shared},
		{"hostile", display{question: "<@1> :x: @here"}, hostile()},
		{"long", display{question: strings.Repeat("Why? ", 100)}, long},
		{"refusal", display{asOf: true}, refused},
		{"nothing", display{}, news.Answer{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			golden(t, c.name, strings.Join(c.display.finished(c.answer), betweenMessages))
		})
	}
	t.Run("puts no link under a refusal", func(t *testing.T) {
		t.Parallel()
		refused.Citations = treaty().Citations
		for _, page := range (display{}).finished(refused) {
			if strings.Contains(page, "](") {
				t.Errorf("there is a link in %q", page)
			}
		}
	})
	t.Run("shows an unfinished answer in one message", func(t *testing.T) {
		t.Parallel()
		got := display{}.unfinished(long)
		if length(got) > messageLimit || !strings.HasSuffix(got, growing) {
			t.Errorf("%d characters, ending in %q", length(got), got[len(got)-20:])
		}
		if got := (display{question: "Who?"}).unfinished(news.Answer{}); got != "" {
			t.Errorf("nothing is shown as %q", got)
		}
	})
}

func TestRecall(t *testing.T) {
	t.Parallel()
	answer := treaty()
	answer.Text = "He said: “*Never* [sic] at 10:30 @everyone” [1]. It is <5% [2]."
	page := display{question: "Was it_ <him>?"}.finished(answer)[0]
	want := []news.Turn{
		{Text: "Was it_ <him>?"},
		{ByBot: true, Text: "He said: “*Never* [sic] at 10:30 @everyone”. It is <5%."},
	}
	if diff := cmp.Diff(want, recall(page)); diff != "" {
		t.Error(diff)
	}
}
