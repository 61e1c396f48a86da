package llmtest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"attache/internal/llmtest"
)

// embeddings posts a request for embeddings.
func embeddings(t *testing.T, srv *llmtest.Server, body string) (status int, answer string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, srv.URL()+"/embeddings", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	response, err := loopback(t).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(data)
}

func TestEmbeddings(t *testing.T) {
	t.Run("come in the texts' order by their index, until the script says otherwise", func(t *testing.T) {
		srv := llmtest.New(t)
		const body = `{"model":"scripted-embed-1","input":["Oland votes","Vastria waits"]}`
		status, answer := embeddings(t, srv, body)
		var got struct{ Data []llmtest.Embedding }
		if err := json.Unmarshal([]byte(answer), &got); err != nil || status != 200 || len(got.Data) != 2 {
			t.Fatalf("status %d: %s", status, answer)
		}
		if d := got.Data[1]; d.Index != 1 || len(d.Vector) != llmtest.Dimension {
			t.Errorf("%+v", d)
		}
		srv.ScriptEmbeddings(llmtest.Fail(503, "", "down"), llmtest.Embed(3))
		for _, want := range []int{503, 200, 200} {
			if status, answer := embeddings(t, srv, body); status != want {
				t.Errorf("status %d: %s", status, answer)
			}
		}
		if len(srv.EmbeddingRequests()) != 4 || srv.EmbeddingRequests()[0].Input[1] != "Vastria waits" {
			t.Errorf("%+v", srv.EmbeddingRequests())
		}
	})

	t.Run("are refused where OpenAI would", func(t *testing.T) {
		srv := llmtest.New(t)
		for body, want := range map[string]int{
			`{"model":"gpt-9","input":["x"]}`:                                         404,
			`{"model":"scripted-embed-1","input":[]}`:                                 400,
			`{"model":"scripted-embed-1","input":["x",""]}`:                           400,
			`{"model":"scripted-embed-1","input":["x"],"encoding_format":"base64"}`:   400,
			`{"model":"scripted-embed-1","input":["x"],"unheard_of":1}`:               400,
			`{"model":"scripted-embed-1","input":["x"` + strings.Repeat(`,"x"`, 2048): 400,
		} {
			if status, answer := embeddings(t, srv, body); status != want {
				t.Errorf("%.100s: status %d, want %d: %s", body, status, want, answer)
			}
		}
		if len(srv.EmbeddingRequests()) != 0 {
			t.Error("a refused request was recorded")
		}
	})

	t.Run("are near where texts share words", func(t *testing.T) {
		near := func(a, b string) (sum float64) {
			v, w := llmtest.BagOfWords(a, 128), llmtest.BagOfWords(b, 128)
			for i := range v {
				sum += v[i] * w[i]
			}
			return sum
		}
		const question = "When does Oland vote on the treaty?"
		if like, unlike := near(question, "Oland will vote on the treaty in May."), near(question, "Grain prices fell again."); like < unlike+0.3 {
			t.Errorf("like %f, unlike %f", like, unlike)
		}
	})
}
