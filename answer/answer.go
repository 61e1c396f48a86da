// Package answer turns a question into an answer whose every sentence was
// checked against the passages it cites. Its rules are:
//
//   - Nothing reaches a reader that the verifier has not let through, not
//     even while a draft is still being written. The model is an untrusted
//     drafter.
//   - Citations are closed: [n] is a passage that was retrieved for this
//     question, and the numbers count from 1 in the order of reading.
//   - Where the passages do not answer, the answer is a refusal that says
//     what is held, with no sources under it.
//   - A model that fails costs the reader nothing but its prose: the
//     extractive writer answers in its place, and says so.
package answer

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"attache/index"
	"attache/news"
	"attache/retrieval"
	"attache/sentence"
)

// retriever finds the evidence.
type retriever interface {
	Retrieve(ctx context.Context, r retrieval.Request) (retrieval.Findings, error)
}

// model drafts text. Each piece is handed to delta as it arrives; an error
// from delta ends the draft.
type model interface {
	Draft(ctx context.Context, system, user string, delta func(text string) error) error
}

// keeper remembers answers with what they rest on.
type keeper interface {
	SaveAnswer(ctx context.Context, guild string, askedAt time.Time, a news.Answer) (int64, error)
}

const (
	// evidencePassages is how many passages an answer may be built on,
	// contextPassages of how many of them the neighbours may serve too.
	evidencePassages = 10
	contextPassages  = 3
)

// Options are the parts of a Desk. Only Retriever is needed.
type Options struct {
	Retriever retriever
	// Model drafts answers; nil means that all are extractive. Sentences
	// splits its drafts and is needed with it.
	Model     model
	Sentences func() (*sentence.Splitter, error)
	// Keeper remembers answers; nil forgets them.
	Keeper keeper
	// Now is the clock; time.Now when nil.
	Now func() time.Time
	// Logger is silent when nil.
	Logger *slog.Logger
}

// Desk answers questions over one corpus. It is safe for concurrent use.
type Desk struct {
	options Options
	// analysers remember stems from one question to the next.
	analysers index.Analysers
}

// New returns a Desk.
func New(options Options) *Desk {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	return &Desk{options: options, analysers: index.NewAnalysers()}
}

// Show hears an answer as it grows, one verified sentence at a time. The
// answers it is given only ever gain sentences, unless the model failed and
// the extractive writer began anew.
type Show func(news.Answer)

// Ask answers a question. show may be nil.
func (d *Desk) Ask(ctx context.Context, q news.Question, show Show) (news.Answer, error) {
	task := task{desk: d, show: show, asked: q.Text, guild: q.Guild}
	q.Text = strings.TrimSpace(q.Text)
	if q.AsOf.IsZero() {
		q.AsOf = news.At(d.options.Now())
	}
	findings, err := d.options.Retriever.Retrieve(ctx, retrieval.Request{Question: q, Limit: evidencePassages, Context: contextPassages})
	if err != nil {
		return news.Answer{}, fmt.Errorf("retrieving: %w", err)
	}
	task.begin(q.AsOf, findings)
	if !findings.Enough {
		return task.refuse(ctx)
	}
	return task.write(ctx, questionPrompt(q, findings.Found), extractAnswer)
}

// Summarise sums up the news on a topic. show may be nil.
func (d *Desk) Summarise(ctx context.Context, t news.Topic, show Show) (news.Answer, error) {
	task := task{desk: d, show: show, asked: t.Text, guild: t.Guild}
	if t.AsOf.IsZero() {
		t.AsOf = news.At(d.options.Now())
	}
	q := news.Question{Text: strings.TrimSpace(t.Text), Guild: t.Guild, AsOf: t.AsOf}
	if t.Period > 0 {
		q.Since = news.At(t.AsOf.End().Add(-t.Period))
	}
	findings, err := d.options.Retriever.Retrieve(ctx, retrieval.Request{Question: q, Limit: evidencePassages, Context: contextPassages})
	if err != nil {
		return news.Answer{}, fmt.Errorf("retrieving: %w", err)
	}
	task.begin(t.AsOf, findings)
	if !findings.Enough {
		return task.refuse(ctx)
	}
	return task.write(ctx, topicPrompt(q, t.Period, findings.Found), extractSummary)
}
