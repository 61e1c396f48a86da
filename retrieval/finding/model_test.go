package finding_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"attache/news"
)

// version is an article as it stood from some time on.
type version struct {
	title, text string
	from        time.Time // when it became known
}

// report is what the model knows of an article.
type report struct {
	outlet    string
	published news.Moment
	guilds    []string // who sees it
	versions  []version
}

// model says in the plainest way what a question may find.
type model struct {
	reports map[string]*report // by address
	ids     map[string]int64   // the store's numbers
}

// standing is the version that was known at a time, zero meaning now; nil
// where there was none.
func (r *report) standing(asOf news.Moment) (stood *version) {
	for i, v := range r.versions {
		if asOf.IsZero() || !v.from.After(asOf.End()) {
			stood = &r.versions[i]
		}
	}
	return stood
}

// sees gives the version of a report that a question may find, or nil.
func (m *model) sees(url string, q news.Question) *version {
	r := m.reports[url]
	published := r.published.Time
	switch {
	case !slices.Contains(r.guilds, q.Guild) && !slices.Contains(r.guilds, news.SharedGuild),
		!q.Since.IsZero() && (published.IsZero() || published.Before(q.Since.Time)),
		!q.Until.IsZero() && (published.IsZero() || published.After(q.Until.End())),
		len(q.Outlets) > 0 && !slices.Contains(q.Outlets, r.outlet),
		slices.Contains(q.Hidden, m.ids[url]):
		return nil
	}
	return r.standing(q.AsOf)
}

// finds lists the addresses of all that hold one of the words, sorted.
func (m *model) finds(q news.Question, words []string) []string {
	var found []string
	for url := range m.reports {
		v := m.sees(url, q)
		if v != nil && slices.ContainsFunc(words, func(w string) bool { return strings.Contains(strings.ToLower(v.title+" "+v.text), w) }) {
			found = append(found, url)
		}
	}
	slices.Sort(found)
	return found
}

var (
	subjects     = []string{"canal", "harbour", "treaty", "border", "tariff", "fishery"}
	modelGuilds  = []string{"a", "b", "c", news.SharedGuild}
	modelOutlets = []string{"Wire", "Post", "Gazette", "Daily"}
)

// fill files reports at random, some of them reprints of others, some
// revised, each from one or two sources, and keeps what it did.
func fill(t *testing.T, c *corpus, seed uint64) *model {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 1))
	m := &model{reports: make(map[string]*report), ids: make(map[string]int64)}
	var a news.Article
	for i := range 24 {
		if reprints := i%3 != 0; !reprints {
			a.Text, a.Seen = prose(random), time.Date(2031, 3, 2+random.IntN(20), 0, 0, 0, 0, time.UTC)
		}
		a.URL, a.Title = fmt.Sprint("https://news.example/", i), "Dispatch of the number "+invented(random)
		a.Outlet = modelOutlets[random.IntN(len(modelOutlets))]
		a.Published = published(random, a.Seen)
		m.add(t, c, random, a)
	}
	for _, f := range c.everything(t) {
		m.ids[f.URL] = f.ID
	}
	return m
}

// published is a time on a day: the day, a time of it, or none.
func published(random *rand.Rand, day time.Time) news.Moment {
	switch random.IntN(5) {
	case 0:
		return news.Moment{}
	case 1, 2:
		return news.Moment{Time: day, DayOnly: true}
	}
	return news.At(day.Add(-time.Duration(random.IntN(86400)) * time.Second))
}

// add files one report with its revisions, under one source or two.
func (m *model) add(t *testing.T, c *corpus, random *rand.Rand, a news.Article) {
	t.Helper()
	r := &report{outlet: a.Outlet, published: a.Published, versions: []version{{a.Title, a.Text, a.KnownFrom()}}}
	all := []news.Article{a}
	for range random.IntN(3) {
		a.Seen = a.Seen.Add(time.Duration(1+random.IntN(72)) * time.Hour)
		paragraphs := strings.Split(a.Text, "\n\n")
		paragraphs[random.IntN(len(paragraphs))] = prose(random)
		a.Text = strings.Join(paragraphs, "\n\n")
		if random.IntN(2) == 0 {
			a.Title += ", as " + invented(random)
		}
		all = append(all, a)
		r.versions = append(r.versions, version{a.Title, a.Text, a.Seen})
	}
	m.reports[a.URL] = r
	for range 1 + random.IntN(2) {
		guild := modelGuilds[random.IntN(len(modelGuilds))]
		r.guilds = append(r.guilds, guild)
		c.file(t, guild, "source of "+guild, all...)
	}
}

// prose is up to eight paragraphs of invented words, names and numbers, some
// of which speak of a subject.
func prose(random *rand.Rand) string {
	paragraphs := make([]string, 1+random.IntN(8))
	for i := range paragraphs {
		var sentences []string
		for range 4 {
			words := make([]string, 14)
			for j := range words {
				words[j] = invented(random)
			}
			words[3] = fmt.Sprint(2+random.IntN(900), " ", words[3])
			words[6] = strings.ToUpper(words[6][:1]) + words[6][1:]
			if random.IntN(6) == 0 {
				words[9] = subjects[random.IntN(len(subjects))]
			}
			sentences = append(sentences, "The "+strings.Join(words, " ")+".")
		}
		paragraphs[i] = strings.Join(sentences, " ")
	}
	return strings.Join(paragraphs, "\n\n")
}

// invented is a word that means nothing.
func invented(random *rand.Rand) string {
	pick := func(parts ...string) string { return parts[random.IntN(len(parts))] }
	return string(rune('b'+random.IntN(20))) + pick("alun", "orit", "emak", "ubis", "iver", "osta") + pick("da", "po", "ske", "rru", "mi", "lo")
}

// everything lists the articles held.
func (c *corpus) everything(t *testing.T) []news.Article {
	t.Helper()
	var all []news.Article
	for _, guild := range modelGuilds {
		for _, f := range c.retrieveAll(t, news.Question{Text: "dispatch", Guild: guild}, 0).Found {
			all = append(all, f.Article)
			all = append(all, f.Copies...)
		}
	}
	return all
}
