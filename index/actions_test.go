package index_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"pgregory.net/rapid"

	"attache/index"
	"attache/news"
)

// words draws a text of whole sentences. Only its size and a seed are drawn,
// since drawing each word would take most of the test's time.
func words(t *rapid.T, least, most int) string {
	count := rapid.IntRange(least, most).Draw(t, "sentences")
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
	var text []string
	for range count {
		line := []string{"Then"}
		for range 3 + random.IntN(6) {
			line = append(line, vocabulary[random.IntN(len(vocabulary))])
		}
		text = append(text, strings.Join(line, " ")+" again.")
	}
	return strings.Join(text, " ")
}

func (a *archive) process(t *rapid.T) *process {
	return rapid.SampledFrom(a.processes).Draw(t, "process")
}

// someURL draws an article that is held.
func (a *archive) someURL(t *rapid.T) string {
	if len(a.urls) == 0 {
		t.Skip("nothing is held")
	}
	return rapid.SampledFrom(a.urls).Draw(t, "url")
}

// file files one version of an article from a carrier's source, and counts
// it into the model.
func (a *archive) file(t *rapid.T, url, carrier string, v version) {
	r, known := a.reports[url]
	if !known {
		r = &report{carriers: make(map[string]bool), outlet: rapid.SampledFrom(outlets).Draw(t, "outlet")}
		if rapid.IntRange(0, 4).Draw(t, "dated") > 0 {
			age := time.Duration(rapid.IntRange(0, 48).Draw(t, "age")) * time.Hour
			r.published = news.At(a.clock.Add(-age))
			v.knownFrom = r.published.Time
		}
		a.reports[url] = r
		a.urls = append(a.urls, url)
	}
	article := news.Article{
		URL: url, Outlet: r.outlet, Title: v.title, Text: v.text, Published: r.published, Seen: a.clock,
	}
	filed, err := a.process(t).filer.File(a.ctx, a.sources[carrier], []news.Article{article})
	if err != nil {
		t.Fatal(err)
	}
	if filed.New+filed.Changed == 1 {
		r.versions = append(r.versions, v)
	}
	r.carriers[carrier] = true
}

func (a *archive) fileNew(t *rapid.T) {
	a.clock = a.clock.Add(time.Hour)
	url := fmt.Sprintf("https://wire.example/%d", a.clock.Unix())
	a.file(t, url, rapid.SampledFrom(carriers).Draw(t, "carrier"),
		version{title: words(t, 0, 1), text: words(t, 1, 50), knownFrom: a.clock})
}

// fileMany files enough, one by one, that merging becomes due.
func (a *archive) fileMany(t *rapid.T) {
	for range index.MaxTails / 2 {
		a.clock = a.clock.Add(time.Hour)
		a.file(t, fmt.Sprintf("https://wire.example/%d", a.clock.Unix()), carriers[0],
			version{title: words(t, 0, 1), text: words(t, 1, 4), knownFrom: a.clock})
	}
}

// revise files a later version: another title, another text, or a text that
// changed from some sentence on, so that passages before it stand.
func (a *archive) revise(t *rapid.T) {
	url := a.someURL(t)
	a.clock = a.clock.Add(time.Hour)
	before := a.reports[url].versions
	v := before[len(before)-1]
	v.knownFrom = a.clock
	switch rapid.SampledFrom([]string{"title", "text", "end"}).Draw(t, "change") {
	case "title":
		v.title = words(t, 1, 1)
	case "text":
		v.text = words(t, 1, 50)
	case "end":
		kept := strings.SplitAfter(v.text, "again. ")
		v.text = strings.Join(kept[:rapid.IntRange(0, len(kept)-1).Draw(t, "kept")], "") + words(t, 1, 5)
	}
	a.file(t, url, rapid.SampledFrom(carriers).Draw(t, "carrier"), v)
}

// carry files what is held of an article once more, from some source.
func (a *archive) carry(t *rapid.T) {
	url := a.someURL(t)
	versions := a.reports[url].versions
	before := len(versions)
	a.file(t, url, rapid.SampledFrom(carriers).Draw(t, "carrier"), versions[before-1])
	if after := len(a.reports[url].versions); after != before {
		t.Fatalf("the same words made a revision of %s", url)
	}
}

func (a *archive) remove(t *rapid.T) {
	url, p := a.someURL(t), a.process(t)
	a.read(t, p) // the words of what is deleted count until they are merged away
	if found, err := p.store.DeleteArticle(a.ctx, url); err != nil || !found {
		t.Fatalf("deleting %s: %v, %v", url, found, err)
	}
	for id, e := range a.seen {
		if e.Article.URL == url {
			a.witness.bury(id)
		}
	}
	delete(a.reports, url)
	a.urls = slices.DeleteFunc(a.urls, func(u string) bool { return u == url })
}

func (a *archive) merge(t *rapid.T) {
	p := a.process(t)
	var err error
	switch all := rapid.Bool().Draw(t, "all"); rapid.SampledFrom([]string{"merge", "tidy", "sweep"}).Draw(t, "work") {
	case "merge":
		_, err = p.merger.Merge(a.ctx, all)
	case "tidy":
		err = p.merger.Tidy(a.ctx, all)
	case "sweep":
		err = p.merger.Sweep(a.ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// mergeMeanwhile has both processes merge the same segments at the same
// time, while articles are filed, revised and deleted.
func (a *archive) mergeMeanwhile(t *rapid.T) {
	if len(a.urls) < 4 {
		t.Skip("little is held")
	}
	var merging sync.WaitGroup
	failed := make(chan error, len(a.processes))
	for _, p := range a.processes {
		merging.Go(func() { failed <- p.merger.Tidy(a.ctx, true) })
	}
	defer merging.Wait()
	works := []func(*rapid.T){a.revise, a.carry, a.fileNew, a.remove}
	for _, i := range rapid.SliceOfN(rapid.IntRange(0, len(works)-1), 1, 3).Draw(t, "works") {
		works[i](t)
	}
	for range a.processes {
		if err := <-failed; err != nil {
			t.Fatal(err)
		}
	}
}
