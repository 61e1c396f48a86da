package quote

import (
	"strings"

	"attache/news"
)

// frame is a sentence that holds its quotations whole: where sentences end
// inside a quotation, they are one frame.
type frame struct {
	news.Span
	quotes []marked
	// first and last are set for the first and last of a paragraph.
	first, last bool
	// caption is set for all of a paragraph that ends without a stop and
	// holds no quotation.
	caption bool
}

// frames joins sentences to frames, in order. A quotation outside of all
// sentences belongs to none.
func frames(text string, sentences []news.Span, quotes []marked) []frame {
	out := make([]frame, 0, len(sentences))
	for i := 0; i < len(sentences); i++ {
		f := frame{Span: sentences[i], first: true}
		if n := len(out); n > 0 {
			f.first = strings.IndexByte(text[out[n-1].End:f.Start], '\n') >= 0
			out[n-1].last = f.first
		}
		for len(quotes) > 0 && quotes[0].outer.Start < f.Start {
			quotes = quotes[1:]
		}
		n := 0
		for n < len(quotes) && quotes[n].outer.Start < f.End {
			for i+1 < len(sentences) && sentences[i+1].Start < quotes[n].outer.End {
				i++
				f.End = sentences[i].End
			}
			f.End = max(f.End, quotes[n].outer.End)
			n++
		}
		f.quotes, quotes = quotes[:n], quotes[n:]
		out = append(out, f)
	}
	if n := len(out); n > 0 {
		out[n-1].last = true
	}
	markCaptions(text, out)
	return out
}

// A caption is longer than a heading, which begins something new, and no
// longer than a paragraph that only lost its stop.
const (
	minCaption = 60
	maxCaption = 300
)

// markCaptions finds the paragraphs that interrupt an article.
func markCaptions(text string, frames []frame) {
	first := 0
	for i, f := range frames {
		if f.first {
			first = i
		}
		size := f.End - frames[first].Start
		if !f.last || size < minCaption || size > maxCaption || endsSentence(text[f.Start:f.End]) {
			continue
		}
		caption := true
		for _, g := range frames[first : i+1] {
			caption = caption && len(g.quotes) == 0
		}
		for k := first; k <= i; k++ {
			frames[k].caption = caption
		}
	}
}

// maxHeading bounds, in bytes, a line without a full stop that is taken for
// a heading, a caption or an item of a list.
const maxHeading = 120

// isHeading reports whether a frame is such a line.
func (f frame) isHeading(text string) bool {
	return f.first && f.last && f.End-f.Start < maxHeading && !endsSentence(text[f.Start:f.End])
}
