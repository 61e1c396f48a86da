package filing

import (
	"hash/fnv"
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/news"
)

// Content-defined cutting: a paragraph is an anchor by the words of its last
// sentence alone. Passages prefer to end at anchors, so that two versions of
// an article are soon cut in the same places again after an edit (Muthitacharoen,
// Chen and Mazières, "A Low-bandwidth Network File System", 2001).

// anchorEvery is how many paragraphs there are for one anchor, on average.
const anchorEvery = 4

// isAnchor reports whether the paragraph that ends with this sentence is an
// anchor.
func isAnchor(sentence string) bool {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(sentence)) // a hash takes everything
	mixed := hash.Sum32()
	mixed ^= mixed >> 16
	return mixed%anchorEvery == 0
}

// maxHeading is the longest heading, in words.
const maxHeading = 12

// body is a text with its sentences and the words of each.
type body struct {
	text      string
	sentences []news.Span
	words     []int
}

func newBody(text string, sentences []news.Span) body {
	b := body{text: text, sentences: sentences}
	b.words = make([]int, len(b.sentences))
	for i := range b.sentences {
		b.words[i] = countWords(b.sentence(i))
	}
	return b
}

func (b body) sentence(i int) string { return b.text[b.sentences[i].Start:b.sentences[i].End] }

// endsParagraph reports whether a line ends after sentence i, or the text.
func (b body) endsParagraph(i int) bool {
	return i+1 == len(b.sentences) || strings.Contains(b.text[b.sentences[i].End:b.sentences[i+1].Start], "\n")
}

// introduces reports whether sentence i is a line of its own that belongs to
// what follows: a heading, or words before a colon.
func (b body) introduces(i int) bool {
	if b.words[i] > maxHeading || !b.endsParagraph(i) || i > 0 && !b.endsParagraph(i-1) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(b.sentence(i))
	return last == ':' || unicode.IsLetter(last) || unicode.IsDigit(last)
}
