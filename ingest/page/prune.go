package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// proseRun is from how many bytes on a run of text outside of links counts
// as prose: shorter ones are labels.
const proseRun = 40

const (
	// furniturePercent is the share of a page's prose that may stand in what
	// is called furniture, and headerPercent that in the head of an article.
	furniturePercent = 25
	headerPercent    = 10
)

// prune takes out of a document what stands on a page beside any article:
// menus, captions, share bars, boxes that invite and lead elsewhere. It goes
// by elements, roles and the words of class names, as sites of all kinds use
// them, and keeps whatever holds a good part of the page's prose, however it
// is called: names are often wrong, and a page's only text is its article.
// It is linear in the size of the document.
func prune(root *html.Node) {
	p := pruning{prose: make(map[*html.Node]int), lines: make(map[*html.Node]bool), needed: make(map[*html.Node]bool)}
	p.total = p.weigh(root)
	p.visit(root)
}

type pruning struct {
	// prose is, by element, how many bytes of prose it holds.
	prose map[*html.Node]int
	// lines are the elements that hold prose of their own.
	lines map[*html.Node]bool
	// needed are the elements around what the page marks as its article.
	needed map[*html.Node]bool
	total  int
}

// weigh counts the prose under n.
func (p *pruning) weigh(n *html.Node) int {
	switch {
	case n.Type == html.TextNode:
		if text := strings.TrimSpace(n.Data); len(text) >= proseRun {
			p.lines[n.Parent] = true
			return len(text)
		}
		return 0
	case n.DataAtom == atom.A || isUnread(n):
		return 0
	}
	if n.DataAtom == atom.Main || attribute(n, "itemprop") == "articleBody" {
		for up := n; up != nil && !p.needed[up]; up = up.Parent {
			p.needed[up] = true
		}
	}
	sum := 0
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		sum += p.weigh(child)
	}
	if n.Type == html.ElementNode && sum > 0 {
		p.prose[n] = sum
	}
	return sum
}

func (p *pruning) visit(n *html.Node) {
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		if child.Type == html.ElementNode {
			if p.dispensable(child) {
				n.RemoveChild(child)
			} else {
				p.visit(child)
			}
		}
		child = next
	}
}

// dispensable reports whether an element can go. The share of the page's
// prose that it may hold depends on what speaks against it.
func (p *pruning) dispensable(n *html.Node) bool {
	if p.needed[n] {
		return false
	}
	isAtMost := func(percent int) bool { return p.prose[n]*100 <= p.total*percent }
	switch n.DataAtom {
	case atom.Html, atom.Head, atom.Body:
		return false
	case atom.Nav, atom.Figcaption, atom.Dialog, atom.Button, atom.Select, atom.Textarea, atom.Aside, atom.Form:
		return isAtMost(furniturePercent)
	case atom.Footer:
		return n.Parent.DataAtom != atom.Blockquote && isAtMost(furniturePercent)
	case atom.Header:
		return isAtMost(headerPercent)
	}
	if isHidden(n) || isFurnitureRole(attribute(n, "role")) {
		return isAtMost(furniturePercent)
	}
	if p.isPartOfLine(n) {
		return false
	}
	return isFurnitureName(attribute(n, "class"), attribute(n, "id")) && isAtMost(furniturePercent)
}

// isPartOfLine reports whether an element is a few words within a sentence,
// such as the place that a report begins with, which may be called anything.
func (p *pruning) isPartOfLine(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A, atom.Abbr, atom.B, atom.Cite, atom.Em, atom.I, atom.Mark, atom.Small, atom.Span, atom.Strong, atom.Time, atom.U:
		return p.lines[n.Parent]
	}
	return false
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// isHidden reports whether an element is not shown until something happens.
func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true"
		case "style":
			style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// isFurnitureRole knows the roles of what stands beside the main content
// (https://www.w3.org/TR/wai-aria-1.2/#landmark_roles).
func isFurnitureRole(role string) bool {
	switch strings.ToLower(role) {
	case "navigation", "complementary", "banner", "contentinfo", "search", "menu", "menubar", "dialog",
		"alertdialog", "toolbar", "tooltip":
		return true
	}
	return false
}
