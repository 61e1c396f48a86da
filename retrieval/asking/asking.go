// Package asking understands questions. Its rules are:
//
//   - Everything is read by rule: the same question is always understood
//     the same way, and "attache ask --explain" shows how.
//   - The reader's own words are kept, all of them that say something. What
//     is added (other names, other spellings) weighs less.
//   - A part of a question that is not understood is words to look for, as
//     is every other.
package asking

import (
	"time"

	"attache/index"
	"attache/retrieval"
	"attache/retrieval/lexicon"
)

// maxQuestion bounds how much of a question is read, in bytes.
const maxQuestion = 16 << 10

// Asker understands questions. It is safe for concurrent use.
type Asker struct{ lexicon func() *lexicon.Lexicon }

// New returns an Asker that knows the names of a lexicon, which is asked for
// with the first question; without one (nil) it knows no names.
func New(l func() *lexicon.Lexicon) *Asker { return &Asker{lexicon: l} }

// Understand reads a question that is asked at a time; zero where that is
// not known, and "yesterday" then means nothing.
func (a *Asker) Understand(analyser *index.Analyser, question string, asOf time.Time) retrieval.Asked {
	question = firstBytes(question, maxQuestion)
	asked := retrieval.Asked{
		Text:    question,
		AsOf:    asOf,
		Terms:   terms(analyser, question),
		Phrases: phrases(question),
		Times:   times(question, asOf),
		Kind:    kind(question),
		Wants:   wants(question),
		Negated: negation.MatchString(question),
		Parts:   parts(question),
	}
	asked.Names = a.names(analyser, &asked)
	asked.Outlets = outlets(question)
	asked.Speakers = speakers(question)
	return asked
}
