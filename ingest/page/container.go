package page

import (
	"net/url"
	"slices"
	"strconv"
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
	// numberAttribute carries an element's number through readability,
	// which works on a copy.
	numberAttribute = "data-element-number"
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
	elements := number(root)
	article, err := parser.ParseDocument(root, u)
	if err != nil || article.Node == nil {
		return nil
	}
	at := &place{found: article.Node}
	weights, total := weighFound(article.Node, elements)
	for _, e := range elements {
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

// number numbers the elements of a document in its order.
func number(root *html.Node) []*html.Node {
	var elements []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			// In front of what the page may have put under this name.
			n.Attr = slices.Insert(n.Attr, 0, html.Attribute{Key: numberAttribute, Val: strconv.Itoa(len(elements))})
			elements = append(elements, n)
		}
	}
	return elements
}

// weighFound counts, by element of the document, the prose that was found in
// it, and all of that.
func weighFound(found *html.Node, elements []*html.Node) (weights map[*html.Node]int, total int) {
	weights = make(map[*html.Node]int)
	for n := range found.Descendants() {
		if n.Type != html.TextNode {
			continue
		}
		size := len(strings.TrimSpace(n.Data))
		if size < proseRun {
			continue
		}
		total += size
		for e := origin(n, elements); e != nil; e = e.Parent {
			weights[e] += size
		}
	}
	return weights, total
}

// origin is the element of the document from which a found text comes.
func origin(n *html.Node, elements []*html.Node) *html.Node {
	for up := n.Parent; up != nil; up = up.Parent {
		if i, err := strconv.Atoi(attribute(up, numberAttribute)); err == nil && i >= 0 && i < len(elements) {
			return elements[i]
		}
	}
	return nil
}
