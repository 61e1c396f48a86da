package finding

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// outlets finds the numbers of the outlets that a reader names.
func (s *sought) outlets(named []string) []int64 {
	var ids []int64
	for id, name := range s.names {
		if slices.ContainsFunc(named, func(n string) bool { return s.FoldOutlet(n) == s.FoldOutlet(name) }) {
			ids = append(ids, id)
		}
	}
	return ids
}

// cuedOutlets finds the numbers of the outlets whose reports the question
// asks for.
func (s *sought) cuedOutlets() map[int64]bool {
	cued := make(map[int64]bool)
	for _, said := range s.findings.Asked.Outlets {
		for _, id := range s.outletsCalled(said) {
			cued[id] = true
		}
	}
	return cued
}

// outletsCalled finds the numbers of the outlets that a question means, by
// name or initials ("the FT").
func (s *sought) outletsCalled(said string) (ids []int64) {
	said = strings.TrimPrefix(strings.TrimPrefix(said, "the "), "The ")
	for id, name := range s.names {
		bare := strings.TrimPrefix(name, "The ")
		if s.FoldOutlet(said) == s.FoldOutlet(bare) || len(said) > 1 && said == initials(bare) {
			ids = append(ids, id)
		}
	}
	return ids
}

// muteOutlets has the words of outlets whose reports the question asks for
// only ask, where the corpus has them: their reports need not name them.
func (s *sought) muteOutlets() {
	asked := &s.findings.Asked
	for _, n := range asked.Names {
		if n.Proper || !slices.ContainsFunc(asked.Outlets, func(said string) bool { return strings.Contains(said, n.Text) && len(s.outletsCalled(said)) > 0 }) {
			continue
		}
		for i := range asked.Terms {
			asked.Terms[i].Frame = asked.Terms[i].Frame || n.Terms&(1<<i) != 0
		}
	}
}

// initials are the capitals that the words of a name begin with.
func initials(name string) string {
	var b strings.Builder
	for _, word := range strings.Fields(name) {
		if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) {
			b.WriteRune(first)
		}
	}
	return b.String()
}
