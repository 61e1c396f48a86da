package answer_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"attache/answer"
	"attache/index"
	"attache/ingest/filing"
	"attache/internal/llmtest"
	"attache/llm"
	"attache/news"
	"attache/retrieval/asking"
	"attache/retrieval/finding"
	"attache/sentence"
	"attache/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// newSplitter loads the sentence model once for all tests.
var newSplitter = sync.OnceValues(sentence.New)

// drafter lets the model's client draft.
type drafter struct{ client *llm.Client }

func (d drafter) Draft(ctx context.Context, system, user string, delta func(string) error) error {
	_, err := d.client.Chat(ctx, system, user, delta)
	return err
}

// now is the clock of every desk here.
var now = time.Date(2031, 3, 6, 9, 0, 0, 0, time.UTC)

// newsroom is a real database with three reports and an index.
type newsroom struct {
	store *store.Store
	filer *filing.Filer
}

func newNewsroom(t *testing.T) *newsroom {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "attache.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	sentences, err := newSplitter()
	if err != nil {
		t.Fatal(err)
	}
	r := &newsroom{store: s, filer: filing.NewFiler(s, sentences, filing.FilerOptions{Now: func() time.Time { return now }})}
	r.file(t, "2031-03-04", "https://wire.example/treaty", "Channel 9", "Vastria and Oland sign Merle treaty",
		"HALSE, March 4 (EWA) - Vastria and Oland signed the Merle water treaty in Halse on Tuesday. "+
			"The treaty gives Oland 30 percent of the river. "+
			"“It ends forty dry summers,” Vastria’s foreign minister, Ilse Brandt, told reporters.")
	r.file(t, "2031-03-05T08:30:00Z", "https://post.example/merle", "The Post", "A fair bargain on the Merle",
		"The Merle treaty was signed after 14 months of talks. Oland's president, Tomas Rell, called the treaty \"a fair bargain\".")
	r.file(t, "2031-03-05", "https://post.example/chess", "The Post", "Chess cup won", "The chess cup was won by a student from Halse.")
	return r
}

func (r *newsroom) file(t *testing.T, published, url, outlet, title, text string) {
	t.Helper()
	source, _, err := r.store.AddSource(t.Context(), news.SharedGuild, news.Source{URL: "test:shared", Kind: news.KindImport})
	if err != nil {
		t.Fatal(err)
	}
	day, err := news.ParseMoment(published)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.filer.File(t.Context(), source.ID, []news.Article{{URL: url, Outlet: outlet, Title: title, Text: text, Published: day}}); err != nil {
		t.Fatal(err)
	}
}

// desk is one without a model where the server's address is empty.
func (r *newsroom) desk(t *testing.T, baseURL string) *answer.Desk {
	t.Helper()
	options := answer.Options{
		Retriever: finding.New(finding.Options{Index: index.Open(r.store), Archive: r.store, Asker: asking.New(nil), FoldOutlet: filing.FoldOutlet}), Keeper: r.store,
		Now: func() time.Time { return now },
	}
	if baseURL != "" {
		client := llm.New(llm.Options{BaseURL: baseURL, Model: llmtest.Model})
		t.Cleanup(client.Close)
		options.Model, options.Sentences = drafter{client}, newSplitter
	}
	return answer.New(options)
}
