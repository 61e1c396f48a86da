package llm_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"attache/internal/llmtest"
	"attache/llm"
)

func seconds(first, stall, total int) func(*llm.Options) {
	return func(o *llm.Options) {
		o.FirstToken = time.Duration(first) * time.Second
		o.Stall = time.Duration(stall) * time.Second
		o.Total = time.Duration(total) * time.Second
	}
}

func TestDeadlines(t *testing.T) {
	for _, tt := range []struct {
		name  string
		step  llmtest.Step
		limit func(*llm.Options)
		after time.Duration
		want  string
	}{
		{"ends a call whose first token does not come", llmtest.Stall(), seconds(0, 0, 0), 20 * time.Second, "did not begin to answer within 20s"},
		{"ends a call at its total, although the first token may take longer", llmtest.Stall(), seconds(50, 1, 3), 3 * time.Second, "took too long"},
		{"ends a call that stalls", llmtest.Say(answer, llmtest.StallAfter(3)), seconds(5, 7, 60), 7 * time.Second, "fell silent"},
		{"ends a call that stalls in its reasoning", llmtest.Say("", llmtest.Reasoning("Hm."), llmtest.StallAfter(0)), seconds(5, 7, 60), 7 * time.Second, "fell silent"},
		{"takes the role alone for no token", llmtest.Say("", llmtest.StallAfter(0)), seconds(5, 7, 60), 5 * time.Second, "did not begin"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				srv := llmtest.New(t, tt.step)
				began := time.Now()
				_, _, err := ask(t.Context(), inBubble(srv, tt.limit))
				if got := sentence(t, err); !strings.Contains(got, tt.want) {
					t.Error(got)
				}
				if took := time.Since(began); took != tt.after {
					t.Errorf("took %s, want %s", took, tt.after)
				}
				if len(srv.Requests()) != 1 {
					t.Errorf("%d requests", len(srv.Requests()))
				}
			})
		})
	}

}

func TestDeadlinesOfAnswers(t *testing.T) {
	t.Run("ends a slow answer at the total", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			gate := make(chan struct{})
			srv := llmtest.New(t, llmtest.Say(strings.Repeat("word ", 100), llmtest.Gate(gate)))
			done := make(chan struct{})
			go func() {
				for {
					select {
					case <-time.After(2 * time.Second):
					case <-done:
						return
					}
					select {
					case gate <- struct{}{}:
					case <-done:
						return
					}
				}
			}()
			began := time.Now()
			text, _, err := ask(t.Context(), inBubble(srv, seconds(5, 5, 31)))
			close(done)
			if got := sentence(t, err); !strings.Contains(got, "took too long") || len(text) == 0 {
				t.Error(got, text)
			}
			if took := time.Since(began); took != 31*time.Second {
				t.Errorf("took %s", took)
			}
		})
	})

	t.Run("does not count the caller's own time as a stall", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			srv := llmtest.New(t, llmtest.Say("one two three"))
			_, err := inBubble(srv, seconds(5, 1, 60)).Chat(t.Context(), "s", "u", func(string) error {
				<-time.After(9 * time.Second)
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	})

	t.Run("explains a deadline of the caller's, and keeps it as the cause", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
			defer cancel()
			_, _, err := ask(ctx, inBubble(llmtest.New(t, llmtest.Stall())))
			if got := sentence(t, err); !strings.Contains(got, "took too long") || !errors.Is(err, context.DeadlineExceeded) {
				t.Error(err)
			}
		})
	})
}
