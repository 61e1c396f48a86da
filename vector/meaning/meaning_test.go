package meaning

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"attache/internal/llmtest"
	"attache/llm"
	"attache/vector"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// kept finds passage 7, where the question's vector has its dimension.
type kept struct {
	dimension int
	err       error
}

func (k kept) Search(_ context.Context, query []float32, allowed func(int64) bool, _ int) ([]vector.Hit, error) {
	switch {
	case k.err != nil:
		return nil, k.err
	case len(query) != k.dimension:
		return nil, vector.ErrDimension
	case !allowed(7):
		return nil, nil
	}
	return []vector.Hit{{Passage: 7, Similarity: 0.5}}, nil
}

// finder asks the scripted server, and keeps its log.
func finder(t *testing.T, v vectors, script ...llmtest.Step) (*Finder, *llmtest.Server, *bytes.Buffer) {
	t.Helper()
	srv := llmtest.New(t)
	srv.ScriptEmbeddings(script...)
	e := llm.NewEmbedder(llm.Options{
		BaseURL: "http://model.test/v1", Model: llmtest.EmbedModel, HTTPClient: &http.Client{Transport: srv.Transport()},
	})
	log := &bytes.Buffer{}
	return New(e, v, Options{Model: llmtest.EmbedModel, Logger: slog.New(slog.NewTextHandler(log, nil))}), srv, log
}

func any7(passage int64) bool { return passage == 7 }

func ask(t *testing.T, f *Finder) int {
	t.Helper()
	return len(f.Nearest(t.Context(), "Who signed?", any7, 5))
}

func TestNearest(t *testing.T) {
	t.Run("finds what is allowed", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f, srv, log := finder(t, kept{dimension: 8}, llmtest.Embed(8))
			if hits := f.Nearest(t.Context(), "Who signed?", any7, 5); len(hits) != 1 || hits[0].Passage != 7 {
				t.Errorf("found %v", hits)
			}
			if hits := f.Nearest(t.Context(), "Who signed?", func(int64) bool { return false }, 5); len(hits) != 0 {
				t.Errorf("found %v", hits)
			}
			if srv.EmbeddingRequests()[0].Input[0] != "Who signed?" || log.Len() > 0 {
				t.Errorf("%+v: %s", srv.EmbeddingRequests(), log)
			}
		})
	})

	t.Run("lets one question wait for a dead server, the others not at all, and finds again when it lives", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f, srv, log := finder(t, kept{dimension: 8}, llmtest.Stall())
			began := time.Now()
			for range 10 {
				if found := ask(t, f); found != 0 {
					t.Errorf("found %d", found)
				}
			}
			if took := time.Since(began); took != defaultWithin || len(srv.EmbeddingRequests()) != 1 {
				t.Errorf("ten questions took %s and %d requests", took, len(srv.EmbeddingRequests()))
			}
			<-time.After(defaultRest + time.Second)
			ask(t, f)
			srv.ScriptEmbeddings(llmtest.Embed(8))
			<-time.After(defaultRest + time.Second)
			if found := ask(t, f); found != 1 {
				t.Errorf("found %d once it lived", found)
			}
			if n := strings.Count(log.String(), "by words alone"); n != 1 || !strings.Contains(log.String(), "by meaning again") {
				t.Errorf("told %d times: %s", n, log)
			}
		})
	})

	t.Run("finds nothing by a model whose dimension has changed, and says so once", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f, srv, log := finder(t, kept{dimension: 8}, llmtest.Embed(16))
			for range 3 {
				if found := ask(t, f); found != 0 {
					t.Errorf("found %d", found)
				}
			}
			if n := strings.Count(log.String(), "attache embed makes them anew"); n != 1 || len(srv.EmbeddingRequests()) != 3 {
				t.Errorf("told %d times after %d requests: %s", n, len(srv.EmbeddingRequests()), log)
			}
		})
	})

	for name, script := range map[string]llmtest.Step{
		"an error":    llmtest.Fail(401, "", "no"),
		"not numbers": llmtest.Raw(200, "application/json", `{"data":[{"index":0,"embedding":[NaN]}]}`),
		"a web page":  llmtest.Raw(200, "text/html", "<h1>Hello</h1>"),
		"no vectors":  llmtest.Embed(8, func([]llmtest.Embedding) []llmtest.Embedding { return nil }),
	} {
		t.Run("finds nothing by a server that answers with "+name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f, _, log := finder(t, kept{dimension: 8}, script)
				if found := ask(t, f); found != 0 || !strings.Contains(log.String(), "by words alone") {
					t.Errorf("found %d: %s", found, log)
				}
			})
		})
	}

	t.Run("finds nothing where the vectors cannot be read", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f, _, log := finder(t, kept{err: errors.New("damaged")}, llmtest.Embed(8))
			if found := ask(t, f); found != 0 || !strings.Contains(log.String(), "damaged") {
				t.Errorf("found %d: %s", found, log)
			}
		})
	})

	t.Run("does not hold a reader who goes against the server", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f, srv, log := finder(t, kept{dimension: 8}, llmtest.Stall())
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(100*time.Millisecond, cancel)
			f.Nearest(ctx, "Who?", any7, 5)
			srv.ScriptEmbeddings(llmtest.Embed(8))
			if found := ask(t, f); found != 1 || log.Len() > 0 {
				t.Errorf("found %d: %s", found, log)
			}
		})
	})

	t.Run("serves many at once", func(t *testing.T) {
		f, _, _ := finder(t, kept{dimension: 8}, llmtest.Embed(8))
		var readers sync.WaitGroup
		for range 20 {
			readers.Go(func() {
				if found := ask(t, f); found != 1 {
					t.Errorf("found %d", found)
				}
			})
		}
		readers.Wait()
	})
}
