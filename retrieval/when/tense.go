package when

import "strings"

// tense is what a sentence speaks of.
type tense int

const (
	open tense = iota
	past
	future
)

// tellTenses gives each token the tense of its sentence.
func tellTenses(tokens []token) {
	for len(tokens) > 0 {
		end := 1
		for end < len(tokens) && !tokens[end].first {
			end++
		}
		told := tenseOf(tokens[:end])
		for i := range end {
			tokens[i].tense = told
		}
		tokens = tokens[end:]
	}
}

// tenseOf finds the tense of a sentence by its auxiliaries. The past wins,
// because "What did she say that Oland will do on Monday?" asks about it.
func tenseOf(sentence []token) tense {
	found := open
	for _, t := range sentence {
		switch tenses[t.word] {
		case past:
			return past
		case future:
			found = future
		}
	}
	return found
}

// beginsSentence reports whether a token begins a sentence after those before.
// The stop of a short word may be that of an abbreviation, and ends none but
// where a question follows.
func (t *token) beginsSentence(before []token) bool {
	n := len(before)
	if n == 0 {
		return true
	}
	last := before[n-1]
	if last.kind != mark {
		return false
	}
	switch last.word {
	case ".":
		return !t.joined && n > 1 && (len(before[n-2].word) > 3 && !months[before[n-2].word].short || t.capital && askers[t.word])
	case "?", "!", ":":
		return !t.joined
	case "\"", "“", "‘", "'", "(":
		return last.first
	}
	return false
}

// tenses are the words by which a question's tense is known.
var tenses = func() map[string]tense {
	found := map[string]tense{}
	for _, word := range strings.Fields(`did didn't was were had ago said happened yesterday`) {
		found[word] = past
	}
	for _, word := range strings.Fields(`will won't shall upcoming next tomorrow coming scheduled planned expected due
		she'll he'll they'll we'll it'll who'll what'll`) {
		found[word] = future
	}
	return found
}()

// askers begin questions.
var askers = set(`what who whom whose which when where why how did does do is are was were will has have can could`)
