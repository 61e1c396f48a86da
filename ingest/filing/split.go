package filing

import (
	"strings"
	"unicode"

	"attache/news"
)

// A passage has minWords to maxWords words where sentences allow it. Only
// the last one of an article may be shorter, and only one that is a single
// sentence longer.
const (
	minWords = 120
	maxWords = 180
	// paragraphWords is from when a passage ends where its paragraph does,
	// goalWords from when it ends although the paragraph goes on. Passages
	// near the upper bound find more answers (eval/RESULTS.md).
	paragraphWords = 150
	goalWords      = 170
)

// splitter finds the sentences of a text, in order.
type splitter interface {
	Split(text string) []news.Span
}

// splitPassages cuts a text into passages of whole sentences, preferably
// where a paragraph ends. The ranges are in order and hold every sentence
// once; a change of the text leaves the passages before it as they were.
func splitPassages(s splitter, text string) []news.Passage {
	sentences := s.Split(text)
	counts := make([]int, len(sentences))
	for i, span := range sentences {
		counts[i] = countWords(text[span.Start:span.End])
	}
	ends := balance(cuts(text, sentences, counts), counts)
	passages := make([]news.Passage, 0, len(ends))
	from := 0
	for _, to := range ends {
		passages = append(passages, passageOf(text, sentences[from:to], len(passages)))
		from = to
	}
	return passages
}

// cuts gives, for each passage, the number of the sentence it ends before.
func cuts(text string, sentences []news.Span, counts []int) []int {
	var ends []int
	words := 0
	for i, count := range counts {
		if words > 0 && words+count > maxWords {
			ends, words = append(ends, i), 0
		}
		words += count
		if i+1 == len(counts) {
			break
		}
		paragraph := strings.Contains(text[sentences[i].End:sentences[i+1].Start], "\n")
		if words >= goalWords || words >= paragraphWords && paragraph {
			ends, words = append(ends, i+1), 0
		}
	}
	if len(counts) == 0 {
		return nil
	}
	return append(ends, len(counts))
}

// balance keeps the last passage from being a scrap: it is joined to the
// one before where both fit, or else takes from it what that one can spare.
func balance(ends, counts []int) []int {
	if len(ends) < 2 {
		return ends
	}
	start := 0
	if len(ends) > 2 {
		start = ends[len(ends)-3]
	}
	middle, end := ends[len(ends)-2], ends[len(ends)-1]
	before, last := sum(counts[start:middle]), sum(counts[middle:end])
	if before+last <= maxWords {
		return append(ends[:len(ends)-2], end)
	}
	for last < minWords && middle-start > 1 {
		moved := counts[middle-1]
		if before-moved < minWords || last+moved > maxWords {
			break
		}
		middle, before, last = middle-1, before-moved, last+moved
	}
	ends[len(ends)-2] = middle
	return ends
}

func sum(counts []int) (total int) {
	for _, n := range counts {
		total += n
	}
	return total
}

func passageOf(text string, sentences []news.Span, ordinal int) news.Passage {
	start, end := sentences[0].Start, sentences[len(sentences)-1].End
	p := news.Passage{Ordinal: ordinal, Start: start, End: end, Text: text[start:end]}
	for _, span := range sentences {
		p.Sentences = append(p.Sentences, news.Span{Start: span.Start - start, End: span.End - start})
	}
	return p
}

// countWords counts words parted by white space; in a script written
// without spaces two characters count as a word.
func countWords(text string) int {
	words, logograms, inWord := 0, 0, false
	for _, r := range text {
		switch {
		case r < 0x2E80 && unicode.IsSpace(r):
			inWord = false
		case r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			logograms++
			inWord = false
		case !inWord:
			words++
			inWord = true
		}
	}
	return words + logograms/2
}
