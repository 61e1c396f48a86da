package page

import (
	"strings"

	"golang.org/x/net/html"

	"attache/ingest"
)

// minStray is from how many bytes on a paragraph beside an article's
// container belongs to it.
const minStray = 120

// Text finds the body of the article however short it is: the place that
// looks like one, else what the page itself marks or gives as one. It takes
// the document apart, so it is the last thing that is done with a page.
func (p *Page) Text() string {
	root := p.doc.Nodes[0]
	prune(root)
	var text string
	var core *html.Node
	if at := locate(root, p.url); at != nil {
		text, core = joined(p.edited(read(at))), at.core
	}
	text = p.orMarked(text, core)
	// A page that shows not half of what it gives builds the rest with
	// scripts, unless it keeps that for its subscribers.
	if !p.Meta.Locked && ingest.WordCount(p.Meta.Body) > 2*ingest.WordCount(text) {
		text = p.Meta.Body
	}
	return WithoutTitle(ingest.Clip(text, ingest.MaxTextBytes), p.Meta.Title)
}

// read is what stands at a place: its core with what strays around it, else
// the core alone, else what readability made of it, whichever is first not
// too far from that.
func read(at *place) []paragraph {
	found := paragraphsOf(at.found, nil)
	if at.core == nil || at.reach == nil {
		return found
	}
	var core, all []paragraph
	for _, p := range paragraphsOf(at.reach, at.core) {
		if p.inside {
			core = append(core, p)
		}
		if p.inside || isStray(p) {
			all = append(all, p)
		}
	}
	want := length(found)
	for _, own := range [][]paragraph{all, core} {
		if size := length(own); size <= want*3/2 && size >= want/2 {
			return own
		}
	}
	return found
}

// isStray reports whether a paragraph beside an article's container may
// belong to it: articles are parted by what stands between their paragraphs.
func isStray(p paragraph) bool {
	return p.level == 0 && !p.item && len(p.text) >= minStray && endsSentence(p.text) && p.linked*4 < len(p.text)
}

// edited leaves out of an article's paragraphs what is no part of it.
func (p *Page) edited(all []paragraph) []paragraph {
	return p.withoutEnds(withoutAsides(withoutSections(all)))
}

// length is the size of paragraphs in bytes.
func length(all []paragraph) int {
	sum := 0
	for _, p := range all {
		sum += len(p.text)
	}
	return sum
}

// orMarked is a text that was found in core, or that of an element which the
// page itself marks: where it has more and the text is too short for an
// article, and where core stands somewhere else. The marks are the body of
// an article in the terms of https://schema.org/articleBody, and the article,
// each only where there is one of its kind.
func (p *Page) orMarked(text string, core *html.Node) string {
	for _, selector := range []string{`[itemprop~="articleBody"]`, "article", "main"} {
		found := p.doc.Find(selector)
		if found.Length() != 1 {
			continue
		}
		marked := found.Nodes[0]
		isElsewhere := core != nil && !contains(core, marked) && !contains(marked, core)
		isShort := ingest.WordCount(text) < minArticleWords
		if !isElsewhere && !isShort {
			continue
		}
		own := joined(p.edited(paragraphsOf(marked, nil)))
		if isElsewhere && ingest.WordCount(own) >= minArticleWords {
			return own
		}
		if isShort && len(own) > len(text) {
			text = own
		}
	}
	return text
}

// contains reports whether an element is, or stands in, another.
func contains(outer, inner *html.Node) bool {
	for n := inner; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

// WithoutTitle drops the headline where it stands again above the text.
func WithoutTitle(text, title string) string {
	if top, rest, found := strings.Cut(text, "\n\n"); found && ingest.Squeeze(top) == ingest.Squeeze(title) {
		return rest
	}
	return text
}
