package finding

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// bound turns the question's bounds into the index's. seen is false when
// nothing can pass, because the guild sees no source or no outlet is known.
func (s *sought) bound(ctx context.Context) (seen bool, err error) {
	f, request := &s.filter, s.request
	f.HiddenArticles = request.Hidden
	if f.SourceSets, err = s.Archive.VisibleSets(ctx, request.Guild); err != nil {
		return false, err
	}
	f.AsOf = s.asOf()
	if !request.Since.IsZero() {
		f.Since = request.Since.Time
	}
	if !request.Until.IsZero() {
		f.Until = request.Until.End()
	}
	if s.names, err = s.Archive.Outlets(ctx); err != nil {
		return false, err
	}
	if len(request.Outlets) > 0 {
		f.Outlets = s.outlets(request.Outlets)
		if len(f.Outlets) == 0 {
			return false, nil
		}
	}
	return len(f.SourceSets) > 0, nil
}

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
// asks for, by name or initials ("the FT").
func (s *sought) cuedOutlets() map[int64]bool {
	cued := make(map[int64]bool)
	for _, said := range s.findings.Asked.Outlets {
		said = strings.TrimPrefix(strings.TrimPrefix(said, "the "), "The ")
		for id, name := range s.names {
			bare := strings.TrimPrefix(name, "The ")
			if s.FoldOutlet(said) == s.FoldOutlet(bare) || len(said) > 1 && said == initials(bare) {
				cued[id] = true
			}
		}
	}
	return cued
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
