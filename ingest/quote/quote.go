// Package quote finds the direct quotations of an article, and what the
// article says of them: who spoke, as what, with which verb and to which
// outlet. Its rules are:
//
//   - Words in marks are a quotation where a verb of saying governs them, or
//     where they go on with one. Titles, names and words that are only held
//     at a distance are none.
//   - Nothing is filled in that the article does not state. A speaker is
//     called by the fullest name that came before, without an article before
//     it; who has no name by what is said of them ("a senior official"). A
//     pronoun or an office that may mean several people leaves the speaker
//     empty.
//   - A quotation in several pieces, or over several paragraphs, is as many
//     quotations of one speaker; one inside another is no quotation itself.
//   - The rules look at one sentence at a time and remember who was named
//     and who spoke, so that the cost grows with the text and no faster.
//
// The patterns are those of English news, with some German, French and
// Spanish verbs; see Pareti, "A database of attribution relations" (2012),
// for the kinds of source, cue and content that news texts have.
package quote

import "attache/news"

// Find gives the quotations of a text, which has these sentences, in order
// and without overlap. It reads nothing else, keeps nothing, and may be
// called by several at once.
func Find(text string, sentences []news.Span) []news.Quote {
	quotes := quotations(text)
	if len(quotes) == 0 {
		return nil
	}
	r := reader{text: text, cast: newCast()}
	for _, f := range frames(text, sentences, quotes) {
		r.read(f)
	}
	return r.kept()
}

// attribution is what is known of who said something.
type attribution struct {
	speaker, role, verb, outlet string
}

// reader goes through an article.
type reader struct {
	text   string
	cast   cast
	tokens tokens
	found  []candidate
	// current is who spoke in this paragraph, as far as it was read; before
	// is who spoke at the end of the one before, in a quotation.
	current, before *attribution
	// waiting counts the last of found that stand by themselves and may get
	// their speaker from what follows.
	waiting int
	// open is set while a quotation goes on in the next paragraph.
	open bool
}

// candidate is words in marks with who said them; nil for nobody.
type candidate struct {
	news.Span
	by *attribution
}

func (r *reader) kept() []news.Quote {
	var quotes []news.Quote
	for _, c := range r.found {
		s := trimmed(r.text, c.Span)
		if c.by == nil || s.Start >= s.End {
			continue
		}
		quotes = append(quotes, news.Quote{Start: s.Start, End: s.End,
			Speaker: c.by.speaker, Role: c.by.role, Verb: c.by.verb, Outlet: c.by.outlet})
	}
	return quotes
}

func at(text string, s news.Span) string { return text[s.Start:s.End] }
