package page

import (
	"strings"

	"golang.org/x/net/html"
)

// paragraph is a piece of text that stands on lines of its own, with what
// the page shows about its place.
type paragraph struct {
	// text has its white space folded and is never empty.
	text string
	// linked counts the bytes of text that stand within links.
	linked int
	// level is that of a heading, from 1 to 6, and 0 for all else.
	level int
	// item is set for the entries of lists.
	item bool
	// inside is set within the core of what is read.
	inside bool
}

// HTMLText is the text of a piece of HTML, such as a feed carries, without
// what stands beside an article; empty where it is too large or nested too
// deeply to be read.
func HTMLText(fragment string) string {
	if strings.Count(fragment, "<") > maxTags {
		return ""
	}
	doc, err := html.Parse(strings.NewReader(fragment))
	if err != nil {
		return ""
	}
	prune(doc)
	return joined(withoutAsides(withoutSections(paragraphsOf(doc, nil))))
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
//
// Those within core are marked; nil marks none.
func paragraphsOf(n, core *html.Node) []paragraph {
	c := collector{core: core}
	c.walk(n)
	c.end()
	return c.done
}
