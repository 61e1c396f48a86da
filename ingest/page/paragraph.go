package page

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"attache/ingest"
)

// pointer begins a paragraph that only points to something else to read.
var pointer = regexp.MustCompile(`(?i)^(read|see|watch|listen)( also| more| next| now)?\s*:|^(also read|related|more on this|read more|recommended|further reading)\b`)

// furniture is a short paragraph that belongs to the page and not to the
// article: credits of pictures, stamps of time, invitations.
var furniture = regexp.MustCompile(`(?i)^(photo|image|picture|video|graphic|file photo)s?( credits?| by| courtesy)?\s*[:©]` +
	`|^image \d+ of\b|\((image|photo|picture|file photo)( credit)?s?\s*:[^()]*\)$|^©|all rights reserved\.?$` +
	`|^(first |last )?(published|updated|posted)\b[^.]*\b\d{1,2}[:.]\d\d\b` +
	`|^(sign (in|up)|subscribe|advertisement|share this|follow us|don[’']t miss|most read|skip ad)\b[^.]{0,60}$`)

// shortParagraph bounds, in bytes, what may be a pointer or furniture.
const shortParagraph = 200

// bodyText is the text under n: paragraphs, headings and list items parted
// by blank lines, white space folded within each. What readers do not read
// as part of a text (scripts, forms, menus, captions) is left out.
func bodyText(n *html.Node) string {
	var p paragraphs
	p.walk(n, false)
	p.end(n)
	return strings.Join(p.done, "\n\n")
}

// HTMLText is the text of a piece of HTML, such as a feed carries; empty
// where it is too large or nested too deeply to be read.
func HTMLText(fragment string) string {
	if strings.Count(fragment, "<") > maxTags {
		return ""
	}
	doc, err := html.Parse(strings.NewReader(fragment))
	if err != nil {
		return ""
	}
	return bodyText(doc)
}

// paragraphs collects the paragraphs of a document while it is walked. The
// parser bounds how deep a document goes.
type paragraphs struct {
	done []string
	line strings.Builder
	// linked counts the bytes of line that stand within links.
	linked int
	// broken is set right after a line break.
	broken bool
}

func (p *paragraphs) walk(n *html.Node, inLink bool) {
	if n.Type == html.TextNode {
		p.text(n.Data, inLink)
		return
	}
	if n.Type == html.ElementNode {
		if isUnread(n) {
			return
		}
		switch n.DataAtom {
		case atom.Br:
			p.lineBreak(n)
			return
		case atom.Td, atom.Th:
			p.line.WriteByte(' ')
		case atom.A:
			inLink = true
		}
	}
	block := n.Type == html.ElementNode && ingest.IsBlock(n.DataAtom)
	if block {
		p.end(n.Parent)
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		p.walk(child, inLink)
	}
	if block {
		p.end(n)
	}
}

func (p *paragraphs) text(s string, inLink bool) {
	p.line.WriteString(s)
	if trimmed := strings.TrimSpace(s); trimmed != "" {
		p.broken = false
		if inLink {
			p.linked += len(trimmed)
		}
	}
}

// lineBreak makes two breaks in a row the end of a paragraph, as pages
// without paragraph elements mean them.
func (p *paragraphs) lineBreak(n *html.Node) {
	if p.broken {
		p.end(n.Parent)
		return
	}
	p.line.WriteByte('\n')
	p.broken = true
}

// end closes the paragraph that stands in element n.
func (p *paragraphs) end(n *html.Node) {
	text := ingest.FoldSpace(p.line.String())
	// What stands outside of links is, but for a mark or two, white space.
	onlyLinks := p.linked > 0 && len(text)-p.linked <= 4
	p.line.Reset()
	p.linked, p.broken = 0, false
	if text == "" || isAside(n, text, onlyLinks) {
		return
	}
	p.done = append(p.done, text)
}

// isAside reports whether a paragraph leads to another article or belongs to
// the page, instead of being part of the article.
func isAside(n *html.Node, text string, onlyLinks bool) bool {
	if onlyLinks && n != nil && (n.DataAtom == atom.Li || n.DataAtom == atom.P) {
		return true
	}
	return len(text) < shortParagraph && (pointer.MatchString(text) || furniture.MatchString(text))
}

// isUnread names the elements that are no part of a text.
func isUnread(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Figcaption, atom.Nav, atom.Form, atom.Button,
		atom.Select, atom.Textarea, atom.Input, atom.Iframe, atom.Object, atom.Svg, atom.Math, atom.Canvas,
		atom.Audio, atom.Video, atom.Head, atom.Title, atom.Dialog:
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" {
			return true
		}
	}
	return false
}
