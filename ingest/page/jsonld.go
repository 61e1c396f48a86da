package page

import (
	"encoding/json"
	"strings"

	"attache/ingest"
)

const (
	// maxLinkedDepth bounds how deep linked data is searched for an article.
	maxLinkedDepth = 8
	// maxLinkedBlocks bounds the blocks of linked data read on one page.
	maxLinkedBlocks = 20
)

// linkedArticle is what a page says about its article in JSON-LD, in the
// terms of https://schema.org/Article. Empty fields were not stated.
type linkedArticle struct {
	Headline, Outlet, Language, Published, URL string
	// Body is the text as one run, where the page gives it.
	Body    string
	Authors []string
	// Locked is set where isAccessibleForFree is false.
	Locked bool
}

// readLinkedData finds the first article in a page's JSON-LD blocks.
func readLinkedData(blocks []string) (linkedArticle, bool) {
	graph := linkedGraph{nodes: make(map[string]map[string]any)}
	var roots []any
	for _, block := range blocks[:min(len(blocks), maxLinkedBlocks)] {
		if root := parseLinked(block); root != nil {
			roots = append(roots, root)
			graph.collect(root, 0)
		}
	}
	for _, root := range roots {
		if node := findArticle(root, 0); node != nil {
			return graph.article(node), true
		}
	}
	return linkedArticle{}, false
}

// parseLinked reads one block, which may be wrapped as a comment or hold
// line breaks within its strings; nil where it is no JSON.
func parseLinked(block string) any {
	block = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, block)
	for _, wrapping := range []string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["} {
		block = strings.TrimPrefix(strings.TrimSpace(block), wrapping)
	}
	for _, wrapping := range []string{"-->", "/*]]>*/", "//]]>", "]]>", ";"} {
		block = strings.TrimSuffix(strings.TrimSpace(block), wrapping)
	}
	var root any
	if err := json.Unmarshal([]byte(block), &root); err != nil {
		return nil
	}
	return root
}

// findArticle searches arrays, graphs and main entities for an article.
func findArticle(value any, depth int) map[string]any {
	if depth > maxLinkedDepth {
		return nil
	}
	switch v := value.(type) {
	case []any:
		for _, entry := range v {
			if found := findArticle(entry, depth+1); found != nil {
				return found
			}
		}
	case map[string]any:
		if isArticleType(v["@type"]) {
			return v
		}
		for _, key := range []string{"@graph", "mainEntity"} {
			if found := findArticle(v[key], depth+1); found != nil {
				return found
			}
		}
	}
	return nil
}

// isArticleType knows Article and its kinds (NewsArticle,
// ReportageNewsArticle and so on), with or without the vocabulary's address.
func isArticleType(value any) bool {
	switch v := value.(type) {
	case string:
		name := v[strings.LastIndexAny(v, "/:#")+1:]
		return strings.HasSuffix(name, "Article") || name == "BlogPosting" || name == "LiveBlogPosting" || name == "Report"
	case []any:
		for _, entry := range v {
			if name, ok := entry.(string); ok && isArticleType(name) {
				return true
			}
		}
	}
	return false
}

// linkedGraph resolves references by @id, by which pages keep authors and
// publishers apart from the article.
type linkedGraph struct {
	nodes map[string]map[string]any
}

func (g linkedGraph) collect(value any, depth int) {
	if depth > maxLinkedDepth {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, entry := range v {
			g.collect(entry, depth+1)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && v["name"] != nil {
			g.nodes[id] = v
		}
		for _, inner := range v {
			g.collect(inner, depth+1)
		}
	}
}

func (g linkedGraph) article(node map[string]any) linkedArticle {
	a := linkedArticle{
		Headline:  first(g.names(node["headline"]), g.names(node["name"])),
		Outlet:    first(g.names(node["publisher"]), g.names(node["sourceOrganization"])),
		Language:  first(g.names(node["inLanguage"])),
		Published: first(g.names(node["datePublished"]), g.names(node["dateCreated"])),
		URL:       first(g.names(node["url"])),
		Authors:   g.names(node["author"]),
		Locked:    isFalse(node["isAccessibleForFree"]),
	}
	if len(a.Authors) == 0 {
		a.Authors = g.names(node["creator"])
	}
	if body, ok := node["articleBody"].(string); ok {
		a.Body = body
	}
	return a
}

// names reads a value that may be a string, an object with a name, a
// reference to one, or a list of these.
func (g linkedGraph) names(value any) []string {
	switch v := value.(type) {
	case string:
		if name := ingest.Clip(ingest.PlainText(v), ingest.MaxTitleBytes); name != "" {
			return []string{name}
		}
	case []any:
		var all []string
		for _, entry := range v[:min(len(v), ingest.MaxAuthors)] {
			if _, nested := entry.([]any); !nested {
				all = append(all, g.names(entry)...)
			}
		}
		return all
	case map[string]any:
		if id, ok := v["@id"].(string); ok && v["name"] == nil {
			v = g.nodes[id]
		}
		for _, key := range []string{"name", "@value"} {
			if name, ok := v[key].(string); ok {
				return g.names(name)
			}
		}
	}
	return nil
}

// first is the first name of the first list that has one.
func first(lists ...[]string) string {
	for _, list := range lists {
		if len(list) > 0 {
			return list[0]
		}
	}
	return ""
}

// isFalse reads a truth value that may be written as text.
func isFalse(value any) bool {
	switch v := value.(type) {
	case bool:
		return !v
	case string:
		return strings.EqualFold(v, "false")
	}
	return false
}
