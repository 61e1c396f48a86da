package main

import (
	"log/slog"
	"sync"

	"attache/index"
	"attache/ingest/filing"
	"attache/llm"
	"attache/retrieval/advice"
	"attache/retrieval/asking"
	"attache/retrieval/finding"
	"attache/retrieval/lexicon"
	"attache/store"
	"attache/vector"
	"attache/vector/meaning"
)

// retrieving is what finds passages by words alone.
func retrieving(x *index.Index, s *store.Store, log *slog.Logger) finding.Options {
	names := sync.OnceValue(func() *lexicon.Lexicon {
		l, err := lexicon.Load()
		if err != nil {
			// Questions are then answered by their own words.
			log.Error("the lexicon cannot be read", "err", err)
		}
		return l
	})
	return finding.Options{Index: x, Archive: s, Asker: asking.New(names), FoldOutlet: filing.FoldOutlet}
}

// helped is what finds passages with the help of the models that the
// settings name; by words alone where they name none.
func (a *app) helped(settings *Settings) *finding.Retriever {
	options := retrieving(a.index, a.store, a.log)
	if settings.EmbedModel != "" {
		embedder := a.embedder(settings)
		a.atClose(embedder.Close)
		vectors := vector.Open(a.store, vector.Options{Model: settings.EmbedModel, Hold: vector.HoldCodes})
		a.warm = vectors.Refresh
		options.Meaning = meaning.New(embedder, vectors, meaning.Options{Model: settings.EmbedModel, Logger: a.log})
	}
	if settings.hasModel() {
		options.Adviser = advice.New(advice.Options{Model: a.drafter(settings), Logger: a.log})
	}
	return finding.New(options)
}

// drafter is the model that writes.
func (a *app) drafter(settings *Settings) drafter {
	return drafter{llm.New(llm.Options{
		BaseURL: settings.OpenAIBaseURL, APIKey: settings.OpenAIKey, Model: settings.model(), Logger: a.log,
	})}
}
