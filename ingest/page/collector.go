package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"attache/ingest"
)

// collector collects the paragraphs of a document while it is walked. The
// parser bounds how deep a document goes.
type collector struct {
	core *html.Node
	done []paragraph
	line strings.Builder
	// linked counts the bytes of line that stand within links.
	linked int
	// broken is set right after a line break.
	broken bool
	// level is that of the heading around the walk.
	level int
	// These count the open elements of their kind around the walk; texts are
	// those that stand by themselves even in a figure.
	links, items, figures, texts, cores int
}

func (c *collector) walk(n *html.Node) {
	if n.Type == html.TextNode {
		c.text(n.Data)
		return
	}
	if n.Type != html.ElementNode {
		c.children(n)
		return
	}
	switch {
	case isUnread(n):
		return
	case n.DataAtom == atom.Br:
		c.lineBreak()
		return
	case n.DataAtom == atom.Td, n.DataAtom == atom.Th:
		c.line.WriteByte(' ')
	}
	block := ingest.IsBlock(n.DataAtom)
	if block {
		c.end()
	}
	outer := c.level
	if level := headingLevel(n); level > 0 {
		c.level = level
	}
	open := c.counter(n)
	if open != nil {
		*open++
	}
	c.children(n)
	if block {
		c.end()
	}
	if open != nil {
		*open--
	}
	c.level = outer
}

// headingLevel is from 1 to 6 for the elements h1 to h6, else 0.
func headingLevel(n *html.Node) int {
	if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
		return int(n.Data[1] - '0')
	}
	return 0
}

func (c *collector) children(n *html.Node) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child)
	}
}

// counter is the count that an element belongs to; nil for most.
func (c *collector) counter(n *html.Node) *int {
	if n == c.core {
		return &c.cores
	}
	switch n.DataAtom {
	case atom.A:
		if leadsAway(n) {
			return &c.links
		}
	case atom.Li:
		return &c.items
	case atom.Figure:
		return &c.figures
	case atom.Blockquote, atom.Table, atom.Pre, atom.Ul, atom.Ol:
		return &c.texts
	}
	return nil
}

// leadsAway reports whether a link leads to another page, not to a note or
// a heading of this one.
func leadsAway(link *html.Node) bool {
	href := attribute(link, "href")
	return href != "" && !strings.HasPrefix(href, "#")
}

func (c *collector) text(s string) {
	if c.figures > 0 && c.texts == 0 {
		// The words of a figure are its caption.
		return
	}
	c.line.WriteString(s)
	if trimmed := strings.TrimSpace(s); trimmed != "" {
		c.broken = false
		if c.links > 0 {
			c.linked += len(trimmed)
		}
	}
}

// lineBreak makes two breaks in a row the end of a paragraph, as pages
// without paragraph elements mean them.
func (c *collector) lineBreak() {
	if c.broken {
		c.end()
		return
	}
	c.line.WriteByte('\n')
	c.broken = true
}

// end closes the paragraph that is being read.
func (c *collector) end() {
	text := ingest.FoldSpace(c.line.String())
	if text != "" {
		c.done = append(c.done, paragraph{text: text, linked: c.linked, level: c.level, item: c.items > 0, inside: c.cores > 0})
	}
	c.line.Reset()
	c.linked, c.broken = 0, false
}

// isUnread names the elements that are no part of a text.
func isUnread(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Figcaption, atom.Nav, atom.Button,
		atom.Select, atom.Textarea, atom.Input, atom.Iframe, atom.Object, atom.Svg, atom.Math, atom.Canvas,
		atom.Audio, atom.Video, atom.Head, atom.Title, atom.Dialog:
		return true
	}
	return false
}
