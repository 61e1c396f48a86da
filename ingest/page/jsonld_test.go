package page

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
			got, found := readLinkedData([]string{"not json", block})
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
			if got, _ := readLinkedData([]string{`{"@type":"Article","isAccessibleForFree":` + value + `}`}); !got.Locked {
				t.Errorf("%s is not understood", value)
			}
		}
	})
	t.Run("finds none where there is none, however deep", func(t *testing.T) {
		deep := strings.Repeat("[", 5000) + `{"@type":"Article"}` + strings.Repeat("]", 5000)
		for _, block := range []string{"", "null", `{"@type":"Person"}`, `{"@type":7}`, deep} {
			if got, found := readLinkedData([]string{block}); found {
				t.Errorf("found %+v", got)
			}
		}
	})
}
