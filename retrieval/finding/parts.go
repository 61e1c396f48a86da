package finding

import (
	"context"
	"slices"
	"strings"

	"attache/news"
	"attache/retrieval"
)

// lookForParts looks for each part of a question that is several, and puts what
// answers each one before the rest.
func (s *sought) lookForParts(ctx context.Context) error {
	if len(s.findings.Asked.Parts) < 2 {
		return nil
	}
	first := s.findings.Found[:min(perPart, len(s.findings.Found))]
	for _, text := range s.findings.Asked.Parts {
		found, answers, err := s.answering(ctx, s.named(text))
		if err != nil {
			return err
		}
		s.answered = s.answered || answers
		first = append(first[:len(first):len(first)], found...)
	}
	s.findings.Found = Diversify(distinct(append(first, s.findings.Found...)), s.request.Limit)
	return nil
}

// perPart is how many passages each part of a question has for itself.
const perPart = 2

// answering finds the best passages for one part.
func (s *sought) answering(ctx context.Context, text string) (found []retrieval.Found, answers bool, err error) {
	request := s.request
	request.Text = text
	p := s.begin(request)
	defer p.end()
	p.part = true
	for _, step := range []func(context.Context) error{p.search, p.rank, p.collapse, p.judge} {
		if err := step(ctx); err != nil {
			return nil, false, err
		}
	}
	found = p.findings.Found
	// Matched speaks of the whole question's terms.
	reader := newReader(s.analyser, s.findings.Asked, s.findings.Weights)
	for i := range found[:min(perPart, len(found))] {
		read := reader.read(found[i].Evidence)
		found[i].Matched, found[i].Share = read.matched, read.signals[retrieval.SignalShare]
	}
	return found[:min(perPart, len(found))], p.findings.Enough, nil
}

// named gives a part the names of the whole question, where it has none.
func (s *sought) named(part string) string {
	var names []string
	for _, n := range s.findings.Asked.Names {
		if strings.Contains(part, n.Text) {
			return part
		}
		if n.Proper {
			names = append(names, n.Text)
		}
	}
	return part + " " + strings.Join(names, " ")
}

// distinct keeps the first of each passage, with the scores of their places
// so that they descend.
func distinct(found []retrieval.Found) []retrieval.Found {
	places := make(map[int64]int)
	var kept []retrieval.Found
	for _, f := range found {
		if i, seen := places[f.Passage.ID]; seen {
			kept[i].Copies = merged(kept[i].Copies, f.Copies)
			continue
		}
		places[f.Passage.ID] = len(kept)
		if len(kept) > 0 {
			f.Score = min(f.Score, kept[len(kept)-1].Score)
		}
		kept = append(kept, f)
	}
	// What one part folded away may stand for itself in another.
	for i := range kept {
		kept[i].Copies = slices.DeleteFunc(slices.Clone(kept[i].Copies), func(a news.Article) bool {
			return slices.ContainsFunc(kept, func(f retrieval.Found) bool { return f.Article.ID == a.ID })
		})
	}
	return kept
}

// merged are the articles of both lists, each once.
func merged(a, b []news.Article) []news.Article {
	all := slices.Clone(a)
	for _, article := range b {
		if !slices.ContainsFunc(all, func(have news.Article) bool { return have.ID == article.ID }) {
			all = append(all, article)
		}
	}
	return all
}
