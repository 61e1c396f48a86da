package answer

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"attache/news"
	"attache/sentence"
)

// draftReader cuts a draft into claims while it is still being written. A
// sentence is complete once the next one has begun, because its citations
// may stand after its full stop.
type draftReader struct {
	sentences *sentence.Splitter
	buffer    string
}

// maxSentence bounds what may wait for its end, in bytes: a model that
// writes more without a stop writes no prose.
const maxSentence = 8 << 10

func newDraftReader(s *sentence.Splitter) *draftReader { return &draftReader{sentences: s} }

// write takes a piece of the draft and returns the claims it completes.
func (r *draftReader) write(text string) []claim {
	text = moveMarks(r.buffer + text)
	spans := r.sentences.Split(text)
	open := len(spans) - 1
	if open > 0 && !beginsSentence(text[spans[open].Start:]) {
		open--
	}
	switch {
	case open > 0:
		r.buffer = text[spans[open].Start:]
		return parseClaims(text, spans[:open])
	case len(text) >= maxSentence:
		text = ""
	}
	r.buffer = text
	return nil
}

// rest returns what is left when the draft has ended.
func (r *draftReader) rest() []claim {
	text := moveMarks(r.buffer)
	r.buffer = ""
	return parseClaims(text, r.sentences.Split(text))
}

// beginsSentence reports whether enough of a sentence has come to know that
// it is one: it is no citation of the sentence before, and its first word is
// whole, on which depends whether "Gen." was the end of one.
func beginsSentence(text string) bool {
	first := strings.IndexFunc(text, unicode.IsSpace)
	return first > 0 && text[0] != '[' && strings.ContainsFunc(text[:first], unicode.IsLetter)
}

var (
	// trailing is a stop with the citations after it.
	trailing = regexp.MustCompile(`([.!?]+["”’)»]*)[ \t]*(\[\d+(?:\s*,\s*\d+)*\](?:[ \t]*\[\d+(?:\s*,\s*\d+)*\])*)[ \t]*`)
	// mark is one citation, of one passage or several.
	mark = regexp.MustCompile(`\s*\[(\d+(?:\s*,\s*\d+)*)\]`)
	// parted are two marks of one sentence.
	parted = regexp.MustCompile(`\][ \t]+\[(\d)`)
	// bullet is how a model may begin a line in spite of its orders.
	bullet = regexp.MustCompile(`^(?:[-*•]|\d{1,2}[.)])\s+`)
)

// moveMarks puts citations that stand after a stop before it, close
// together, so that it makes no difference in how many pieces they came.
func moveMarks(text string) string {
	return parted.ReplaceAllString(trailing.ReplaceAllString(text, " $2$1 "), "][$1")
}

// parseClaim parts a sentence from its citations.
func parseClaim(sentence string) claim {
	var c claim
	for _, found := range mark.FindAllStringSubmatch(sentence, -1) {
		for _, part := range strings.Split(found[1], ",") {
			n, err := strconv.Atoi(strings.TrimSpace(part))
			if err != nil {
				n = 0 // too large to be a number of ours
			}
			c.evidence = append(c.evidence, n-1)
		}
	}
	text := bullet.ReplaceAllString(strings.TrimSpace(mark.ReplaceAllString(sentence, "")), "")
	c.text = strings.Join(strings.Fields(text), " ")
	c.text = strings.NewReplacer(" .", ".", " ,", ",").Replace(c.text)
	return c
}

// parseClaims reads sentences, leaving out what has no words, such as a
// stray full stop.
func parseClaims(text string, spans []news.Span) []claim {
	var claims []claim
	for _, span := range spans {
		c := parseClaim(text[span.Start:span.End])
		if strings.ContainsFunc(c.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			claims = append(claims, c)
		}
	}
	return claims
}
