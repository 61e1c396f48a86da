package bot

import (
	"context"
	"errors"
	"time"

	"attache/news"
)

const (
	// maxWaiting is how many questions may wait for their turn.
	maxWaiting = 200
	// delivery bounds the posting of a complete answer, rate limits and all.
	delivery = time.Minute
)

// inquiry is something asked, with the way to its answer.
type inquiry struct {
	display display
	place   place
	answer  func(ctx context.Context, show func(news.Answer)) (news.Answer, error)
}

// give answers an inquiry where it was made: as it grows, and then in full.
// A failure is told there, under what had been verified until then.
func (b *Bot) give(ctx context.Context, asked inquiry) {
	stream := newStream(ctx, asked.place, b.options.EditInterval, b.logger)
	var grown news.Answer
	answer, err := b.inTurn(ctx, asked, func(a news.Answer) {
		grown = a
		if text := asked.display.unfinished(a); text != "" {
			stream.grow(text)
		}
	})
	stream.end()
	var pages []string
	switch {
	case err == nil:
		pages = asked.display.finished(answer)
	case len(grown.Sentences) > 0:
		grown.Notice, grown.ID = news.Explain(err, wentWrong), 0
		answer = grown
		pages = asked.display.finished(answer)
	default:
		pages = plain(news.Explain(err, wentWrong), wentWrong)
	}
	b.deliver(ctx, asked.place, pages, answer.ID)
}

// inTurn waits for a free place and answers within the deadline. Its errors
// have a sentence wherever there is one to be said.
func (b *Bot) inTurn(ctx context.Context, asked inquiry, show func(news.Answer)) (news.Answer, error) {
	if err := b.takeTurn(ctx); err != nil {
		return news.Answer{}, err
	}
	defer func() { <-b.turns }()
	ctx, cancel := context.WithTimeoutCause(ctx, b.options.AnswerDeadline, errTooSlow)
	defer cancel()
	answer, err := asked.answer(ctx, show)
	return answer, b.report(ctx, err)
}

// report logs an error, and puts the reason that its context ended in its
// place.
func (b *Bot) report(ctx context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		b.logger.Info("a request was given up", "because", context.Cause(ctx), "err", err)
		return context.Cause(ctx)
	}
	if fault, ok := errors.AsType[*news.Fault](err); ok {
		b.logger.Warn("a request failed", "err", err, "sentence", fault.Sentence)
	} else {
		b.logger.Error("a request failed", "err", err)
	}
	return err
}

// takeTurn waits until fewer than the allowed number of questions are being
// answered.
func (b *Bot) takeTurn(ctx context.Context) error {
	defer b.waiting.Add(-1)
	if b.waiting.Add(1) > maxWaiting {
		return errTooMany
	}
	ctx, cancel := context.WithTimeoutCause(ctx, b.options.AnswerDeadline, errTooMany)
	defer cancel()
	select {
	case b.turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// deliver posts the pages of an answer and notes where it stands. It goes on
// when ctx has ended, for a reader is owed a word, but not for long.
func (b *Bot) deliver(ctx context.Context, where place, pages []string, answer int64) {
	ctx, cancel := b.farewell(ctx)
	defer cancel()
	if err := where.show(ctx, pages[0]); err != nil {
		b.logger.Warn("an answer could not be shown", "err", err)
		return
	}
	for _, page := range pages[1:] {
		if err := where.add(ctx, page); err != nil {
			b.logger.Warn("an answer could not be shown in full", "err", err)
			break
		}
	}
	if answer == 0 {
		return
	}
	at := where.at()
	if err := b.options.Desk.Posted(ctx, answer, at.Channel, at.ID); err != nil {
		b.logger.Warn("it could not be noted where an answer was posted", "err", err)
	}
}

// farewell is a context for last words: it lasts a minute, or the shutdown's
// grace once ctx has ended.
func (b *Bot) farewell(ctx context.Context) (context.Context, context.CancelFunc) {
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), delivery)
	unhook := context.AfterFunc(ctx, func() { time.AfterFunc(b.options.ShutdownGrace, cancel) })
	return last, func() {
		unhook()
		cancel()
	}
}
