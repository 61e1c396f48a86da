package page

import (
	"encoding/json"
	"slices"
	"strings"
)

const (
	// maxLinkedDepth bounds how deep linked data is searched for an article.
	maxLinkedDepth = 8
	// maxLinkedBlocks bounds the blocks of linked data read on one page.
	maxLinkedBlocks = 20
	// maxLinkedArticles bounds the articles among which a page's own is
	// looked for; the others are those it leads to.
	maxLinkedArticles = 50
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

// readLinkedData finds the article in a page's JSON-LD blocks: the first
// whose address is the page's, else the first.
func readLinkedData(blocks []string, isPage func(address string) bool) (linkedArticle, bool) {
	graph := linkedGraph{nodes: make(map[string]map[string]any)}
	var articles []map[string]any
	for _, block := range blocks[:min(len(blocks), maxLinkedBlocks)] {
		if root := parseLinked(block); root != nil {
			graph.collect(root, 0)
			articles = appendArticles(articles, root, 0)
		}
	}
	if len(articles) == 0 {
		return linkedArticle{}, false
	}
	own := slices.IndexFunc(articles, func(node map[string]any) bool { return isPage(graph.home(node)) })
	return graph.article(articles[max(own, 0)]), true
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

// appendArticles adds the articles in arrays, graphs and main entities.
func appendArticles(all []map[string]any, value any, depth int) []map[string]any {
	if depth > maxLinkedDepth || len(all) == maxLinkedArticles {
		return all
	}
	switch v := value.(type) {
	case []any:
		for _, entry := range v {
			all = appendArticles(all, entry, depth+1)
		}
	case map[string]any:
		if isArticleType(v["@type"]) {
			return append(all, v)
		}
		for _, key := range []string{"@graph", "mainEntity"} {
			all = appendArticles(all, v[key], depth+1)
		}
	}
	return all
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
