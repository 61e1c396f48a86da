package advice

import (
	"context"
	"time"

	"attache/news"
	"attache/prompts"
)

// maxRewritten bounds a rewritten question, in bytes.
const maxRewritten = 800

// Rewrite gives a follow-up question as it reads without the conversation
// above it: "What did she say about it?" with the names put in. The question
// as it was asked is given where there is no conversation, where the model
// fails or is late, and where what it wrote is not faithful. The error is
// only ever that ctx has ended; the question can be used even then.
func (a *Adviser) Rewrite(ctx context.Context, question string, history []news.Turn) (string, error) {
	if len(history) == 0 || a.options.Model == nil {
		return question, nil
	}
	began := time.Now()
	rewritten, err := a.rewrite(ctx, question, history)
	if err != nil {
		rewritten = question
	}
	return rewritten, a.given(ctx, "rewritten question", began, err)
}

func (a *Adviser) rewrite(ctx context.Context, question string, history []news.Turn) (string, error) {
	data := prompts.RewriteData{Question: question}
	for _, turn := range history {
		data.History = append(data.History, prompts.Turn{ByBot: turn.ByBot, Text: turn.Text})
	}
	prompt, err := prompts.Rewrite(data)
	if err != nil {
		return "", err
	}
	written, err := a.ask(ctx, prompt, a.options.RewriteWithin, maxRewritten)
	if err != nil {
		return "", err
	}
	return faithful(written, question, history)
}
