package main

import (
	"context"

	"attache/answer"
	"attache/llm"
	"attache/sentence"
)

// desk makes what answers questions: with a model where one is configured.
func (a *app) desk(settings *Settings) *answer.Desk { return a.deskOver(a.helped(settings), settings) }

// deskOver is the same over a retriever that is there already.
func (a *app) deskOver(r retriever, settings *Settings) *answer.Desk {
	options := answer.Options{Retriever: r, Keeper: a.store, Logger: a.log}
	if settings.hasModel() {
		options.Model = a.drafter(settings)
		options.Sentences = sentence.New
	}
	return answer.New(options)
}

// drafter lets the model's client draft.
type drafter struct{ client *llm.Client }

// Draft has the model write.
func (d drafter) Draft(ctx context.Context, system, user string, delta func(string) error) error {
	_, err := d.client.Chat(ctx, system, user, delta)
	return err
}
