package finding

import (
	"context"
	"math"
	"strings"

	"attache/retrieval"
	"attache/retrieval/advice"
)

// clearly is the chance of the first article, by the ranking's own measure,
// from which on a model is not asked for the order.
const clearly = 0.7

// advise has a model put the best passages in order, where there is one that
// has not been asked for this question yet, and the ranking is in doubt.
func (s *sought) advise(ctx context.Context) error {
	if s.Adviser == nil || s.advised || isClear(s.findings.Found) {
		return nil
	}
	s.advised = true
	all := Diversify(s.findings.Found, max(advice.Candidates, s.request.Limit))
	best := all[:min(advice.Candidates, len(all))]
	texts := make([]string, len(best))
	for i, f := range best {
		texts[i] = f.Article.Title + "\n" + f.Passage.Text
	}
	order, err := s.Adviser.Rerank(ctx, s.request.Text, texts)
	if err != nil {
		return err
	}
	ordered := make([]retrieval.Found, len(best))
	for i, place := range order {
		ordered[i] = best[place]
		ordered[i].Score = best[i].Score
	}
	s.findings.Found = append(ordered, all[len(best):]...)
	return nil
}

// isClear reports whether the first article is most likely the right one:
// the weights were chosen so that the scores' softmax is that likelihood.
func isClear(found []retrieval.Found) bool {
	if len(found) < 2 {
		return true
	}
	var first, all float64
	for _, f := range found {
		part := math.Exp(f.Score - found[0].Score)
		all += part
		if f.Article.ID == found[0].Article.ID {
			first += part
		}
	}
	return first/all >= clearly
}

// follow makes a follow-up question whole: by the model, or by the names of
// the conversation where it has none of its own. rewritten tells that a model
// was asked.
func (r *Retriever) follow(ctx context.Context, request retrieval.Request) (whole retrieval.Request, rewritten bool, err error) {
	if len(request.History) == 0 {
		return request, false, nil
	}
	asked := r.understand(request.Text, request)
	// What a model writes may lose the as-of of the question.
	request = knownUntil(request, asked)
	if r.Adviser != nil {
		rewritten = true
		written, err := r.Adviser.Rewrite(ctx, request.Text, request.History)
		if err != nil || written != request.Text {
			request.Text = written
			return request, rewritten, err
		}
	}
	if names := r.spokenOf(request); len(asked.Names) == 0 && names != "" {
		request.Text += " (" + names + ")"
	}
	return request, rewritten, nil
}

func (r *Retriever) understand(text string, request retrieval.Request) retrieval.Asked {
	analyser := r.analysers.Get()
	defer r.analysers.Put(analyser)
	return r.Asker.Understand(analyser, text, asOf(request))
}

// spokenOf are the names in the last of the reader's questions that has any.
func (r *Retriever) spokenOf(request retrieval.Request) string {
	for i := len(request.History) - 1; i >= 0; i-- {
		turn := request.History[i]
		if turn.ByBot {
			continue
		}
		var names []string
		for _, n := range r.understand(turn.Text, request).Names {
			if n.Proper {
				names = append(names, n.Text)
			}
		}
		if len(names) > 0 {
			return strings.Join(names, ", ")
		}
	}
	return ""
}
