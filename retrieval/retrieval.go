// Package retrieval is the vocabulary of finding passages for a question:
// what was asked, what was found, and why that is enough or not. Its
// children do the work, and this package imports none of them: asking
// understands the question, finding ranks passages and judges them, lexicon
// and when know the names and times that questions speak of, advice asks a
// model. Their rules are:
//
//   - The same question over the same corpus finds the same passages. A
//     model is asked only where one is configured, and can change the order
//     of what was found, never what may be found.
//   - Guild, outlets, time window and as-of go into the index's filter;
//     nothing is sorted out afterwards.
//   - What is added to a question (other names, other spellings) counts
//     less than the reader's own words.
package retrieval

import "attache/news"

// Request is a question with how much is wanted of what is found.
type Request struct {
	news.Question
	// Limit is how many passages to return.
	Limit int
	// Context is of how many of the best passages the neighbours are
	// returned too, behind the others: an answer often stands a sentence
	// away from the words of the question.
	Context int
}

// Found is a passage with how it was ranked.
type Found struct {
	news.Evidence
	// Score is the logarithm of how likely the passage is to be the one looked
	// for, beside the others of the same findings.
	Score float64
	// Share is the part of the question's weight that the passage, with its
	// headline, holds: 0 to 1.
	Share float64
	// Matched has bit i set where it holds Findings.Asked.Terms[i].
	Matched uint64
	// Named has bit i set where it holds a name of which Terms[i] is a word,
	// be it under one that does not always mean the same.
	Named uint64
	// Signals are what the score is made of.
	Signals Signals
	// Copies are the articles that reprint this one's report and were found
	// beside it.
	Copies []news.Article
}

// Findings are what retrieval has to say on a question.
type Findings struct {
	// Asked is the question as it was understood.
	Asked Asked
	// Weights say how much each of Asked.Terms tells about the question.
	Weights []float64
	// Found are the passages, best first.
	Found    []Found
	Coverage news.Coverage
	// Enough tells whether the passages can be expected to answer, Chance
	// how much they can: 0 to 1. Reasons say what speaks against it.
	Enough  bool
	Chance  float64
	Reasons []string
	// Missing are the names in the question that nothing near it has.
	Missing []string
}
