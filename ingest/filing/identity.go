package filing

import (
	"slices"

	"attache/ingest"
	"attache/news"
)

// namesOf are the names under which an article may be held: its address,
// its aliases, and the spelling that its address shares with others.
func namesOf(a news.Article) []string {
	names := append([]string{a.URL}, a.Aliases...)
	if spelling := ingest.Spelling(a.URL); spelling != "" {
		names = append(names, spelling)
	}
	return names
}

// identify finds what is held of an article, and gives it the address that
// it is held under. An address is the article's for certain; any other
// name, such as a feed's identifier, is believed only where the texts are
// alike, because feeds use one for different articles.
func (f *Filer) identify(a news.Article, held map[string]news.Held) (news.Article, news.Held, bool) {
	a.Aliases = slices.DeleteFunc(namesOf(a), func(name string) bool { return name == a.URL })
	if h, ok := held[a.URL]; ok {
		a.URL = h.URL
		return a, h, true
	}
	for _, name := range a.Aliases {
		h, ok := held[name]
		if !ok || !f.resembles(a, h.Newest()) {
			continue
		}
		a.Aliases = append(a.Aliases, a.URL)
		a.URL = h.URL
		return a, h, true
	}
	return a, news.Held{}, false
}

// resembles reports whether a text is a later version of a stored one: they
// have their headline in common, or a third of the sentences of the shorter.
func (f *Filer) resembles(a news.Article, r news.Revision) bool {
	if a.Title != "" && ingest.FoldSpace(a.Title) == ingest.FoldSpace(r.Title) {
		return true
	}
	is, was := wordsOf(f.sentences, a.Text).says, wordsOf(f.sentences, r.Text).says
	standing := make(map[string]bool, len(was))
	for _, says := range was {
		standing[says] = true
	}
	shared := 0
	for _, says := range is {
		if standing[says] {
			shared++
		}
	}
	return shared > 0 && shared*3 >= min(len(is), len(was))
}
