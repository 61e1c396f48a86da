package page

import (
	"slices"
	"strings"

	"attache/ingest"
)

const (
	// topParagraphs is how far from the top of a text its headline and
	// byline are looked for.
	topParagraphs = 12
	// endParagraphs is how far from its end words about its author are.
	endParagraphs = 4
	// maxSectionHead bounds, in bytes, the heading of a list of articles.
	maxSectionHead = 60
)

// aboutOthers is a heading under which a page lists other articles, or
// speaks of itself.
var aboutOthers = anyOf(
	`^more (from|on|in|about|great|stories|news|coverage)\b`,
	`^(read (more|next|also)|also (read|see|on)|see also|further reading|up next|what to read next|in other news)\b`,
	`^you (may|might) (also )?(like|want)\b`,
	`^(most (read|popular|viewed|shared)|latest (news|stories)|top stories|editor[’']?s[’']? picks|don[’']t miss)\b`,
	`^(related|recommended|popular|trending|sponsored)( (now|news|stories|articles?|posts?|topics|content|coverage|reading|links|videos?|on|from|by|for you))*:?$`,
	`^(about the authors?|leave a (reply|comment)|join the (conversation|discussion)|share this|newsletter|sign up|subscribe|follow us)\b`,
	`^(comments?|tags|topics?)( \(?\d+\)?)?:?$`,
)

// withoutSections leaves out the headings that announce other articles, with
// what stands below them as long as it looks like a list of such.
func withoutSections(all []paragraph) []paragraph {
	kept := make([]paragraph, 0, len(all))
	var head *paragraph
	for i, p := range all {
		switch {
		case isSectionHead(p):
			head = &all[i]
		case head != nil && isEntry(p, head.level > 0):
		default:
			head = nil
			kept = append(kept, p)
		}
	}
	return kept
}

func isSectionHead(p paragraph) bool {
	return len(p.text) <= maxSectionHead && !endsSentence(strings.TrimRight(p.text, ":.…")) && aboutOthers.MatchString(p.text)
}

// isEntry reports whether a paragraph may be the entry of another article: a
// link, or, below a true heading, a line that is no sentence.
func isEntry(p paragraph, underHeading bool) bool {
	return p.linked*3 > len(p.text) || p.item && p.linked > 0 ||
		underHeading && len(p.text) < shortParagraph && !endsSentence(p.text)
}

// withoutEnds leaves out what stands above a text and below it.
func (p *Page) withoutEnds(all []paragraph) []paragraph {
	return p.withoutBios(p.withoutTop(all))
}

// withoutTop leaves out the headline with all before it, byline and date.
func (p *Page) withoutTop(all []paragraph) []paragraph {
	for i, top := range all[:min(len(all), topParagraphs)] {
		if isSentence(top) && top.level == 0 {
			break
		}
		if top.level == 1 || ingest.Squeeze(top.text) == ingest.Squeeze(p.Meta.Title) {
			all = all[i+1:]
			break
		}
	}
	for len(all) > 1 && all[0].level == 0 && isByline(all[0].text, p.Meta.Authors) {
		all = all[1:]
	}
	return all
}

// withoutBios leaves out words about the author near the end of a text, and
// headings that have nothing below them.
func (p *Page) withoutBios(all []paragraph) []paragraph {
	end := max(1, len(all)-endParagraphs)
	if end < len(all) {
		all = append(all[:end], slices.DeleteFunc(all[end:], p.isBio)...)
	}
	for len(all) > 1 && all[len(all)-1].level > 0 {
		all = all[:len(all)-1]
	}
	return all
}

func isSentence(p paragraph) bool { return len(p.text) >= proseRun*2 && endsSentence(p.text) }

// byline is a line without a sentence that says who wrote something, or when.
var byline = anyOf(
	`^(by|from|von|par|por|di|de)\b[^.]{3,80}$`,
	`\b\d{1,2}:\d\d\b`, `\b(19|20)\d\d\b.{0,30}$`, `\b(minutes|hours|days) ago$`,
)

// maxByline bounds, in bytes, a line that can be a byline.
const maxByline = 120

// isByline reports whether the first line of a text says who wrote it, or
// when.
func isByline(text string, authors []string) bool {
	if len(text) > maxByline || endsSentence(text) {
		return false
	}
	for _, author := range authors {
		if strings.Contains(text, author) {
			return true
		}
	}
	return byline.MatchString(text)
}

// isBio reports whether a paragraph at the end speaks of the author by name.
func (p *Page) isBio(end paragraph) bool {
	for _, author := range p.Meta.Authors {
		if strings.Contains(author, " ") && strings.HasPrefix(end.text, author) {
			return true
		}
	}
	return false
}
