package page

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// noPage knows no address.
func noPage(string) bool { return false }

func TestReadLinkedData(t *testing.T) {
	want := linkedArticle{Headline: "Talks", Outlet: "The Envoy", Published: "2025-03-06T09:30:00Z", Authors: []string{"Ann Roe"}}
	const fields = `"headline":"Talks","datePublished":"2025-03-06T09:30:00Z"`
	const people = `"author":[{"@type":"Person","name":"Ann Roe"}],"publisher":{"name":"The Envoy"}`
	for name, block := range map[string]string{
		"a single article":            `{"@type":"NewsArticle",` + fields + `,` + people + `}`,
		"a kind of article in a list": `[{"@type":"BreadcrumbList"},{"@type":["Thing","ReportageNewsArticle"],` + fields + `,` + people + `}]`,
		"a graph":                     `{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},{"@type":"https://schema.org/Article",` + fields + `,` + people + `}]}`,
		"references":                  `{"@graph":[{"@type":"Article",` + fields + `,"author":{"@id":"#a"},"publisher":{"@id":"#p"}},{"@id":"#a","name":"Ann Roe"},{"@id":"#p","name":"The Envoy"}]}`,
		"plain names":                 `{"@type":"Article",` + fields + `,"author":"Ann Roe","publisher":"The Envoy"}`,
		"a comment around it":         "<!-- {\"@type\":\"Article\"," + fields + "," + people + "} -->",
		"line breaks within strings":  "{\"@type\":\"Article\",\"description\":\"one\ntwo\"," + fields + "," + people + "};",
		"a page about it":             `{"@type":"WebPage","mainEntity":{"@type":"NewsArticle",` + fields + `,` + people + `}}`,
	} {
		t.Run("finds the article in "+name, func(t *testing.T) {
			got, found := readLinkedData([]string{"not json", block}, noPage)
			if !found {
				t.Fatal("found nothing")
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("understands that an article is not free in either spelling", func(t *testing.T) {
		for _, value := range []string{`false`, `"False"`} {
			if got, _ := readLinkedData([]string{`{"@type":"Article","isAccessibleForFree":` + value + `}`}, noPage); !got.Locked {
				t.Errorf("%s is not understood", value)
			}
		}
	})
	t.Run("finds the page's own article among those it leads to", func(t *testing.T) {
		isPage := func(address string) bool { return address == "https://envoy.example/talks" }
		for name, own := range map[string]string{
			"by its address": `"url":"https://envoy.example/talks"`,
			"by its page":    `"mainEntityOfPage":{"@type":"WebPage","@id":"https://envoy.example/talks"}`,
			"by a plain one": `"mainEntityOfPage":"https://envoy.example/talks"`,
		} {
			other := `{"@type":"NewsArticle","headline":"Ships","url":"https://envoy.example/ships"}`
			got, _ := readLinkedData([]string{other, `{"@type":"NewsArticle","headline":"Talks",` + own + `}`}, isPage)
			if got.Headline != "Talks" {
				t.Errorf("%s: found %+v", name, got)
			}
			if got, _ := readLinkedData([]string{other, other}, isPage); got.Headline != "Ships" {
				t.Errorf("%s: found %+v where none is the page's", name, got)
			}
		}
	})
	t.Run("finds none where there is none, however deep", func(t *testing.T) {
		deep := strings.Repeat("[", 5000) + `{"@type":"Article"}` + strings.Repeat("]", 5000)
		for _, block := range []string{"", "null", `{"@type":"Person"}`, `{"@type":7}`, deep} {
			if got, found := readLinkedData([]string{block}, noPage); found {
				t.Errorf("found %+v", got)
			}
		}
	})
}
