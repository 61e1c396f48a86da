package page

// furnitureWords are the words in class names that call an element a part
// of the page. They are those that most of the open extractors share
// (Readability.js, Trafilatura), without the ones that stylesheets use for
// articles too, such as "banner", "extra", "footer" or "social".
var furnitureWords = wordSet(
	"ad", "ads", "advert", "adverts", "advertisement", "advertising", "advertorial", "adsense", "sponsor", "sponsored", "promo", "promos",
	"promotion", "outbrain", "taboola", "zergnet", "affiliate", "disclosure",
	"caption", "captions", "captionlink", "figcaption", "credit", "credits", "photocredit", "copyright", "compyrights",
	"byline", "bylines", "dateline", "timestamp", "pubdate", "bio",
	"share", "sharing", "shares", "sharebar", "sharedaddy", "addthis", "addtoany", "sociable", "followus",
	"newsletter", "newsletters", "signup", "subscribe", "subscription", "subscriptions", "optin", "mailchimp",
	"related", "recirc", "recirculation", "recommended", "recommendation", "recommendations", "readmore", "trending", "popular", "mostread",
	"comments", "disqus", "respond", "commentlist", "livefyre", "replies",
	"cookie", "cookies", "consent", "gdpr", "popup", "modal", "overlay", "lightbox", "tooltip", "rollover", "hovercard", "dropdown", "toast",
	"breadcrumb", "breadcrumbs", "pagination", "pager", "pagenav", "navbar", "nav", "navigation", "menu", "submenu", "sidebar", "masthead", "toolbar",
	"tags", "taglist", "keywords", "skiplink", "noprint", "printonly", "carousel", "slideshow", "gallery", "jumplinks",
)

// furniturePairs are words that say so only together.
var furniturePairs = wordSet(
	"screen reader", "sr only", "visually hidden", "visuallyhidden", "skip link", "skip to", "author bio", "author info", "about author", "author box", "author name", "author card",
	"more from", "more on", "more stories", "read next", "up next", "also like", "see also", "read also", "most read", "most viewed", "next article",
	"social links", "social bar", "social buttons", "social icons", "social tools",
	"core package", "breaking news", "breaking now", "article tools", "tag list", "tag links", "topic list", "post meta", "entry meta", "article meta",
	"image copyright", "slide count", "player overlay", "print only", "make homepage", "site footer", "page footer",
)

func wordSet(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, word := range words {
		set[word] = true
	}
	return set
}
