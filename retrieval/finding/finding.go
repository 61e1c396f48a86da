// Package finding finds the passages that may answer a question, says what
// the corpus holds near it, and judges whether that is enough. No more than
// two passages of an article are kept, so that one long report cannot push
// the others out.
package finding

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"attache/index"
	"attache/news"
	"attache/retrieval"
	"attache/retrieval/asking"
)

// searcher is the full-text index.
type searcher interface {
	Search(ctx context.Context, q index.Query) (index.Result, error)
}

// archive is what is asked of the store beside the index.
type archive interface {
	// Evidence reads passages with their articles, in the order asked for.
	Evidence(ctx context.Context, passages []int64) ([]news.Evidence, error)
	// Headlines reads the titles of the articles that passages stand in.
	Headlines(ctx context.Context, passages []int64) ([]string, error)
	// CountStories counts the reports that articles tell, copies once.
	CountStories(ctx context.Context, articles []int64) (int, error)
	// VisibleSets lists the sets of sources that a guild may see.
	VisibleSets(ctx context.Context, guild string) ([]int64, error)
	// Neighbours reads the passages beside the given ones that were valid
	// at that time; zero means now.
	Neighbours(ctx context.Context, passages []int64, asOf time.Time) ([]news.Evidence, error)
	// Outlets reads the name of every outlet by its number.
	Outlets(ctx context.Context) (map[int64]string, error)
}

const (
	// perArticle is how many passages of one article are kept.
	perArticle = 2
	// searched is how many passages are considered before that.
	searched = 300
	// recencyDays is the time, in days, in which the extra weight of a
	// fresh article falls to 1/e, and freshest what a report of the as-of
	// day counts beside an old one. The day of a question is a strong hint
	// on news quizzes (eval/RESULTS.md).
	recencyDays = 14.0
	freshest    = 3.0
	// staleDays is from when on the extra weight is below a hundred thousandth.
	staleDays = 12 * recencyDays
)

// Retriever answers for one corpus. It is safe for concurrent use.
type Retriever struct {
	index   searcher
	archive archive
	// fold says which outlet names are the same.
	fold func(string) string
	// analysers remember stems from one question to the next.
	analysers index.Analysers
}

// New returns a Retriever; fold says which outlet names are the same.
func New(x searcher, a archive, fold func(string) string) *Retriever {
	return &Retriever{
		index: x, archive: a, fold: fold,
		analysers: index.NewAnalysers(),
	}
}

// Retrieve finds passages for a question. A question with no as-of is
// asked of everything held, with no regard to age.
func (r *Retriever) Retrieve(ctx context.Context, request retrieval.Request) (retrieval.Findings, error) {
	analyser := r.analysers.Get()
	defer r.analysers.Put(analyser)
	asked := asking.Understand(analyser, request.Text)
	findings := retrieval.Findings{Asked: asked}
	filter, seen, err := r.filter(ctx, request)
	if err != nil {
		return findings, err
	}
	if len(asked.Terms) == 0 || !seen {
		return findings, nil
	}
	query := index.Query{Filter: filter, Limit: max(searched, 4*request.Limit)}
	for _, term := range asked.Terms {
		query.Terms = append(query.Terms, index.QueryTerm{Term: term.Term, Weight: 1})
	}
	if !request.AsOf.IsZero() {
		query.Boost, query.MaxBoost = recency(request.AsOf.End()), freshest
	}
	result, err := r.index.Search(ctx, query)
	if err != nil {
		return findings, err
	}
	findings.Weights = weights(asked, result)
	kept := diversify(result.Hits, request.Limit)
	if findings.Found, err = r.read(ctx, kept, findings.Weights); err != nil {
		return findings, err
	}
	if findings.Coverage, err = r.coverage(ctx, result.Hits, findings.Weights); err != nil {
		return findings, err
	}
	judge(&findings)
	if findings.Enough && request.Context > 0 {
		err = r.attach(ctx, analyser, &findings, request, filter.AsOf)
	}
	return findings, err
}

// filter turns the question's bounds into the index's. seen is false when
// nothing can pass, because the guild sees no source or no outlet is known.
func (r *Retriever) filter(ctx context.Context, request retrieval.Request) (f index.Filter, seen bool, err error) {
	f = index.Filter{HiddenArticles: request.Hidden}
	if f.SourceSets, err = r.archive.VisibleSets(ctx, request.Guild); err != nil {
		return f, false, err
	}
	if !request.AsOf.IsZero() {
		f.AsOf = request.AsOf.End()
	}
	if !request.Since.IsZero() {
		f.Since = request.Since.Time
	}
	if !request.Until.IsZero() {
		f.Until = request.Until.End()
	}
	if len(request.Outlets) > 0 {
		if f.Outlets, err = r.outlets(ctx, request.Outlets); err != nil {
			return f, false, err
		}
		if len(f.Outlets) == 0 {
			return f, false, nil
		}
	}
	return f, len(f.SourceSets) > 0, nil
}

// outlets finds the numbers of the outlets that a reader names.
func (r *Retriever) outlets(ctx context.Context, names []string) ([]int64, error) {
	known, err := r.archive.Outlets(ctx)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for id, name := range known {
		if slices.ContainsFunc(names, func(n string) bool { return r.fold(n) == r.fold(name) }) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// recency is the boost of a publication time for a question of that day.
func recency(asOf time.Time) func(published int64) float32 {
	at := asOf.Unix()
	return func(published int64) float32 {
		days := max(0, float64(at-published)/86400)
		if days > staleDays {
			return 1
		}
		return float32(1 + (freshest-1)*math.Exp(-days/recencyDays))
	}
}

// diversify keeps the best passages, no more than perArticle of an article.
func diversify(hits []index.Hit, limit int) []index.Hit {
	var kept []index.Hit
	count := make(map[int64]int)
	for _, hit := range hits {
		if len(kept) == limit {
			break
		}
		if count[hit.Article]++; count[hit.Article] <= perArticle {
			kept = append(kept, hit)
		}
	}
	return kept
}

// read fetches the words of the hits. A passage that was deleted since is
// left out.
func (r *Retriever) read(ctx context.Context, hits []index.Hit, weights []float64) ([]retrieval.Found, error) {
	ids := make([]int64, len(hits))
	byPassage := make(map[int64]index.Hit, len(hits))
	for i, hit := range hits {
		ids[i] = hit.Passage
		byPassage[hit.Passage] = hit
	}
	evidence, err := r.archive.Evidence(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("reading the evidence: %w", err)
	}
	found := make([]retrieval.Found, len(evidence))
	for i, e := range evidence {
		hit := byPassage[e.Passage.ID]
		found[i] = retrieval.Found{Evidence: e, Score: float64(hit.Score), Share: share(hit.Matched, weights), Matched: hit.Matched}
	}
	return found, nil
}

const (
	// imagined is how many passages without the question's words are thought
	// of beside those held: in a corpus of one article a name in every
	// passage would otherwise count for nothing.
	imagined = 500
	// frameWeight is what a word that only asks counts beside the others.
	frameWeight = 0.3
)

// weights says how much each term tells about the question: its inverse
// document frequency in the corpus and the imagined passages together.
func weights(asked retrieval.Asked, result index.Result) []float64 {
	weights := make([]float64, len(asked.Terms))
	for i, term := range asked.Terms {
		df := float64(result.DF[i])
		weights[i] = math.Log(1 + (float64(result.Passages)+imagined-df+0.5)/(df+0.5))
		if term.Frame {
			weights[i] *= frameWeight
		}
	}
	return weights
}

// share is the part of the summed weights that the matched terms hold.
func share(matched uint64, weights []float64) float64 {
	var have, all float64
	for i, weight := range weights {
		all += weight
		if matched&(1<<i) != 0 {
			have += weight
		}
	}
	if all == 0 {
		return 0
	}
	return have / all
}
