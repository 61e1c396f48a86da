package asking

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"attache/index"
	"attache/retrieval"
)

//go:embed stopwords.txt
var stopwordList string

// framewordList are the words with which questions ask for speech and
// opinion. Reports put them in a dozen ways, so that the wording says little
// about whether a passage answers.
const framewordList = `say speak tell talk call describe mention state comment remark announce think
	happen explain argue discuss respond react view opinion stance position`

// terms reads a question's content words. A question of nothing but stop
// words has its stop words instead, because they are all there is
// ("The Who?").
func terms(analyser *index.Analyser, question string) []retrieval.Term {
	stop, frame := stopwords(), framewords()
	shouting := isShouting(question)
	var content, all []retrieval.Term
	analyser.Terms(question, func(t index.Token) bool {
		word := question[t.Start:t.End]
		term := retrieval.Term{
			Word: word, Term: t.Term, Frame: frame[t.Term],
			Name: !shouting && isNameAt(question, t.Start, word),
		}
		known := func(other retrieval.Term) bool { return other.Term == t.Term }
		if slices.ContainsFunc(content, known) {
			return true
		}
		if !slices.ContainsFunc(all, known) {
			all = append(all, term)
		}
		// "US", "WHO" and "IT" are not the stop words "us", "who" and "it".
		acronym := !shouting && len(word) > 1 && word == strings.ToUpper(word)
		if !stop[index.Fold(word)] || acronym {
			content = append(content, term)
		}
		return len(content) < index.MaxTerms
	})
	if len(content) == 0 {
		content = all[:min(len(all), index.MaxTerms)]
	}
	return content
}

// firstBytes cuts a text to at most n bytes, between runes.
func firstBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// isShouting reports a text without lower-case letters, whose capitals
// therefore mean nothing.
func isShouting(s string) bool {
	return !strings.ContainsFunc(s, unicode.IsLower)
}

// isNameAt reports whether a word is written like a name: with a capital,
// and not only because a sentence begins there.
func isNameAt(text string, start int, word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(first) {
		return false
	}
	before := strings.TrimRight(text[:start], " \t\"'“”‘’(")
	if before == "" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	return !strings.ContainsRune(".?!:\n", last)
}

// stopwords are the words of the list, which are parted by white space;
// lines that begin with # are comments.
var stopwords = sync.OnceValue(func() map[string]bool {
	words := make(map[string]bool)
	for line := range strings.Lines(stopwordList) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, word := range strings.Fields(line) {
			words[word] = true
		}
	}
	return words
})

// framewords are the terms of the list.
var framewords = sync.OnceValue(func() map[string]bool {
	terms := make(map[string]bool)
	index.NewAnalyser().Terms(framewordList, func(t index.Token) bool {
		terms[t.Term] = true
		return true
	})
	return terms
})
