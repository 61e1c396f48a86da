package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"attache/ingest"
)

// paragraph is a piece of text that stands on lines of its own, with what
// the page shows about its place.
type paragraph struct {
	// text has its white space folded and is never empty.
	text string
	// linked counts the bytes of text that stand within links.
	linked int
	// heading and item tell headings and the entries of lists.
	heading, item bool
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
	return joined(withoutAsides(paragraphsOf(doc)))
}

// joined is the paragraphs as one text, parted by blank lines.
func joined(all []paragraph) string {
	texts := make([]string, len(all))
	for i, p := range all {
		texts[i] = p.text
	}
	return strings.Join(texts, "\n\n")
}

// paragraphsOf reads what stands under n: paragraphs, headings and the
// entries of lists. What readers do not read as part of a text (scripts,
// forms, menus, captions) is left out.
func paragraphsOf(n *html.Node) []paragraph {
	var c collector
	c.walk(n)
	c.end()
	return c.done
}

// collector collects the paragraphs of a document while it is walked. The
// parser bounds how deep a document goes.
type collector struct {
	done []paragraph
	line strings.Builder
	// linked counts the bytes of line that stand within links.
	linked int
	// broken is set right after a line break.
	broken bool
	// These count the open elements of their kind around the walk; texts are
	// those that stand by themselves even in a figure.
	links, headings, items, figures, texts int
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
	open := c.counter(n.DataAtom)
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
}

func (c *collector) children(n *html.Node) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child)
	}
}

// counter is the count that an element belongs to; nil for most.
func (c *collector) counter(a atom.Atom) *int {
	switch a {
	case atom.A:
		return &c.links
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return &c.headings
	case atom.Li:
		return &c.items
	case atom.Figure:
		return &c.figures
	case atom.Blockquote, atom.Table, atom.Pre, atom.Ul, atom.Ol:
		return &c.texts
	}
	return nil
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
		c.done = append(c.done, paragraph{text: text, linked: c.linked, heading: c.headings > 0, item: c.items > 0})
	}
	c.line.Reset()
	c.linked, c.broken = 0, false
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
