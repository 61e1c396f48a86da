package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"attache/internal/discordtest"
	"attache/internal/llmtest"
)

// withEmbeddings lets the command use the scripted server for embeddings,
// and for nothing else.
func withEmbeddings(t *testing.T) (*attache, *llmtest.Server) {
	t.Helper()
	a, srv := newAttache(t), llmtest.New(t)
	t.Setenv("OPENAI_BASE_URL", srv.URL())
	t.Setenv("ATTACHE_EMBED_MODEL", llmtest.EmbedModel)
	a.must("import", a.file("articles.jsonl", articles))
	return a, srv
}

func TestEmbed(t *testing.T) {
	t.Run("says what is missing where no model is configured", func(t *testing.T) {
		a := newAttache(t)
		if o := a.run("embed"); o.code != exitUsage || !strings.Contains(o.err, "ATTACHE_EMBED_MODEL") || !strings.Contains(o.err, "OPENAI_BASE_URL") {
			t.Errorf("ended with %d: %s", o.code, o.err)
		}
		if out := a.must("doctor", "--offline"); !strings.Contains(out, "embeddings: no model") {
			t.Errorf("the doctor says %s", out)
		}
	})

	t.Run("embeds what there is, once", func(t *testing.T) {
		a, _ := withEmbeddings(t)
		if out := a.must("doctor", "--offline"); !strings.Contains(out, "0 of 3 passages have vectors of "+llmtest.EmbedModel) {
			t.Errorf("the doctor says %s", out)
		}
		var row embedRow
		if err := json.Unmarshal([]byte(a.must("embed", "--json")), &row); err != nil {
			t.Fatal(err)
		}
		if row.Embedded != 3 || row.Vectors != 3 || row.Passages != 3 || row.Dimension != llmtest.Dimension || !row.Anew || row.Model != llmtest.EmbedModel {
			t.Errorf("%+v", row)
		}
		if out := a.must("embed"); !strings.Contains(out, "Embedded 0 passages") || !strings.Contains(out, "3 of 3 passages have vectors") {
			t.Errorf("again: %s", out)
		}
		if out := a.must("doctor", "--offline"); !strings.Contains(out, "3 of 3 passages have vectors of "+llmtest.EmbedModel+", 128 dimensions") {
			t.Errorf("the doctor says %s", out)
		}
	})

	t.Run("explains a server that does not play its part, and questions are answered all the same", func(t *testing.T) {
		a, srv := withEmbeddings(t)
		srv.ScriptEmbeddings(llmtest.Fail(501, "", "This server does not support embeddings."))
		if o := a.run("embed"); o.code != exitFailed || !strings.Contains(o.err, "offers no embeddings") {
			t.Errorf("ended with %d: %s", o.code, o.err)
		}
		t.Setenv("OPENAI_BASE_URL", "")
		if answer := a.ask(0, "--as-of", "2031-03-10", "What did Ana Brandt say of the treaty on the Merle?"); len(answer.Citations) == 0 {
			t.Errorf("%+v", answer)
		}
	})
}

func TestEmbedGoesOnWhereItWasStopped(t *testing.T) {
	a, srv := withEmbeddings(t)
	var many strings.Builder
	for n := range 97 {
		fmt.Fprintf(&many, `{"url":"https://wire.example/more/%d","title":"Envoy %d","text":"Envoy number %d reached Oland.","published":"2031-03-04"}`+"\n", n, n, n)
	}
	a.must("import", a.file("more.jsonl", many.String()))
	srv.ScriptEmbeddings(llmtest.Embed(8), llmtest.Embed(8), llmtest.Stall())
	ctx, stop := context.WithCancel(t.Context())
	var out, errs buffer
	done := make(chan int)
	go func() {
		done <- run(ctx, []string{"--db", a.db, "embed"}, console{in: strings.NewReader(""), out: &out, err: &errs})
	}()
	for len(srv.EmbeddingRequests()) < 3 {
		select {
		case code := <-done:
			t.Fatalf("it ended with %d: %s", code, errs.String())
		case <-time.After(time.Millisecond):
		}
	}
	stop()
	if code := <-done; code != exitFailed || !strings.Contains(out.String(), "Embedded 64 passages") || !strings.Contains(errs.String(), "stopped") {
		t.Errorf("ended with %d: %s%s", code, out.String(), errs.String())
	}
	srv.ScriptEmbeddings(llmtest.Embed(8))
	if out := a.must("embed"); !strings.Contains(out, "Embedded 36 passages") || !strings.Contains(out, "100 of 100 passages") {
		t.Errorf("again: %s", out)
	}
}

func TestQuestionsAreAnsweredWhateverTheEmbeddingServerDoes(t *testing.T) {
	a := newAttache(t)
	a.must("import", a.file("articles.jsonl", articles))
	question := []string{"--as-of", "2031-03-10", "What did Ana Brandt say of the treaty on the Merle?"}
	want := a.ask(0, question...)
	srv := llmtest.New(t, llmtest.Fail(401, "", "no chat here"))
	t.Setenv("OPENAI_BASE_URL", srv.URL())
	t.Setenv("ATTACHE_EMBED_MODEL", llmtest.EmbedModel)
	a.must("embed")
	for name, step := range map[string]llmtest.Step{
		"it works":                 llmtest.Embed(llmtest.Dimension),
		"it is another dimension":  llmtest.Embed(16),
		"it fails":                 llmtest.Fail(503, "", "down"),
		"it says nothing":          llmtest.Stall(),
		"it sends what is no JSON": llmtest.Raw(200, "text/html", "<h1>Hello</h1>"),
		"it sends no numbers":      llmtest.Raw(200, "application/json", `{"data":[{"index":0,"embedding":[NaN]}]}`),
	} {
		t.Run(name, func(t *testing.T) {
			srv.ScriptEmbeddings(step)
			before := len(srv.EmbeddingRequests())
			if got := a.ask(0, question...); got.Text != want.Text {
				t.Errorf("got %q, want %q", got.Text, want.Text)
			}
			if len(srv.EmbeddingRequests()) == before {
				t.Error("the server was not asked")
			}
		})
	}
}

func TestTheBotEmbedsAsItGoesAlong(t *testing.T) {
	a, _ := withEmbeddings(t)
	log := startBot(t, a, discordtest.New(t, discordtest.Options{}))
	deadline := time.After(20 * time.Second)
	for !strings.Contains(log.String(), "embedded passages") {
		select {
		case <-deadline:
			t.Fatalf("nothing was embedded: %s", log)
		case <-time.After(20 * time.Millisecond):
		}
	}
}
