package filing_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"attache/ingest/filing"
	"attache/news"
	"attache/store"
)

func TestTwoFilersOnOneFile(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	var articles []news.Article
	for i := range 60 {
		url := fmt.Sprintf("https://lakeside.example/%d", i)
		articles = append(articles, article(url, fmt.Sprintf("Report %d", i), paragraphs("canal", 2)))
	}
	filers := []*filing.Filer{a.Filer, newFiler(t, openStore(t, a.path))}
	filed := make([]news.Filed, len(filers))
	errs := make([]error, len(filers))
	var wait sync.WaitGroup
	for i, f := range filers {
		wait.Go(func() {
			// Small calls make it likely that both decide on the same state.
			for from := 0; from < len(articles) && errs[i] == nil; from += 5 {
				var counts news.Filed
				counts, errs[i] = f.File(t.Context(), a.source, articles[from:from+5])
				filed[i].Add(counts)
			}
		})
	}
	wait.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	filed[0].Add(filed[1])
	if want := (news.Filed{New: 60, Unchanged: 60}); filed[0] != want {
		t.Errorf("filed %+v, want %+v", filed[0], want)
	}
	rows := a.rows(t)
	if rows["articles"] != 60 || rows["revisions"] != 60 || rows["passages"] != 60 {
		t.Errorf("rows: %v", rows)
	}
}

// rival writes the same article through another Filer before each of the
// first commits, so that they come too late.
type rival struct {
	*store.Store
	writes []func() error
}

func (r *rival) Commit(ctx context.Context, b news.Batch) error {
	if len(r.writes) > 0 {
		write := r.writes[0]
		r.writes = r.writes[1:]
		if err := write(); err != nil {
			return err
		}
	}
	return r.Store.Commit(ctx, b)
}

func TestACommitThatComesTooLateIsDecidedAnew(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	version := func(subject string) news.Article { return article(address, "Canal talks", paragraphs(subject, 3)) }
	write := func(subject string) func() error {
		return func() error {
			_, err := a.File(context.Background(), a.source, []news.Article{version(subject)})
			return err
		}
	}
	sentences, err := newSplitter()
	if err != nil {
		t.Fatal(err)
	}
	late := &rival{Store: a.store, writes: []func() error{write("canal"), write("lock")}}
	filer := filing.NewFiler(late, sentences, filing.FilerOptions{})

	t.Run("on what the other process wrote", func(t *testing.T) {
		filed, err := filer.File(t.Context(), a.source, []news.Article{version("quay")})
		if err != nil {
			t.Fatal(err)
		}
		if want := (news.Filed{Changed: 1}); filed != want {
			t.Errorf("filed %+v, want %+v", filed, want)
		}
		if held := a.held(t, address); held.Newest().Number != 3 || held.Newest().Text != version("quay").Text {
			t.Errorf("held: %+v", held.Newest())
		}
	})
	t.Run("and given up when it never ends", func(t *testing.T) {
		for i := range 20 {
			late.writes = append(late.writes, write(fmt.Sprint("bridge ", i)))
		}
		_, err := filer.File(t.Context(), a.source, []news.Article{version("tower")})
		if !errors.Is(err, news.ErrStale) {
			t.Errorf("error %v, want ErrStale", err)
		}
		if len(late.writes) == 0 {
			t.Error("it was tried without end")
		}
	})
}
