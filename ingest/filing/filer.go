package filing

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"attache/index"
	"attache/ingest/quote"
	"attache/ingest/story"
	"attache/news"
)

// archive is what filing asks of the store.
type archive interface {
	// Held reads what is stored under each of the addresses and aliases.
	Held(ctx context.Context, names []string) (map[string]news.Held, error)
	// LivePassages reads the passages of an article that no revision replaced.
	LivePassages(ctx context.Context, article int64) ([]news.Passage, error)
	// OutletIDs numbers outlets; fold says which names are the same one.
	OutletIDs(ctx context.Context, names []string, fold func(string) string) (map[string]int64, error)
	// SourceSet numbers a set of sources.
	SourceSet(ctx context.Context, sources []int64) (int64, error)
	// Commit writes a batch whole; news.ErrStale when what it was decided on
	// has changed.
	Commit(ctx context.Context, b news.Batch) error
	storyArchive
}

const (
	// batchArticles is how many articles are committed at a time.
	batchArticles = 256
	// batchBytes bounds the text of a batch of more than one article, so that
	// its passages, of 120 words or more, stay far below index.SegmentSize.
	batchBytes = 8 << 20
	// commitAttempts bounds how often a batch is decided anew because
	// another process wrote to the same articles.
	commitAttempts = 8
)

// FilerOptions are the parts of a Filer that have defaults.
type FilerOptions struct {
	// Committed is called after each batch, for example to nudge a merge.
	Committed func()
	// Now is the clock; time.Now when nil.
	Now func() time.Time
	// Logger is silent when nil.
	Logger *slog.Logger
}

// Filer puts articles into the archive: it splits them into passages,
// indexes those, and commits both together. It is safe for concurrent use.
type Filer struct {
	archive   archive
	sentences splitter
	analysers index.Analysers
	stories   *stories
	options   FilerOptions
}

// NewFiler returns a Filer that writes to the archive.
func NewFiler(a archive, sentences splitter, options FilerOptions) *Filer {
	if options.Committed == nil {
		options.Committed = func() {}
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	return &Filer{
		archive:   a,
		sentences: sentences,
		analysers: index.NewAnalysers(),
		stories:   newStories(a, options.Logger),
		options:   options,
	}
}

// File stores articles that came from a source. An article whose words are
// held already is left alone (but remembered as coming from this source
// too); one whose words changed becomes a new revision. Articles need a URL
// and a text; Seen may be zero, which means now for what is new and "at
// some time" for what may be an old version read again.
func (f *Filer) File(ctx context.Context, source int64, articles []news.Article) (news.Filed, error) {
	var filed news.Filed
	for batch := range batches(articles) {
		counts, err := f.fileBatch(ctx, source, batch)
		if err != nil {
			return filed, fmt.Errorf("filing %d articles: %w", len(batch), err)
		}
		filed.Add(counts)
	}
	return filed, nil
}

// batches yields runs of articles of a bounded length in which no article
// stands twice under any of its names, so that each version is decided on
// the one before.
func batches(articles []news.Article) func(yield func([]news.Article) bool) {
	return func(yield func([]news.Article) bool) {
		seen := make(map[string]bool)
		from, size := 0, 0
		for i, a := range articles {
			names := namesOf(a)
			full := i-from == batchArticles || size+len(a.Text) > batchBytes
			if i > from && (full || slices.ContainsFunc(names, func(name string) bool { return seen[name] })) {
				if !yield(articles[from:i]) {
					return
				}
				from, size = i, 0
				clear(seen)
			}
			for _, name := range names {
				seen[name] = true
			}
			size += len(a.Text)
		}
		if from < len(articles) {
			yield(articles[from:])
		}
	}
}

func (f *Filer) fileBatch(ctx context.Context, source int64, articles []news.Article) (news.Filed, error) {
	tidied := make([]news.Article, len(articles))
	var names []string
	for i, a := range articles {
		tidied[i] = tidy(a)
		names = append(names, namesOf(a)...)
	}
	var err error
	for range commitAttempts {
		var held map[string]news.Held
		if held, err = f.archive.Held(ctx, names); err != nil {
			return news.Filed{}, err
		}
		first, again := f.onceEach(tidied, held)
		var batch news.Batch
		var filed news.Filed
		if batch, filed, err = f.decide(ctx, source, first, held); err != nil {
			return news.Filed{}, err
		}
		if err = f.commit(ctx, batch); err == nil {
			if len(again) > 0 {
				more, err := f.fileBatch(ctx, source, again)
				filed.Add(more)
				return filed, err
			}
			return filed, nil
		}
		if !errors.Is(err, news.ErrStale) {
			return news.Filed{}, err
		}
		f.options.Logger.Debug("another process wrote the same articles; deciding anew")
	}
	return news.Filed{}, err
}

// onceEach parts articles into those that come first of what is held, and
// those that are held under another name as the same.
func (f *Filer) onceEach(articles []news.Article, held map[string]news.Held) (first, again []news.Article) {
	seen := make(map[int64]bool)
	for _, a := range articles {
		_, h, known := f.identify(a, held)
		switch {
		case known && seen[h.Article]:
			again = append(again, a)
		case known:
			seen[h.Article] = true
			first = append(first, a)
		default:
			first = append(first, a)
		}
	}
	return first, again
}

// commit writes a batch, if there is anything in it, and finds the stories
// of what is new.
func (f *Filer) commit(ctx context.Context, batch news.Batch) error {
	if len(batch.Filings) == 0 {
		return nil
	}
	if err := f.archive.Commit(ctx, batch); err != nil {
		return err
	}
	f.options.Committed()
	// The articles are filed: copies that could not be looked for now are
	// looked for the next time.
	if err := f.stories.settle(ctx); err != nil {
		f.options.Logger.WarnContext(ctx, "copies not looked for", "error", err)
	}
	return nil
}

// decide works out what the batch changes, given what is held.
func (f *Filer) decide(ctx context.Context, source int64, articles []news.Article, held map[string]news.Held) (news.Batch, news.Filed, error) {
	var filed news.Filed
	var drafts []*draft
	for _, a := range articles {
		a, h, known := f.identify(a, held)
		d := f.compare(a, h, known, source)
		d.needed = d.needed || known && slices.ContainsFunc(a.Aliases, func(name string) bool { return held[name].Article == 0 })
		switch {
		case d.filing.Revised && !known:
			filed.New++
		case d.filing.Revised:
			filed.Changed++
		default:
			filed.Unchanged++
		}
		if d.filing.Revised || d.needed {
			drafts = append(drafts, d)
		}
	}
	if len(drafts) == 0 {
		return news.Batch{}, filed, nil
	}
	if err := f.number(ctx, drafts); err != nil {
		return news.Batch{}, filed, err
	}
	if err := f.prepare(ctx, drafts); err != nil {
		return news.Batch{}, filed, err
	}
	return assemble(drafts), filed, nil
}

// number looks up the numbers of the outlets and sets of sources.
func (f *Filer) number(ctx context.Context, drafts []*draft) error {
	var names []string
	for _, d := range drafts {
		names = append(names, d.filing.Article.Outlet)
	}
	slices.Sort(names)
	outlets, err := f.archive.OutletIDs(ctx, slices.Compact(names), FoldOutlet)
	if err != nil {
		return err
	}
	sets := make(map[string]int64)
	for _, d := range drafts {
		d.filing.Outlet = outlets[d.filing.Article.Outlet]
		key := fmt.Sprint(d.sources)
		if _, ok := sets[key]; !ok {
			if sets[key], err = f.archive.SourceSet(ctx, d.sources); err != nil {
				return err
			}
		}
		d.filing.SourceSet = sets[key]
	}
	return nil
}

// prepare splits and weighs what is new, on all cores.
func (f *Filer) prepare(ctx context.Context, drafts []*draft) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, d := range drafts {
		if !d.filing.Revised {
			continue
		}
		group.Go(func() error {
			article := d.filing.Article
			sentences := f.sentences.Split(article.Text)
			passages := splitPassages(article.Text, sentences)
			if article.ID != 0 {
				live, err := f.archive.LivePassages(ctx, article.ID)
				if err != nil {
					return err
				}
				passages = d.keep(live, passages)
			}
			analyser := f.analysers.Get()
			defer f.analysers.Put(analyser)
			d.weigh(analyser, passages, quote.Find(article.Text, sentences))
			sketch, err := story.NewSketch(article.Title, article.Text).MarshalBinary()
			if err != nil {
				return err
			}
			d.filing.Sketch = sketch
			return ctx.Err()
		})
	}
	return group.Wait()
}
