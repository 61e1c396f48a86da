package building

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"attache/internal/llmtest"
	"attache/internal/newstest"
	"attache/llm"
	"attache/news"
	"attache/store"
	"attache/vector"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var day = time.Date(2031, 3, 4, 0, 0, 0, 0, time.UTC)

// house is a database, a model server, and a Builder between them.
type house struct {
	*store.Store
	t      testing.TB
	server *llmtest.Server
	log    *newstest.Log
	filed  int
}

func newHouse(t *testing.T) *house {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "news.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return &house{Store: s, t: t, server: llmtest.New(t), log: &newstest.Log{}}
}

// builder builds under a name for the one model that the server has.
func (h *house) builder(name string) *Builder {
	return New(h.Store, h.embedder(), Options{Model: name, Logger: slog.New(slog.NewTextHandler(h.log, nil))})
}

func (h *house) embedder() *llm.Embedder {
	return llm.NewEmbedder(llm.Options{
		BaseURL: "http://model.test/v1", Model: llmtest.EmbedModel, HTTPClient: &http.Client{Transport: h.server.Transport()},
	})
}

// build runs a build that is to succeed.
func (h *house) build(name string) Summary {
	h.t.Helper()
	summary, err := h.builder(name).Run(h.t.Context(), nil)
	if err != nil {
		h.t.Fatal(err)
	}
	return summary
}

// write files articles of one passage each.
func (h *house) write(texts ...string) {
	h.t.Helper()
	ctx := h.t.Context()
	outlets, err := h.OutletIDs(ctx, []string{"Wire"}, func(name string) string { return name })
	if err != nil {
		h.t.Fatal(err)
	}
	source, _, err := h.AddSource(ctx, news.SharedGuild, news.Source{URL: "https://wire.example/feed", Kind: news.KindFeed})
	if err != nil {
		h.t.Fatal(err)
	}
	set, err := h.SourceSet(ctx, []int64{source.ID})
	if err != nil {
		h.t.Fatal(err)
	}
	var batch news.Batch
	for _, text := range texts {
		h.filed++
		batch.Filings = append(batch.Filings, news.Filing{
			Article: news.Article{
				URL: fmt.Sprintf("https://wire.example/%d", h.filed), Revision: 1, Title: "Treaty", Text: text, Published: news.At(day), Seen: day,
			},
			Outlet: outlets["Wire"], SourceSet: set, Revised: true,
			Passages: []news.Passage{{Revision: 1, End: len(text), Text: text, ValidFrom: day}},
		})
	}
	if err := h.Commit(ctx, batch); err != nil {
		h.t.Fatal(err)
	}
}

// writeMany files so many articles with words of their own.
func (h *house) writeMany(count int) {
	texts := make([]string, count)
	for i := range texts {
		texts[i] = fmt.Sprintf("Envoy number%d reached Oland.", h.filed+i+1)
	}
	h.write(texts...)
}

// nearest gives the passages nearest to a text.
func (h *house) nearest(name, text string, limit int) []int64 {
	h.t.Helper()
	hits, err := h.search(name, text, limit)
	if err != nil {
		h.t.Fatal(err)
	}
	passages := make([]int64, len(hits))
	for i, hit := range hits {
		passages[i] = hit.Passage
	}
	return passages
}

func (h *house) search(name, text string, limit int) ([]vector.Hit, error) {
	h.t.Helper()
	query, err := h.embedder().Embed(h.t.Context(), []string{text})
	if err != nil {
		return nil, err
	}
	return vector.Open(h.Store, vector.Options{Model: name}).Search(h.t.Context(), query[0], nil, limit)
}

// run starts a Loop; stop it.
func (h *house) run(name string) (stop func()) {
	ctx, cancel := context.WithCancel(h.t.Context())
	var done sync.WaitGroup
	b := h.builder(name)
	done.Go(func() { b.Loop(ctx) })
	return func() { cancel(); done.Wait() }
}
