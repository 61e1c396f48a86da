package ingest

import (
	"net/url"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func mustURL(t *testing.T, raw string) *url.URL {
	t.Helper()
	u, err := url.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestCleanTitleDropsTheOutlet(t *testing.T) {
	for _, c := range []struct{ title, outlet, address, want string }{
		{"Talks resume | The Guardian", "the Guardian", "https://www.theguardian.com/a", "Talks resume"},
		{"Talks resume - BBC News", "BBC", "https://www.bbc.co.uk/a", "Talks resume"},
		{"Talks resume – AP News", "", "https://apnews.com/a", "Talks resume"},
		{"Talks resume | Reuters", "", "https://www.reuters.com/a", "Talks resume"},
		{"Talks resume in Geneva - Japan", "The Japan Times", "https://www.japantimes.co.jp/a", "Talks resume in Geneva - Japan"},
		{"Talks resume | TheEnvoy", "The Envoy", "https://envoy.example/a", "Talks resume"},
		{"Talks resume | Therapy Today", "Rapy", "https://envoy.example/a", "Talks resume | Therapy Today"},
		{"US-China talks", "China Daily", "https://www.chinadaily.com.cn/a", "US-China talks"},
		{"Truce | Talks | The Envoy", "The Envoy", "https://envoy.example/", "Truce | Talks"},
		{"The Envoy", "The Envoy", "https://envoy.example/", "The Envoy"},
		{"", "", "https://envoy.example/", ""},
	} {
		if got := CleanTitle(c.title, c.outlet, mustURL(t, c.address)); got != c.want {
			t.Errorf("%q of %q: got %q, want %q", c.title, c.outlet, got, c.want)
		}
	}
}

func TestOutletNameFindsThePublisher(t *testing.T) {
	for _, c := range []struct{ title, address, want string }{
		{"World news | The Guardian", "https://www.theguardian.com/world", "The Guardian"},
		{"NYT > World News", "https://www.nytimes.com/section/world", "NYT"},
		{"BBC News - World", "https://www.bbc.co.uk/news/", "BBC News"},
		{"Al Jazeera – Breaking News, World News and Video from Al Jazeera", "https://www.aljazeera.com", "Al Jazeera"},
		{"Foreign Policy RSS Feed", "https://foreignpolicy.com", "Foreign Policy"},
		{"Autoracing | F1 | Indy", "https://autoracing.com.br", "Autoracing"},
		{"The Envoy", "http://127.0.0.1:8080/feed", "The Envoy"},
		{"RSS", "https://www.envoy.example/feed", "envoy.example"},
	} {
		if got := OutletName(c.title, mustURL(t, c.address)); got != c.want {
			t.Errorf("%q: got %q, want %q", c.title, got, c.want)
		}
	}
}

func TestCleanAuthorsMakesPlainNames(t *testing.T) {
	for byline, want := range map[string][]string{
		"By Ann Roe and Bo Lee":            {"Ann Roe", "Bo Lee"},
		"Ann Roe, Bo Lee &amp; Cy Poe":     {"Ann Roe", "Bo Lee", "Cy Poe"},
		"https://envoy.example/people/ann": nil,
		"desk@envoy.example (The Desk)":    nil,
		"Byron Sands":                      {"Byron Sands"},
		"Ann Roe, River Writer":            {"Ann Roe"},
		"Ann Roe, envoy.com":               {"Ann Roe"},
		"jdadmin":                          nil,
		"Staff Reports":                    nil,
		"NOVEMBER 20, 2019 10:43":          nil,
		"Ann Roe, Ann Roe":                 {"Ann Roe"},
		"":                                 nil,
	} {
		if diff := cmp.Diff(want, CleanAuthors([]string{byline})); diff != "" {
			t.Errorf("%q: %s", byline, diff)
		}
	}
}

func TestStatedMoment(t *testing.T) {
	for stated, want := range map[string]string{
		"2025-03-06T09:30:00+01:00":       "2025-03-06T08:30:00Z",
		"2025-03-06T09:30:00+0100":        "2025-03-06T08:30:00Z",
		"2025-03-06T09:30:00.123Z":        "2025-03-06T09:30:00Z",
		"2025-03-06 09:30:00 +0000":       "2025-03-06T09:30:00Z",
		"Thu, 06 Mar 2025 09:30:00 GMT":   "2025-03-06T09:30:00Z",
		"Thu, 6 Mar 2025 09:30:00 PDT":    "2025-03-06T16:30:00Z",
		"2025-03-06T09:30":                "2025-03-06T09:30:00Z",
		"2025-03-06":                      "2025-03-06",
		"2025-03-06T00:00:00":             "2025-03-06",
		"March 6, 2025":                   "2025-03-06",
		"6 March 2025":                    "2025-03-06",
		"20250306":                        "2025-03-06",
		"yesterday":                       "",
		"":                                "",
		"0000-00-00":                      "",
		"Thu, 06 Mar 2025 09:30:00 Paris": "",
	} {
		if got := StatedMoment(stated).String(); got != want {
			t.Errorf("%q: got %q, want %q", stated, got, want)
		}
	}
}

func TestWrittenDay(t *testing.T) {
	for line, want := range map[string]string{
		"Published 7:28 PM EST Nov 18, 2019":       "2019-11-18",
		"Updated on: November 19, 2019 / 10:07 AM": "2019-11-19",
		"Mon 18 Nov 2019":                          "2019-11-18",
		"01:38:07 PM IST Sept. 3rd, 2019":          "2019-09-03",
		"on 4th June 2025":                         "2025-06-04",
		"2018.08.25 13:04":                         "2018-08-25",
		"March 2025":                               "",
		"31 February 2025":                         "",
		"2025-13-40":                               "",
		"Marching on 2025 roads":                   "",
		"yesterday":                                "",
	} {
		if got := WrittenDay(line).String(); got != want {
			t.Errorf("%q: got %q, want %q", line, got, want)
		}
	}
}

func TestADayIsReadBackFromALineInAnyUsualForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(rapid.IntRange(1900, 2099).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		layout := rapid.SampledFrom([]string{"2 January 2006", "January 2, 2006", "Jan. 2, 2006", "Mon 2 Jan 2006", "2006-01-02", "2006.1.2", "2006/01/02"}).Draw(t, "layout")
		line := rapid.SampledFrom([]string{"", "Published ", "Updated 7:28 PM EST ", "On: "}).Draw(t, "before") + day.Format(layout) + rapid.SampledFrom([]string{"", " 8:21 am ET", " | Halse"}).Draw(t, "after")
		if got := WrittenDay(line); !got.DayOnly || !got.Time.Equal(day) {
			t.Errorf("%q: got %s", line, got)
		}
	})
}

func TestLanguageTag(t *testing.T) {
	for stated, want := range map[string]string{"en-gb": "en-GB", "en_US": "en-US", "FR": "fr", "xx-invalid-!": "", "": ""} {
		if got := LanguageTag(stated); got != want {
			t.Errorf("%q: got %q, want %q", stated, got, want)
		}
	}
}
