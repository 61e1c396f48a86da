package answer

import (
	"cmp"
	"slices"
	"strings"

	"attache/index"
	"attache/news"
	"attache/retrieval"
)

// extractor writes an answer from the findings' own sentences.
type extractor func(analyser *index.Analyser, f retrieval.Findings) []claim

const (
	// answerSentences and answerWords bound an extractive answer.
	answerSentences = 3
	answerWords     = 80
	// alongside is the part of the best sentence's score that another one
	// needs to stand beside it.
	alongside = 0.7
	// stating is the part of the best sentence's score that the first one
	// needs which states the kind of thing that is asked for.
	stating = 0.7
	// alike is the share of common words at which two sentences say the same.
	alike = 0.6
)

// option is a sentence that may become part of an answer.
type option struct {
	place, sentence int // the passage in the evidence, the sentence in it
	text            string
	terms           map[string]bool
	matched         uint64 // of the question's terms
	near            uint64 // those in the heading above it or the sentence before
	words           int
	score           float64
	states          bool // that it has a number or date where one is asked for
}

// extractAnswer picks the sentences that answer best: the best one first,
// then those that add to it, each article's in the order it has them.
func extractAnswer(analyser *index.Analyser, f retrieval.Findings) []claim {
	options := weighSentences(analyser, f)
	best := slices.IndexFunc(options, func(o option) bool { return o.states })
	if best < 0 || options[best].score < stating*options[0].score {
		return nil
	}
	// The sentence that states what is asked leads.
	options[0], options[best] = options[best], options[0]
	chosen := []option{options[0]}
	words := options[0].words
	for _, o := range options[1:] {
		if len(chosen) == answerSentences || o.score < alongside*options[0].score {
			break
		}
		if words+o.words <= answerWords && !repeats(o, chosen) {
			chosen = append(chosen, o)
			words += o.words
		}
	}
	return claimsOf(arrange(chosen, f), f)
}

// weighSentences ranks every sentence of the evidence, best first.
func weighSentences(analyser *index.Analyser, f retrieval.Findings) []option {
	reader := passageReader{analyser: analyser, asked: f.Asked}
	var options []option
	for _, place := range readingOrder(f.Found) {
		options = append(options, reader.read(place, f.Found[place].Passage)...)
	}
	want := wanted(f.Asked)
	for i := range options {
		options[i].score = want.score(&options[i], f)
		options[i].states = want.statedIn(options[i].text)
	}
	slices.SortStableFunc(options, func(a, b option) int {
		return cmp.Or(-cmp.Compare(a.score, b.score), cmp.Compare(a.place, b.place))
	})
	return options
}

// readingOrder lists the places of the evidence so that the passages of an
// article follow one another as they stand there.
func readingOrder(found []retrieval.Found) []int {
	places := make([]int, len(found))
	for i := range places {
		places[i] = i
	}
	slices.SortFunc(places, func(a, b int) int {
		pa, pb := found[a].Passage, found[b].Passage
		return cmp.Or(cmp.Compare(pa.Article, pb.Article), cmp.Compare(pa.Revision, pb.Revision), cmp.Compare(pa.Ordinal, pb.Ordinal))
	})
	return places
}

// passageReader makes options of passages in reading order. A heading is no
// option, but lends its words to what stands below it, as a sentence does
// to the next one. Of two headings in a row the first is a section's, which
// holds until the next such pair.
type passageReader struct {
	analyser *index.Analyser
	asked    retrieval.Asked
	last     news.Passage
	// section, heading and before are the question's words in them.
	section, heading, before uint64
	under                    bool // the line before was a heading
}

func (r *passageReader) read(place int, p news.Passage) []option {
	if p.Article != r.last.Article || p.Revision != r.last.Revision || p.Ordinal != r.last.Ordinal+1 {
		r.section, r.heading, r.before, r.under = 0, 0, 0, false
	}
	r.last = p
	var options []option
	for i := range p.Sentences {
		o := option{place: place, sentence: i, text: trim(p.Sentence(i)), near: r.section | r.heading | r.before}
		o.terms, o.words = termsOf(r.analyser, o.text)
		for t, term := range r.asked.Terms {
			if o.terms[term.Term] {
				o.matched |= 1 << t
			}
		}
		if isHeading(o) {
			if r.under {
				r.section = r.heading
			}
			r.heading, r.before, r.under = o.matched, 0, true
			continue
		}
		r.before, r.under = o.matched, false
		if o.words >= shortest && !announcement.MatchString(o.text) && !mark.MatchString(o.text) {
			options = append(options, o)
		}
	}
	return options
}

// headingWords is the most words a heading has.
const headingWords = 14

// isHeading reports a short line without a stop.
func isHeading(o option) bool {
	return o.words <= headingWords && !strings.ContainsAny(o.text[max(0, len(o.text)-4):], `.!?:;"”’)`)
}

func termsOf(analyser *index.Analyser, text string) (terms map[string]bool, words int) {
	terms = make(map[string]bool)
	analyser.Terms(text, func(t index.Token) bool {
		terms[t.Term] = true
		words++
		return true
	})
	return terms, words
}

// repeats reports whether a sentence says what a chosen one says: reprints
// of one report must not fill the answer.
func repeats(o option, chosen []option) bool {
	return slices.ContainsFunc(chosen, func(c option) bool { return likeness(o.terms, c.terms) >= alike })
}

// likeness is the share of the smaller set that both sets have.
func likeness(a, b map[string]bool) float64 {
	common := 0
	for term := range a {
		if b[term] {
			common++
		}
	}
	return float64(common) / float64(max(1, min(len(a), len(b))))
}

// arrange orders the chosen sentences for reading: the articles by their
// best sentence, and each article's sentences as they stand there.
func arrange(chosen []option, f retrieval.Findings) []option {
	first := make(map[int64]int)
	for i, o := range chosen {
		article := f.Found[o.place].Article.ID
		if _, ok := first[article]; !ok {
			first[article] = i
		}
	}
	arranged := slices.Clone(chosen)
	slices.SortStableFunc(arranged, func(a, b option) int {
		pa, pb := f.Found[a.place], f.Found[b.place]
		return cmp.Or(
			cmp.Compare(first[pa.Article.ID], first[pb.Article.ID]),
			cmp.Compare(pa.Passage.Start, pb.Passage.Start),
			cmp.Compare(a.sentence, b.sentence),
		)
	})
	return arranged
}

// claimsOf cites each sentence to its passage, and to every other passage
// that has the very same words.
func claimsOf(chosen []option, f retrieval.Findings) []claim {
	claims := make([]claim, len(chosen))
	for i, o := range chosen {
		claims[i] = claim{text: o.text, evidence: []int{o.place}}
		for place, found := range f.Found {
			if place != o.place && strings.Contains(found.Passage.Text, o.text) {
				claims[i].evidence = append(claims[i].evidence, place)
			}
		}
	}
	return claims
}

// extractSummary takes the sentence that best tells each article's news on
// the topic, newest first.
func extractSummary(analyser *index.Analyser, f retrieval.Findings) []claim {
	options := weighSentences(analyser, f)
	var chosen []option
	articles := make(map[int64]bool)
	words := 0
	for _, o := range options {
		article := f.Found[o.place].Article.ID
		if len(chosen) == summarySentences {
			break
		}
		if !articles[article] && !repeats(o, chosen) && words+o.words <= summaryWords {
			articles[article] = true
			chosen = append(chosen, o)
			words += o.words
		}
	}
	slices.SortStableFunc(chosen, func(a, b option) int {
		return published(f, b).Time.Compare(published(f, a).Time)
	})
	return claimsOf(chosen, f)
}

const (
	summarySentences = 5
	summaryWords     = 160
)

func published(f retrieval.Findings, o option) news.Moment { return f.Found[o.place].Article.Published }
