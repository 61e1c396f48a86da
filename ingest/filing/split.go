package filing

import (
	"unicode"

	"attache/news"
)

// A passage has minWords to maxWords words where sentences allow it. Only
// the last one of an article may be shorter, and only one that is a single
// sentence longer.
const (
	minWords = 120
	maxWords = 180
	// From minWords on a passage ends at an anchor, from paragraphWords on
	// where its paragraph does, and from goalWords on although the paragraph
	// goes on. Passages near the upper bound find more answers
	// (eval/RESULTS.md).
	paragraphWords = 150
	goalWords      = 170
)

// splitter finds the sentences of a text, in order.
type splitter interface {
	Split(text string) []news.Span
}

// splitPassages cuts a text into passages of its sentences, preferably
// where a paragraph ends and, where sizes allow, not after a heading. The
// ranges are in order and hold every sentence once. Where one ends is told by
// its own words and the sentence after it (the last two share what is left),
// so a change of the text leaves the passages before it as they were, and
// those after it too from where both versions next end at the same place.
func splitPassages(text string, sentences []news.Span) []news.Passage {
	b := newBody(text, sentences)
	ends := balance(b.cuts(), b.words)
	passages := make([]news.Passage, 0, len(ends))
	from := 0
	for _, to := range ends {
		passages = append(passages, passageOf(text, b.sentences[from:to], len(passages)))
		from = to
	}
	return passages
}

// cuts gives, for each passage, the number of the sentence it ends before.
func (b body) cuts() []int {
	var ends []int
	from, words := 0, 0
	for i, count := range b.words {
		if words > 0 && words+count > maxWords {
			from = b.overflow(from, i)
			ends, words = append(ends, from), sum(b.words[from:i])
		}
		words += count
		if i+1 < len(b.words) && b.mayEnd(i, words) {
			ends, from, words = append(ends, i+1), i+1, 0
		}
	}
	if len(b.words) == 0 {
		return nil
	}
	return append(ends, len(b.words))
}

// overflow is where the passage that begins at from ends because sentence i
// has no room in it: before i, or before the headings of i, where the passage
// stays long enough and they have room with i.
func (b body) overflow(from, i int) int {
	end := i
	for end-1 > from && b.introduces(end-1) {
		end--
	}
	if sum(b.words[from:end]) < minWords || sum(b.words[end:i+1]) > maxWords {
		return i
	}
	return end
}

// mayEnd reports whether a passage of so many words ends well after
// sentence i.
func (b body) mayEnd(i, words int) bool {
	switch {
	case words < minWords || b.introduces(i):
		return false
	case words >= goalWords:
		return true
	case !b.endsParagraph(i):
		return false
	}
	return words >= paragraphWords || isAnchor(b.sentence(i))
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

// countWords counts words parted by white space. In scripts written without
// spaces, two characters of Chinese or Japanese count as a word, and four
// letters of Thai, Lao, Khmer or Burmese.
func countWords(text string) int {
	words, quarters, inWord := 0, 0, false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			inWord = false
		case r >= firstUnspaced && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			quarters += 2
			inWord = false
		case r >= firstUnspaced && unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			if unicode.IsLetter(r) {
				quarters++
			}
			inWord = false
		case !inWord:
			words++
			inWord = true
		}
	}
	return words + quarters/4
}

// firstUnspaced is the first character of the scripts written without
// spaces; what comes before need not be looked up.
const firstUnspaced = 0x0E00
