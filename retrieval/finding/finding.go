// Package finding finds the passages that may answer a question, says what
// the corpus holds near it, and judges whether that is enough. Its rules are:
//
//   - The index gives the best passages by words, with all bounds applied
//     inside; the best of them are read, and ranked by what their text says.
//   - No more than two passages of an article are kept, so that one long
//     report cannot push the others out, and of a report and its reprints
//     the origin.
//   - What each signal counts was chosen on development questions, by
//     eval/tune, never by hand.
package finding

import (
	"context"
	"time"

	"attache/index"
	"attache/news"
	"attache/retrieval"
	"attache/retrieval/asking"
	"attache/vector"
)

// searcher is the full-text index.
type searcher interface {
	Search(ctx context.Context, q index.Query) (index.Result, error)
	Passing(ctx context.Context, f index.Filter) (*index.Passing, error)
}

// meaning finds passages by what they mean. It never fails: what cannot be
// had in time is not there.
type meaning interface {
	Nearest(ctx context.Context, question string, allowed func(passage int64) bool, limit int) []vector.Hit
}

// adviser is a language model. It is asked once for a question at most, and
// gives back what it was given where it fails.
type adviser interface {
	Rewrite(ctx context.Context, question string, history []news.Turn) (string, error)
	Rerank(ctx context.Context, question string, passages []string) ([]int, error)
}

// archive is what is asked of the store beside the index.
type archive interface {
	// Evidence reads passages with their articles, in the order asked for.
	Evidence(ctx context.Context, passages []int64) ([]news.Evidence, error)
	// Headlines reads the titles of the articles that passages stand in.
	Headlines(ctx context.Context, passages []int64) ([]string, error)
	// Stories reads the story of each article that belongs to one.
	Stories(ctx context.Context, articles []int64) (map[int64]news.Story, error)
	// CountStories counts the reports that articles tell, copies once.
	CountStories(ctx context.Context, articles []int64) (int, error)
	// Quotes reads the direct quotations in passages.
	Quotes(ctx context.Context, passages []int64) (map[int64][]news.Quote, error)
	// VisibleSets lists the sets of sources that a guild may see.
	VisibleSets(ctx context.Context, guild string) ([]int64, error)
	// Neighbours reads the passages beside the given ones that were valid
	// at that time; zero means now.
	Neighbours(ctx context.Context, passages []int64, asOf time.Time) ([]news.Evidence, error)
	// Outlets reads the name of every outlet by its number.
	Outlets(ctx context.Context) (map[int64]string, error)
}

// Options are the parts of a Retriever. Meaning, Adviser and Weights may be
// left out.
type Options struct {
	Index   searcher
	Archive archive
	Asker   *asking.Asker
	// FoldOutlet says which outlet names are the same: those that it makes
	// equal.
	FoldOutlet func(string) string
	// Meaning, where embeddings are configured, and Adviser, where a model is.
	Meaning meaning
	Adviser adviser
	// Weights are what the signals count; the usual ones when nil.
	Weights *retrieval.Signals
}

// Retriever answers for one corpus. It is safe for concurrent use.
type Retriever struct {
	Options
	// analysers remember stems from one question to the next.
	analysers index.Analysers
}

// New returns a Retriever.
func New(options Options) *Retriever {
	if options.Weights == nil {
		options.Weights = &usual
	}
	return &Retriever{Options: options, analysers: index.NewAnalysers()}
}

// Retrieve finds passages for a question. A question with no as-of is
// asked of everything held, with no regard to age.
func (r *Retriever) Retrieve(ctx context.Context, request retrieval.Request) (retrieval.Findings, error) {
	request, rewritten, err := r.follow(ctx, request)
	if err != nil {
		return retrieval.Findings{}, err
	}
	s := r.begin(request)
	defer s.end()
	steps := []func(context.Context) error{s.search, s.rank, s.collapse, s.advise, s.choose, s.cover, s.judge, s.attach}
	s.advised = rewritten
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return s.findings, err
		}
	}
	return s.findings, nil
}

// Candidates are the ranked passages before any is left out, for choosing
// weights.
func (r *Retriever) Candidates(ctx context.Context, request retrieval.Request) (retrieval.Findings, error) {
	s := r.begin(request)
	defer s.end()
	if err := s.search(ctx); err != nil {
		return s.findings, err
	}
	return s.findings, s.rank(ctx)
}

// sought is one question at work.
type sought struct {
	*Retriever
	request  retrieval.Request
	analyser *index.Analyser
	filter   index.Filter
	hits     []index.Hit
	most     float64          // the greatest score there could be
	names    map[int64]string // of the outlets, by number
	near     []vector.Hit     // found by meaning, the nearest first
	advised  bool             // that a model has been asked
	part     bool             // that it is a part of a question
	answered bool             // that a part of it can be answered
	findings retrieval.Findings
}

func (r *Retriever) begin(request retrieval.Request) *sought {
	s := &sought{Retriever: r, request: request, analyser: r.analysers.Get()}
	s.findings.Asked = r.Asker.Understand(s.analyser, request.Text, s.asOf())
	s.request = knownUntil(request, s.findings.Asked)
	return s
}

// knownUntil has a request answered from what its question's own words ask:
// "as of 5 March".
func knownUntil(request retrieval.Request, asked retrieval.Asked) retrieval.Request {
	until := asked.KnownUntil()
	if !until.IsZero() && (request.AsOf.IsZero() || until.Before(request.AsOf.End())) {
		request.AsOf = news.At(until)
	}
	return request
}

func (s *sought) end() { s.analysers.Put(s.analyser) }

// asOf is the time from which is answered; zero where there is none.
func (s *sought) asOf() time.Time { return asOf(s.request) }

func asOf(request retrieval.Request) time.Time {
	if request.AsOf.IsZero() {
		return time.Time{}
	}
	return request.AsOf.End()
}

// choose keeps what is returned, and takes in what answers the parts of a
// question that is several.
func (s *sought) choose(ctx context.Context) error {
	s.findings.Found = Diversify(s.findings.Found, s.request.Limit)
	if err := s.lookForParts(ctx); err != nil {
		return err
	}
	return s.fill(ctx)
}

// perArticle is how many passages of one article are kept.
const perArticle = 2

// Diversify keeps the best passages, no more than two of an article.
func Diversify(found []retrieval.Found, limit int) []retrieval.Found {
	var kept []retrieval.Found
	count := make(map[int64]int)
	for _, f := range found {
		if len(kept) == limit {
			break
		}
		if count[f.Article.ID]++; count[f.Article.ID] <= perArticle {
			kept = append(kept, f)
		}
	}
	return kept
}
