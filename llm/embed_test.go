package llm_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"attache/internal/llmtest"
	"attache/internal/newstest"
	"attache/llm"
)

// embedder asks the scripted server in process, for synctest.
func embedder(srv *llmtest.Server, change ...func(*llm.Options)) *llm.Embedder {
	options := llm.Options{
		BaseURL: "http://model.test/v1", APIKey: key, Model: llmtest.EmbedModel,
		HTTPClient: &http.Client{Transport: srv.Transport()},
	}
	for _, c := range change {
		c(&options)
	}
	return llm.NewEmbedder(options)
}

// texts are so many different ones.
func texts(count int) []string {
	made := make([]string, count)
	for i := range made {
		made[i] = fmt.Sprintf("Vastria sent envoy %d to Oland", i)
	}
	return made
}

// areOf fails unless the vectors are those of the texts, in their order.
func areOf(t *testing.T, vectors [][]float32, texts []string, dimension int) {
	t.Helper()
	if len(vectors) != len(texts) {
		t.Fatalf("%d vectors for %d texts", len(vectors), len(texts))
	}
	for i, v := range vectors {
		want := llmtest.BagOfWords(texts[i], dimension)
		for n := range want {
			if len(v) != dimension || v[n] != float32(want[n]) {
				t.Fatalf("vector %d is not that of %q", i, texts[i])
			}
		}
	}
}

func TestEmbed(t *testing.T) {
	t.Run("gives each text its vector, in requests of bounded size", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			srv := llmtest.New(t)
			all := append(texts(150), strings.Repeat("wörd ", 1500), strings.Repeat("Lage ", 1500))
			vectors, err := embedder(srv).Embed(t.Context(), all)
			if err != nil {
				t.Fatal(err)
			}
			areOf(t, vectors, all, llmtest.Dimension)
			for _, r := range srv.EmbeddingRequests() {
				if size := len(strings.Join(r.Input, "")); len(r.Input) > 64 || size > 128<<10 || !r.HasKey || r.EncodingFormat != "float" {
					t.Errorf("a request of %d texts, %d bytes, %q", len(r.Input), size, r.EncodingFormat)
				}
			}
		})
	})

	t.Run("puts vectors in the order of the texts by their index", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			srv := llmtest.New(t)
			srv.ScriptEmbeddings(llmtest.Embed(16, func(e []llmtest.Embedding) []llmtest.Embedding { slices.Reverse(e); return e }))
			vectors, err := embedder(srv).Embed(t.Context(), texts(5))
			if err != nil {
				t.Fatal(err)
			}
			areOf(t, vectors, texts(5), 16)
		})
	})

	t.Run("cuts what is longer than any model takes, at a whole character", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			srv := llmtest.New(t)
			if _, err := embedder(srv).Embed(t.Context(), []string{strings.Repeat("世", 100_000)}); err != nil {
				t.Fatal(err)
			}
			if got := srv.EmbeddingRequests()[0].Input[0]; utf8.RuneCountInString(got) != 8000 || !utf8.ValidString(got) {
				t.Errorf("%d characters", utf8.RuneCountInString(got))
			}
		})
	})

	t.Run("makes no request for no texts", func(t *testing.T) {
		srv := llmtest.New(t)
		if vectors, err := embedder(srv).Embed(t.Context(), nil); err != nil || len(vectors) != 0 || len(srv.EmbeddingRequests()) != 0 {
			t.Errorf("%v, %v", vectors, err)
		}
	})
}

func TestEmbedFitsTextsToTheModel(t *testing.T) {
	for name, refusal := range map[string]struct {
		status  int
		message string
	}{
		"OpenAI's way":                    {400, "This model's maximum context length is 512 tokens."},
		"llama.cpp's way":                 {500, "input is too large to process. increase the physical batch size"},
		"text-embeddings-inference's way": {413, "`inputs` must have less than 512 tokens. Given: 800"},
		"Ollama's way":                    {400, "the input length exceeds the context length"},
	} {
		t.Run("cutting those that are refused in "+name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				srv := llmtest.New(t)
				long := func(text string) bool { return len(text) > 600 }
				srv.ScriptEmbeddings(llmtest.Refuse(long, refusal.status, refusal.message, llmtest.Embed(8)))
				e := embedder(srv)
				all := append(texts(7), strings.Repeat("x", 3000))
				vectors, err := e.Embed(t.Context(), all)
				if err != nil {
					t.Fatal(err)
				}
				areOf(t, vectors[:7], texts(7), 8)
				before := len(srv.EmbeddingRequests())
				if _, err := e.Embed(t.Context(), []string{strings.Repeat("y", 3000)}); err != nil {
					t.Fatal(err)
				}
				if more := len(srv.EmbeddingRequests()) - before; more != 1 {
					t.Errorf("%d requests once the limit is known", more)
				}
			})
		})
	}

	t.Run("parting batches of more texts than the server takes", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			srv := llmtest.New(t)
			srv.ScriptEmbeddings(llmtest.Fail(422, "", "batch size 8 > maximum allowed batch size 4"), llmtest.Embed(8))
			vectors, err := embedder(srv).Embed(t.Context(), texts(8))
			if err != nil {
				t.Fatal(err)
			}
			areOf(t, vectors, texts(8), 8)
		})
	})

	t.Run("but not without end", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			srv := llmtest.New(t)
			srv.ScriptEmbeddings(llmtest.Fail(400, "context_length_exceeded", "no"))
			_, err := embedder(srv).Embed(t.Context(), []string{strings.Repeat("x", 3000)})
			if got := sentence(t, err); !strings.Contains(got, "too long for the model") || !strings.Contains(got, "ATTACHE_EMBED_MODEL") || len(srv.EmbeddingRequests()) > 8 {
				t.Errorf("%s (%d requests)", got, len(srv.EmbeddingRequests()))
			}
		})
	})
}

func TestEmbedFaults(t *testing.T) {
	json := func(body string) llmtest.Step { return llmtest.Raw(200, "application/json", body) }
	changed := func(change func([]llmtest.Embedding) []llmtest.Embedding) llmtest.Step {
		return llmtest.Embed(4, change)
	}
	for _, tt := range []struct {
		name string
		step llmtest.Step
		want string
	}{
		{"too few vectors", changed(func(e []llmtest.Embedding) []llmtest.Embedding { return e[1:] }), "gave 1 vectors for 2 texts; choose another with ATTACHE_EMBED_MODEL"},
		{"too many vectors", changed(func(e []llmtest.Embedding) []llmtest.Embedding { return append(e, e[0]) }), "gave 3 vectors for 2 texts"},
		{"one index twice", changed(func(e []llmtest.Embedding) []llmtest.Embedding { e[1].Index = 0; return e }), "do not say which text they are of"},
		{"an index out of range", changed(func(e []llmtest.Embedding) []llmtest.Embedding { e[1].Index = 7; return e }), "do not say which text they are of"},
		{"two dimensions at once", changed(func(e []llmtest.Embedding) []llmtest.Embedding { e[1].Vector = e[1].Vector[:3]; return e }), "vectors of 4 and of 3 numbers at once"},
		{"an empty vector", changed(func(e []llmtest.Embedding) []llmtest.Embedding { e[1].Vector = []float64{}; return e }), "a vector of 0 numbers"},
		{"a vector that is too long", llmtest.Embed(8193), "a vector of 8193 numbers"},
		{"zeros", changed(func(e []llmtest.Embedding) []llmtest.Embedding { clear(e[0].Vector); return e }), "a vector without a direction"},
		{"nulls", json(`{"data":[{"index":0,"embedding":[null,null]},{"index":1,"embedding":[1,2]}]}`), "a vector without a direction"},
		{"NaN", json(`{"data":[{"index":0,"embedding":[NaN,1]},{"index":1,"embedding":[1,2]}]}`), "does not answer like a model server"},
		{"numbers beyond all bounds", json(`{"data":[{"index":0,"embedding":[1e39,1]},{"index":1,"embedding":[1,2]}]}`), "does not answer like a model server"},
		{"an error with status 200", json(`{"error":{"message":"out of memory"}}`), "gave 0 vectors for 2 texts"},
		{"a web page", llmtest.Raw(200, "text/html", "<h1>Welcome</h1>"), "does not answer like a model server; check OPENAI_BASE_URL"},
		{"an endless answer", json(`{"data":[{"object":"` + strings.Repeat("x", 17<<20)), "does not answer like a model server"},
		{"half an answer", json(`{"data":[{"index":0,`), "broke off in the middle"},
		{"an unknown model", llmtest.Fail(404, "model_not_found", "no"), `The model "scripted-embed-1" is not known to the server at model.test; check ATTACHE_EMBED_MODEL.`},
		{"a wrong path", llmtest.Raw(404, "text/plain", "404 page not found"), "has no embeddings at this address"},
		{"a server started without embeddings", llmtest.Fail(501, "", "This server does not support embeddings."), "offers no embeddings; start it with a model that does"},
		{"a wrong key", llmtest.Fail(401, "", "no"), "does not accept the key; check OPENAI_API_KEY"},
		{"too many requests", llmtest.Fail(429, "", "slow down"), "takes no more requests for now"},
		{"trouble at the server", llmtest.Fail(503, "", "loading"), "reports trouble of its own"},
	} {
		t.Run("explains "+tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				srv := llmtest.New(t)
				srv.ScriptEmbeddings(tt.step)
				vectors, err := embedder(srv).Embed(t.Context(), texts(2))
				if got := sentence(t, err); !strings.Contains(got, tt.want) || vectors != nil {
					t.Errorf("got %q\n(%v)", got, err)
				}
			})
		})
	}

	t.Run("explains that no model is named", func(t *testing.T) {
		_, err := llm.NewEmbedder(llm.Options{}).Embed(t.Context(), texts(1))
		if got := sentence(t, err); !strings.Contains(got, "set ATTACHE_EMBED_MODEL") {
			t.Error(got)
		}
	})
}

func TestEmbedRetriesAndDeadlines(t *testing.T) {
	t.Run("tries again as long as the server asks", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			srv := llmtest.New(t)
			srv.ScriptEmbeddings(llmtest.RetryAfter(9), llmtest.Fail(503, "", "loading"), llmtest.Embed(8))
			began := time.Now()
			vectors, err := embedder(srv).Embed(t.Context(), texts(3))
			if err != nil {
				t.Fatal(err)
			}
			areOf(t, vectors, texts(3), 8)
			if took := time.Since(began); took < 9*time.Second || took > 12*time.Second {
				t.Errorf("took %s", took)
			}
		})
	})

	t.Run("ends with its deadline at a server that says nothing", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			srv := llmtest.New(t)
			srv.ScriptEmbeddings(llmtest.Stall())
			began := time.Now()
			_, err := embedder(srv, seconds(1, 1, 7)).Embed(t.Context(), texts(3))
			if got := sentence(t, err); !strings.Contains(got, "took too long") || time.Since(began) != 7*time.Second {
				t.Errorf("%s after %s", got, time.Since(began))
			}
		})
	})

	t.Run("ends with the context, and says so", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			srv := llmtest.New(t)
			srv.ScriptEmbeddings(llmtest.Stall())
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(time.Second, cancel)
			if _, err := embedder(srv).Embed(ctx, texts(1)); !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
		})
	})
}

// FuzzEmbeddings feeds an Embedder whatever a server might send.
func FuzzEmbeddings(f *testing.F) {
	f.Add(200, "application/json", `{"data":[{"index":0,"embedding":[1,2]}]}`)
	f.Add(200, "application/json", `{"data":[{"index":-1,"embedding":null}]}`)
	f.Add(200, "", `{"data":[{"index":0,"embedding":"AACAPw=="}]}`)
	f.Add(422, "application/json", `{"error":"batch size","error_type":"Validation"}`)
	f.Fuzz(func(t *testing.T, status int, kind, body string) {
		if status < 200 || status > 599 || strings.ContainsAny(kind, "\r\n") {
			t.Skip("no sound header")
		}
		synctest.Test(t, func(t *testing.T) {
			srv := llmtest.New(t)
			srv.ScriptEmbeddings(llmtest.Raw(status, kind, body))
			vectors, err := embedder(srv).Embed(t.Context(), []string{"Oland"})
			if err == nil && (len(vectors) != 1 || len(vectors[0]) == 0) {
				t.Errorf("%v", vectors)
			}
		})
	})
}

func TestEmbedKeepsKeysHidden(t *testing.T) {
	const token = "query-token-88"
	for name, step := range map[string]llmtest.Step{
		"in a server's message": llmtest.Fail(401, "", "You sent "+key+" and "+token),
		"in a page":             llmtest.Raw(502, "text/html", key+token),
		"in what is too large":  llmtest.Fail(413, "", "too large: "+key+token),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var log newstest.Log
				srv := llmtest.New(t)
				srv.ScriptEmbeddings(step)
				e := embedder(srv, logTo(&log), func(o *llm.Options) { o.BaseURL += "?token=" + token })
				_, err := e.Embed(t.Context(), []string{strings.Repeat("x", 300)})
				if err == nil {
					t.Fatal("it went well")
				}
				if shown := log.String() + err.Error(); strings.Contains(shown, key) || strings.Contains(shown, token) {
					t.Errorf("a key is in %s", shown)
				}
			})
		})
	}
}
