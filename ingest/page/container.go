package page

import (
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

const (
	// maxElements bounds the pages that are searched for their text; the
	// largest news pages have about 20,000 elements.
	maxElements = 60_000
	// corePercent is the share of an article that its container holds. What
	// lies around it is mostly what the page says beside the article.
	corePercent = 80
	// reachPercent is the share that counts as all of it.
	reachPercent = 98
)

// place is where on a page an article stands.
type place struct {
	// core is the deepest element that holds most of the article, reach the
	// deepest that holds all of it; nil where it has no prose.
	core, reach *html.Node
	// found is the article as readability cut it out.
	found *html.Node
}

// locate asks readability where on a page the article stands. Its cut is
// kept for the pages where reading the place itself goes wrong; reading the
// place keeps what readability drops on the way: embedded posts, datelines,
// lists. Nil where nothing was found.
func locate(root *html.Node, u *url.URL) *place {
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	// The page's own data has been read already.
	parser.DisableJSONLD = true
	article, err := parser.ParseDocument(root, u)
	if err != nil || article.Node == nil {
		return nil
	}
	at := &place{found: article.Node}
	weights, total := weighFound(article.Node, origins(root))
	for e := range root.Descendants() {
		// Parents come before their children.
		weight := weights[e] * 100
		if weight > 0 && weight >= total*corePercent {
			at.core = e
		}
		if weight > 0 && weight >= total*reachPercent {
			at.reach = e
		}
	}
	return at
}

// origins are the elements in which each run of prose stands. Readability
// works on a copy that it builds anew, but leaves the prose as it is. For a
// run that stands in several places it is the element that holds them all.
func origins(root *html.Node) map[string]*html.Node {
	elements := make(map[string]*html.Node)
	for n := range root.Descendants() {
		run, ok := prose(n)
		if !ok {
			continue
		}
		if other := elements[run]; other != nil {
			elements[run] = commonAncestor(other, n.Parent)
		} else {
			elements[run] = n.Parent
		}
	}
	return elements
}

// weighFound counts, by element of the document, the prose that was found in
// it, and all of that.
func weighFound(found *html.Node, origins map[string]*html.Node) (weights map[*html.Node]int, total int) {
	weights = make(map[*html.Node]int)
	for n := range found.Descendants() {
		run, ok := prose(n)
		if !ok || origins[run] == nil {
			continue // text that readability put together
		}
		total += len(run)
		for e := origins[run]; e != nil; e = e.Parent {
			weights[e] += len(run)
		}
	}
	return weights, total
}

// prose is the text of a node that is long enough to count as prose.
func prose(n *html.Node) (string, bool) {
	if n.Type != html.TextNode {
		return "", false
	}
	run := strings.TrimSpace(n.Data)
	return run, len(run) >= proseRun
}

// commonAncestor is the deepest node that holds both of two nodes of one
// document.
func commonAncestor(a, b *html.Node) *html.Node {
	depthA, depthB := depthOf(a), depthOf(b)
	for ; depthA > depthB; depthA-- {
		a = a.Parent
	}
	for ; depthB > depthA; depthB-- {
		b = b.Parent
	}
	for a != b {
		a, b = a.Parent, b.Parent
	}
	return a
}

func depthOf(n *html.Node) int {
	d := 0
	for ; n.Parent != nil; n = n.Parent {
		d++
	}
	return d
}
