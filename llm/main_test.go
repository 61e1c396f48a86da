package llm_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"attache/internal/llmtest"
	"attache/internal/newstest"
	"attache/llm"
	"attache/news"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const key = "sk-very-secret-0123456789"

// client asks the scripted server over loopback.
func client(t *testing.T, srv *llmtest.Server, change ...func(*llm.Options)) *llm.Client {
	t.Helper()
	options := llm.Options{BaseURL: srv.URL(), APIKey: key, Model: llmtest.Model}
	for _, c := range change {
		c(&options)
	}
	c := llm.New(options)
	t.Cleanup(c.Close)
	return c
}

// inBubble asks the scripted server in process, for synctest.
func inBubble(srv *llmtest.Server, change ...func(*llm.Options)) *llm.Client {
	options := llm.Options{
		BaseURL: "http://model.test/v1", Model: llmtest.Model,
		HTTPClient: &http.Client{Transport: srv.Transport()},
	}
	for _, c := range change {
		c(&options)
	}
	return llm.New(options)
}

// ask gives all text of an answer.
func ask(ctx context.Context, c *llm.Client) (string, llm.Usage, error) {
	var text strings.Builder
	usage, err := c.Chat(ctx, "Be brief.", "Who met whom?", func(delta string) error {
		text.WriteString(delta)
		return nil
	})
	return text.String(), usage, err
}

// sentence is what a reader would see of an error.
func sentence(t *testing.T, err error) string {
	t.Helper()
	if _, ok := errors.AsType[*news.Fault](err); !ok {
		t.Fatalf("not a fault: %v", err)
	}
	return news.Explain(err, "")
}

func logTo(l *newstest.Log) func(*llm.Options) {
	return func(o *llm.Options) {
		o.Logger = slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
}
