package page

import (
	"strings"
	"unicode"
)

// furnitureWords are the words in class names that call an element a part
// of the page. They are those that most of the open extractors share
// (Readability.js, Trafilatura), without the ones that stylesheets use for
// articles too, such as "banner", "extra", "footer" or "social".
var furnitureWords = wordSet(
	// What is sold.
	"ad", "ads", "adsense", "advert", "advertisement", "advertising", "advertorial", "adverts", "affiliate", "disclosure",
	"outbrain", "promo", "promos", "promotion", "sponsor", "sponsored", "taboola", "zergnet",
	// What speaks about the picture, the writer, the time and the rights.
	"bio", "byline", "bylines", "caption", "captions", "copyright", "credit", "credits", "dateline", "figcaption", "photocredit",
	"pubdate", "timestamp",
	// What invites.
	"addthis", "addtoany", "followus", "mailchimp", "newsletter", "newsletters", "optin", "share", "sharebar", "sharedaddy", "shares",
	"sharing", "signup", "sociable", "subscribe", "subscription", "subscriptions",
	// What leads elsewhere.
	"mostread", "popular", "readmore", "recirc", "recirculation", "recommendation", "recommendations", "recommended", "related",
	"trending",
	// What readers say.
	"commentlist", "comments", "disqus", "livefyre", "replies", "respond",
	// What lies above the page.
	"consent", "cookie", "cookies", "dropdown", "gdpr", "hovercard", "lightbox", "modal", "overlay", "popup", "rollover", "toast",
	"tooltip",
	// What leads around the site.
	"breadcrumb", "breadcrumbs", "jumplinks", "keywords", "masthead", "menu", "nav", "navbar", "navigation", "pagenav", "pager",
	"pagination", "sidebar", "skiplink", "submenu", "taglist", "tags", "toolbar",
	// What shows pictures, and what is for paper only.
	"carousel", "gallery", "noprint", "printonly", "slideshow",
)

// furniturePairs are words that say so only together.
var furniturePairs = wordSet(
	"about author", "author bio", "author box", "author card", "author info", "author name",
	"also like", "more from", "more on", "more stories", "most read", "most viewed", "next article", "read also", "read next",
	"see also", "up next",
	"social bar", "social buttons", "social icons", "social links", "social tools",
	"article meta", "article tools", "entry meta", "post meta", "tag links", "tag list", "topic list",
	"image copyright", "page footer", "print only", "screen reader", "site footer", "skip link", "skip to",
	"slide count", "sr only", "visually hidden",
)

func wordSet(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, word := range words {
		set[word] = true
	}
	return set
}

// isFurnitureName reports whether a class name or id calls an element a
// part of the page and not of its article.
func isFurnitureName(class, id string) bool {
	for name := range strings.FieldsSeq(class) {
		if isFurniture(nameWords(name)) {
			return true
		}
	}
	// Long ids are the words of a heading.
	words := nameWords(id)
	return len(words) <= maxIDWords && isFurniture(words)
}

// maxIDWords is how many words an id has that is no heading's.
const maxIDWords = 3

func isFurniture(words []string) bool {
	if len(words) == 0 || isState(words[0]) {
		return false
	}
	for i, word := range words {
		if furnitureWords[word] || i > 0 && furniturePairs[words[i-1]+" "+word] {
			return true
		}
	}
	return false
}

// isState begins the names that say how an element is laid out or filed,
// not what it is: has-sidebar, tag-newsletters.
func isState(word string) bool {
	switch word {
	case "has", "is", "no", "non", "not", "with", "without", "tag", "category", "topic", "js":
		return true
	}
	return false
}

// nameWords parts a name where its case or punctuation does, into lower case.
func nameWords(name string) []string {
	var words []string
	start, previous := 0, ' '
	add := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(name[start:end]))
		}
	}
	for i, r := range name {
		switch {
		case !unicode.IsLetter(r):
			add(i)
			start = i + len(string(r))
		case unicode.IsUpper(r) && unicode.IsLower(previous):
			add(i)
			start = i
		}
		previous = r
	}
	add(len(name))
	return words
}
