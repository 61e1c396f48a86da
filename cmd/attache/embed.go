package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/schollz/progressbar/v3"

	"attache/llm"
	"attache/vector/building"
)

type embedVerb struct {
	JSON bool `name:"json" help:"Print one JSON object with what was done."`
}

// Help is shown below the flags.
func (embedVerb) Help() string {
	return `Gives every passage that has none a vector, by the model for embeddings that ATTACHE_EMBED_MODEL names at OPENAI_BASE_URL, so that questions find passages that say the same in other words. attache bot does the same as it goes along; this verb does it now. It may be stopped at any time and goes on where it was. When the model has changed, all vectors are made anew.

Examples:
  ATTACHE_EMBED_MODEL=nomic-embed-text OPENAI_BASE_URL=http://localhost:11434/v1 attache embed
  attache embed --json | jq .embedded`
}

// embedRow is what --json prints.
type embedRow struct {
	Model     string  `json:"model"`
	Dimension int     `json:"dimension"`
	Anew      bool    `json:"anew"`
	Embedded  int     `json:"embedded"`
	Skipped   int     `json:"skipped"`
	Vectors   int     `json:"vectors"`
	Passages  int     `json:"passages"`
	Seconds   float64 `json:"seconds"`
}

// errNoEmbedModel says what is missing.
var errNoEmbedModel = usageError{"no model for embeddings is configured: name one with ATTACHE_EMBED_MODEL, and its server with OPENAI_BASE_URL or OPENAI_API_KEY; without one, questions are answered by their words alone"}

// Run embeds what is to be embedded.
func (v *embedVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) error {
	if settings.EmbedModel == "" {
		return errNoEmbedModel
	}
	return withApp(ctx, settings, log, func(a *app) error {
		embedder := a.embedder(settings)
		defer embedder.Close()
		bar := countProgress{out: c.err}
		began := time.Now()
		done, err := a.builder(settings, embedder).Run(ctx, bar.at)
		bar.done()
		row := embedRow{
			Model: settings.EmbedModel, Dimension: done.Set.Dimension, Anew: done.Anew, Embedded: done.Embedded,
			Skipped: done.Skipped, Seconds: time.Since(began).Round(time.Millisecond).Seconds(),
		}
		// What was done is told also where the verb was stopped.
		var counting error
		row.Vectors, row.Passages, counting = a.store.CountVectors(context.WithoutCancel(ctx), done.Set.ID)
		return errors.Join(err, counting, v.print(c, row))
	})
}

func (v *embedVerb) print(c console, row embedRow) error {
	if v.JSON {
		return writeJSON(c.out, row)
	}
	say(c.out, "Embedded %d passages in %.1f s.", row.Embedded, row.Seconds)
	if row.Anew {
		say(c.out, "The vectors are made anew: there were none of this model at this dimension.")
	}
	if row.Skipped > 0 {
		say(c.out, "%d passages were refused by the model and are found by their words only.", row.Skipped)
	}
	say(c.out, "%d of %d passages have vectors of %s.", row.Vectors, row.Passages, plain(row.Model))
	return nil
}

// embedder is the model for embeddings. Close it.
func (a *app) embedder(settings *Settings) *llm.Embedder {
	return llm.NewEmbedder(llm.Options{
		BaseURL: settings.OpenAIBaseURL, APIKey: settings.OpenAIKey, Model: settings.EmbedModel, Logger: a.log,
	})
}

func (a *app) builder(settings *Settings, embedder *llm.Embedder) *building.Builder {
	return building.New(a.store, embedder, building.Options{Model: settings.EmbedModel, Logger: a.log})
}

// embedAlong embeds passages in the background as they come, where a model
// for that is configured, until the context ends.
func (a *app) embedAlong(ctx context.Context, settings *Settings) {
	if settings.EmbedModel == "" {
		return
	}
	a.tasks.Go(func() {
		embedder := a.embedder(settings)
		defer embedder.Close()
		a.builder(settings, embedder).Loop(ctx)
	})
}

// embeddingState is what the doctor says of the vectors.
func (a *app) embeddingState(ctx context.Context, settings *Settings) (diagnosis, error) {
	found := diagnosis{What: "embeddings", OK: true, Minor: true}
	if settings.EmbedModel == "" {
		found.Says = "no model: questions are answered by their words alone"
		return found, nil
	}
	sets, err := a.store.VectorSets(ctx)
	if err != nil {
		return found, err
	}
	var set int64
	dimension := ""
	if len(sets) > 0 && !sets[0].Retired && sets[0].Model == settings.EmbedModel {
		set, dimension = sets[0].ID, fmt.Sprintf(", %d dimensions", sets[0].Dimension)
	}
	vectors, passages, err := a.store.CountVectors(ctx, set)
	found.Says = fmt.Sprintf("%d of %d passages have vectors of %s%s", vectors, passages, settings.EmbedModel, dimension)
	if vectors < passages {
		found.OK = false
		found.Says += "; attache bot makes the rest as it goes along, attache embed makes it now"
	}
	return found, err
}

// countProgress shows how many of how many are done, on a terminal only.
type countProgress struct {
	out io.Writer
	bar *progressbar.ProgressBar
}

func (p *countProgress) at(done, total int64) {
	if !isTerminal(p.out) {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions64(total, progressbar.OptionSetWriter(p.out), progressbar.OptionSetDescription("embedding"),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish())
	}
	p.bar.ChangeMax64(total)
	_ = p.bar.Set64(done) // a bar that cannot be drawn is no failure
}

func (p *countProgress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
