package sentence

import (
	"strings"
	"sync"
	"unicode"

	"github.com/neurosnap/sentences"
	"github.com/neurosnap/sentences/data"
)

// starters knows which words begin sentences.
type starters struct {
	model func() *sentences.Storage
}

// newStarters prepares the model that Punkt has learnt from English
// newspapers. It is read once, when a word is first asked for: that takes
// longer than splitting some hundred articles.
func newStarters() *starters {
	return &starters{model: sync.OnceValue(func() *sentences.Storage {
		// The model is part of the program; without it the lists must do.
		if text, err := data.Asset("data/english.json"); err == nil {
			if model, err := sentences.LoadTraining(text); err == nil {
				return model
			}
		}
		return sentences.NewStorage()
	})}
}

// Places and cases that Punkt has seen a word in; the numbers are those of
// the model's OrthoContext (Kiss and Strunk, section 4.1.1).
const (
	middleUpper = 1 << 2
	anyLower    = 1<<4 | 1<<5 | 1<<6
)

// frequent reports whether a word begins a sentence so often that it does
// not belong to a name before it. In a text all in capitals no word says so.
func (s *starters) frequent(word string) bool {
	small := strings.ToLower(word)
	return !shouted(word) && (functionWords[small] || s.model().SentStarters[small] != 0)
}

// afterAcronym reports whether a word begins a sentence after an acronym. How
// it is written elsewhere says little there: "U.S. Circuit Judge".
func (s *starters) afterAcronym(word string) bool {
	return s.frequent(word) || !shouted(word) && foreignWords[strings.ToLower(word)]
}

// likely reports whether a capital letter at the beginning of a word says
// that a sentence begins: the word is frequent there, or Punkt has seen it
// small and never with a capital in the middle of a sentence.
func (s *starters) likely(word string) bool {
	seen := s.model().OrthoContext[strings.ToLower(word)]
	return s.afterAcronym(word) || !shouted(word) && seen&anyLower != 0 && seen&middleUpper == 0
}

// plain reports whether a token is an English word that Punkt knows
// written small and without a stop.
func (s *starters) plain(token string) bool {
	return len(token) > 2 && strings.TrimFunc(token, unicode.IsLower) == "" &&
		s.model().OrthoContext[token]&anyLower != 0
}
