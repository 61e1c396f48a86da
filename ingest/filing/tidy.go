package filing

import (
	"net/url"
	"strings"

	"attache/index"
	"attache/news"
)

// tidy makes an article fit to be stored: valid UTF-8 without NUL, one kind
// of line end, a named outlet.
func tidy(a news.Article) news.Article {
	a.Title = strings.Join(strings.Fields(clean(a.Title)), " ")
	a.Text = strings.TrimSpace(clean(a.Text))
	a.Outlet = strings.Join(strings.Fields(clean(a.Outlet)), " ")
	if a.Outlet == "" {
		a.Outlet = outletOf(a.URL)
	}
	return a
}

var lineEnds = strings.NewReplacer("\x00", "", "\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n")

func clean(s string) string {
	return strings.ToValidUTF8(lineEnds.Replace(s), "\uFFFD")
}

// outletOf names the publisher of an address by its host.
func outletOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "unknown outlet"
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// FoldOutlet says which names mean the same outlet: those that are equal
// without case, accents and punctuation.
func FoldOutlet(name string) string {
	var words []string
	index.Words(name, func(start, end int) bool {
		words = append(words, index.Fold(name[start:end]))
		return true
	})
	if len(words) == 0 {
		return strings.TrimSpace(name)
	}
	return strings.Join(words, " ")
}
