package page

import (
	"encoding/json"
	"strings"
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
	Headline, Outlet, Language, Published, Modified, URL string
	// Image is the address of the lead image as it is written there.
	Image string
	// Body is the text as one run, where the page gives it.
	Body    string
	Authors []string
	// Locked is set where isAccessibleForFree is false, of the article or
	// of a part of it.
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
