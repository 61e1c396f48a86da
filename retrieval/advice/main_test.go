package advice

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"testing"

	"go.uber.org/goleak"

	"attache/internal/llmtest"
	"attache/llm"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// drafter is a client as the command wires it.
type drafter struct{ client *llm.Client }

func (d drafter) Draft(ctx context.Context, system, user string, delta func(string) error) error {
	_, err := d.client.Chat(ctx, system, user, delta)
	return err
}

// adviser asks the scripted server in process, and keeps its log.
func adviser(t *testing.T, script ...llmtest.Step) (*Adviser, *llmtest.Server, *bytes.Buffer) {
	t.Helper()
	srv := llmtest.New(t, script...)
	client := llm.New(llm.Options{
		BaseURL: "http://model.test/v1", Model: llmtest.Model, HTTPClient: &http.Client{Transport: srv.Transport()},
	})
	log := &bytes.Buffer{}
	return New(Options{Model: drafter{client}, Logger: slog.New(slog.NewTextHandler(log, nil))}), srv, log
}
