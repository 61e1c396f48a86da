package page

import (
	"maps"
	"slices"
	"strings"

	"attache/ingest"
)

// linkedGraph resolves references by @id, by which pages keep authors and
// publishers apart from the article.
type linkedGraph struct {
	nodes map[string]map[string]any
	// page is the first WebPage with dates, which are the article's where
	// that has none of its own.
	page map[string]any
}

func (g *linkedGraph) collect(value any, depth int) {
	if depth > maxLinkedDepth {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, entry := range v {
			g.collect(entry, depth+1)
		}
	case map[string]any:
		id, ok := v["@id"].(string)
		if ok && (v["name"] != nil || v["url"] != nil) && g.nodes[id]["name"] == nil {
			g.nodes[id] = v
		}
		if g.page == nil && isPageType(v["@type"]) && v["datePublished"] != nil {
			g.page = v
		}
		// In one order, so that a page is always read in the same way.
		for _, key := range slices.Sorted(maps.Keys(v)) {
			g.collect(v[key], depth+1)
		}
	}
}

func (g *linkedGraph) article(node map[string]any) linkedArticle {
	a := linkedArticle{
		Headline:  first(g.names(node["headline"]), g.names(node["name"])),
		Outlet:    first(g.names(node["publisher"]), g.names(node["sourceOrganization"])),
		Language:  first(g.names(node["inLanguage"])),
		Published: first(g.names(node["datePublished"]), g.names(g.page["datePublished"]), g.names(node["dateCreated"])),
		Modified:  first(g.names(node["dateModified"]), g.names(g.page["dateModified"])),
		URL:       first(g.names(node["url"])),
		Image:     g.address(node["image"], node["thumbnailUrl"]),
		Authors:   g.names(node["author"]),
		Locked:    isLocked(node),
	}
	if len(a.Authors) == 0 {
		a.Authors = g.names(node["creator"])
	}
	if body, ok := node["articleBody"].(string); ok {
		a.Body = body
	}
	return a
}

// home is the address of the page that an article stands on; empty where it
// is not stated.
func (g *linkedGraph) home(node map[string]any) string {
	if page, ok := node["mainEntityOfPage"].(map[string]any); ok {
		if id, ok := page["@id"].(string); ok {
			return id
		}
	}
	return g.address(node["url"], node["mainEntityOfPage"])
}

// isPageType knows WebPage and its kinds, alone or first in a list.
func isPageType(value any) bool {
	if list, ok := value.([]any); ok && len(list) > 0 {
		value = list[0]
	}
	name, ok := value.(string)
	return ok && strings.HasSuffix(name, "WebPage")
}

// names reads a value that may be a string, an object with a name, a
// reference to one, or a list of these.
func (g *linkedGraph) names(value any) []string {
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

// address reads the address of the first image that is given, as a string,
// an object with a url, a reference to one, or a list of these.
func (g *linkedGraph) address(values ...any) string {
	for _, value := range values {
		if list, ok := value.([]any); ok && len(list) > 0 {
			value = list[0]
		}
		if node, ok := value.(map[string]any); ok {
			if id, isRef := node["@id"].(string); isRef && node["url"] == nil {
				node = g.nodes[id]
			}
			value = node["url"]
		}
		if address, ok := value.(string); ok && address != "" {
			return address
		}
	}
	return ""
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

// isLocked reports whether an article, or a part of it, is for subscribers
// (https://developers.google.com/search/docs/appearance/structured-data/paywalled-content).
func isLocked(node map[string]any) bool {
	if stated, ok := node["isAccessibleForFree"]; ok {
		return isFalse(stated)
	}
	parts, isList := node["hasPart"].([]any)
	if !isList {
		parts = []any{node["hasPart"]}
	}
	for _, part := range parts {
		if part, ok := part.(map[string]any); ok && isFalse(part["isAccessibleForFree"]) {
			return true
		}
	}
	return false
}

// isFalse reads a truth value that may be written as text.
func isFalse(value any) bool {
	switch v := value.(type) {
	case bool:
		return !v
	case string:
		return strings.EqualFold(v, "false") || strings.HasSuffix(v, "schema.org/False")
	}
	return false
}
