package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ends decides whether a stop ends the sentence that begins at from. There
// is text after it.
func (s *Splitter) ends(line string, from int, found stop) bool {
	next := follow(line[found.next:])
	if next.first == 0 {
		// Nothing but marks follows.
		return false
	}
	if found.unspaced {
		return !next.lower() && !goesOnInJapanese(line, found)
	}
	if found.quoted && next.dashed {
		// The name of who is quoted follows.
		return false
	}
	if found.next == found.end {
		return s.endsWithoutSpace(line, from, found, next)
	}
	if next.lower() {
		return s.endsBeforeSmall(line, from, found, next)
	}
	switch found.kind {
	case strong:
		// “Why?” Tallis asked.
		return !found.quoted || next.opened || !unicode.IsUpper(next.first) || s.starters.likely(next.word)
	case ellipsis:
		// "He waited... Tallis left", but "the ... President".
		before, _ := utf8.DecodeLastRuneInString(line[:found.at])
		return isWordy(before) || s.starters.likely(next.word)
	default:
		return s.endsAtPeriod(precede(line[from:found.at]), found, next)
	}
}

// endsAtPeriod is ends for a full stop with white space after it and a
// capital, a digit or a mark.
func (s *Splitter) endsAtPeriod(word preceding, found stop, next following) bool {
	if word.isItem() {
		return false
	}
	switch word.kind {
	case title:
		return false
	case numbered:
		return !next.digit() && !isRoman(next.word)
	case hour:
		return next.letter() && !isTimeWord(next.word)
	case either:
		return next.letter() && !next.initial() && !next.dashed && s.starters.afterAcronym(next.word)
	case initial:
		return next.letter() && !next.initial() && s.starters.frequent(next.word)
	case closing:
		return next.letter()
	}
	if word.isNumber() {
		return s.endsAtNumber(word, next)
	}
	return true
}

// endsAtNumber is ends for a full stop after a number, which makes it an
// ordinal in some languages ("am 3. März", "5. 12. 2031").
func (s *Splitter) endsAtNumber(word preceding, next following) bool {
	if len(word.token) > 2 {
		return true
	}
	if next.digit() {
		return false
	}
	head := strings.TrimRightFunc(tail(word.before), unicode.IsSpace)
	article := head[1+strings.LastIndexByte(head, ' '):]
	return !beforeOrdinals[strings.ToLower(article)] && !germanMonths[next.word]
}

// endsBeforeSmall is ends where a small letter follows. That speaks against
// an end, but for a name that begins small, and a plain word before it.
func (s *Splitter) endsBeforeSmall(line string, from int, found stop, next following) bool {
	if found.kind == ellipsis || found.end > found.at+1 || next.opened {
		return false
	}
	if found.kind == strong {
		return next.name()
	}
	word := precede(line[from:found.at])
	return word.kind == ordinary && !word.isItem() && (next.name() || s.starters.plain(word.token))
}

// endsWithoutSpace is ends where the next letter touches the stop: a space
// was forgotten ("the talks.The minister"), or it is no end ("Vastria.Com").
func (s *Splitter) endsWithoutSpace(line string, from int, found stop, next following) bool {
	if found.kind == ellipsis || next.opened || !unicode.IsUpper(next.first) || !s.starters.likely(next.word) {
		return false
	}
	after := clip(next.rest[len(next.word):])
	if inner := strings.IndexAny(after, "./@:"); inner >= 0 && !strings.ContainsFunc(after[:inner+1], unicode.IsSpace) && !endsWord(after[inner+1:]) {
		return false
	}
	if found.quoted && !strings.ContainsAny(line[found.at:found.end], `"'`) {
		return true
	}
	token := precede(line[from:found.at]).token
	return found.end == found.at+1 && utf8.RuneCountInString(token) > 2 && strings.TrimFunc(token, unicode.IsLower) == ""
}

// goesOnInJapanese reports whether a quotation is part of a sentence that
// goes on with a particle: 「行くのか？」と言った。
func goesOnInJapanese(line string, found stop) bool {
	last, _ := utf8.DecodeLastRuneInString(line[:found.end])
	next, _ := utf8.DecodeRuneInString(line[found.end:])
	return strings.ContainsRune("」』", last) && strings.ContainsRune("とっをの", next)
}

// isRoman reports whether a word is a Roman numeral as sections have them.
func isRoman(word string) bool { return word != "" && strings.Trim(word, "IVXLC") == "" }
