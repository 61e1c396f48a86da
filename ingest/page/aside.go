package page

import (
	"regexp"
	"strings"
)

const (
	// shortParagraph bounds, in bytes, what may be a pointer or furniture.
	shortParagraph = 200
	// shortInvitation bounds, in bytes, what may be an invitation.
	shortInvitation = 400
)

// anyOf matches any of the patterns, in either case.
func anyOf(patterns ...string) *regexp.Regexp {
	return regexp.MustCompile("(?i)" + strings.Join(patterns, "|"))
}

// mark is what may stand before the words of a pointer; no quotation mark,
// because people say such things too.
const mark = `^[\[(►▶➤>»*•–-]{0,2}\s?`

// pointer begins a short paragraph that only points to something else to
// read.
var pointer = anyOf(
	mark+`(read|see|watch|listen|related|more)( also| more| next| now)?\s*:`,
	mark+`(also read|also on|more on this|read more|read next|further reading|don[’']t miss|most read)\b`,
	mark+`(related|recommended)( (stories|story|articles?|content|coverage|news|reading|links|videos?))?\W*$`,
	mark+`(lesen sie auch|mehr zum thema|(à )?lire aussi|lea también|leer más|te puede interesar|leia (mais|também))`,
	mark+`(veja também|leggi anche|lees ook|читайте также|اقرأ أيضا|相关阅读|延伸阅读|関連記事|관련기사)`,
)

// furniture is a short paragraph that belongs to the page and not to the
// article.
var furniture = anyOf(
	// Credits of pictures.
	`^(photo|image|picture|video|graphic|file photo|foto|bild|фото)s?( credits?| by| courtesy| source| copyright)?\s*[:©]`,
	`^image (\d+ of\b|copyright\b)`,
	`\((image|photo|picture|file photo)( credit)?s?\s*:[^()]*\)$`,
	`^\d+ (of|/) \d+$`,
	// Rights.
	`^[©ⓒ]`, `^copyright\s*([©ⓒ@]|\(c\)|\d{4})`, `all rights reserved\.?$`,
	// Times.
	`^(first |last )?(published|updated|posted)\b[^.]*\b(\d{1,2}[:.]\d\d\b|ago$)`,
	// Who worked on it.
	`^\(?(additional )?reporting by\b.*(editing by|reporting by|\)$)`, `^additional reporting by\b`,
	`\bcontributed to this (report|story|article)\.?$`,
	// The page's own words.
	`^(sign (in|up)|subscribe|advertisement|share this|follow us|skip ad)\b[^.]{0,60}$`,
	`^\[/?[a-z_]+ [^\]]*=`, `^(tags?|filed under|categories)\b ?:`,
	`^tell us what you think\b`, `^the post .* (appeared first|first appeared) on\b`,
)

// toGoOn is what stands where the rest is kept for subscribers.
const toGoOn = `\b(subscribe|sign (up|in)|register|log in|become a (member|subscriber)) (now )?to ((continue|keep) reading|read (this|the full|more)\b|unlock\b|continue\W*$)`

// invitation asks readers to do something beside reading.
var invitation = anyOf(
	`(^|[.!?:] )(please )?(sign up|subscribe|register|click here|download)\b[^.]{0,120}\b(newsletters?|inbox|updates|free|daily|app|alerts?|more information)\b`,
	toGoOn,
	`^(get|receive|want (to|more)|never miss|start (your|the) (day|morning|week))\b.{0,160}\b(newsletters?|inbox|delivered (to|straight|right|directly|daily|every)|subscribe|subscription)\b`,
	`\bclick here (to|for)\b`,
	`^(please )?(follow|e-?mail|write to|contact|reach|tweet|message|call)\b.{0,120}(@|\btwitter\b|\bfacebook\b|\binstagram\b|\.com\b)`,
	`\b(can|may) be reached (at|on|via) (\S+@|\(?\+?\d{3}|twitter)`,
	`\bfollow (him|her|them|us|me) ?(on|at)? ?(@|twitter|x\b|facebook|instagram|linkedin|threads|bluesky|mastodon|tiktok|youtube)`, `^have a (news )?tip\b`,
	`^if you (enjoyed|liked) (this|our)\b`, `\bhear what you think\b`, `^like (this|what you)\b.*\bshare\b`,
	`^this (document|article|work|content) is subject to copyright\b`,
	`\b(this|our|we)\b.{0,30}\b(uses?|using|use of) cookies\b`,
	`^join (our .{0,60}\b(forums?|community|channel)|the (conversation|discussion))\b`, `^listen to\b.{0,40}\b(live|podcast)\b`,
)

// labels are paragraphs that are the words on a page's controls.
var labels = wordSet(
	"ad", "advert", "advertisement", "advertising", "advertisement - continue reading below", "article continues below",
	"back to top", "breaking news", "by", "caption", "close", "comment", "comments", "continue reading below", "copy link",
	"email", "enlarge this image", "explore further", "follow", "getty images", "hide caption", "highlights", "link copied",
	"listen", "loading", "log in", "more", "next", "order reprints", "pause", "play", "previous", "print", "print article",
	"read more", "replay", "reply", "save", "share", "sign up", "skip to content", "skip to main content",
	"story continues below", "subscribe", "text size", "this slideshow requires javascript", "toggle caption", "tweet",
	"view comments",
)

// withoutAsides leaves out the paragraphs that lead to another article or
// belong to the page, instead of being part of the article.
func withoutAsides(all []paragraph) []paragraph {
	kept := all[:0]
	for _, p := range all {
		if !isAside(p) {
			kept = append(kept, p)
		}
	}
	return kept
}

func isAside(p paragraph) bool {
	if len(p.text) >= shortInvitation {
		return false
	}
	if isLabel(p.text) || onlyLinks(p) || invitation.MatchString(p.text) {
		return true
	}
	return len(p.text) < shortParagraph && (pointer.MatchString(p.text) || furniture.MatchString(p.text))
}

// onlyLinks reports whether a paragraph is made of links, but for a mark or
// two, or mostly of them without being a sentence.
func onlyLinks(p paragraph) bool {
	if p.linked == 0 {
		return false
	}
	return len(p.text)-p.linked <= 4 || !p.item && p.linked*100 > len(p.text)*70 && !endsSentence(p.text)
}

func isLabel(text string) bool {
	return len(text) < 40 && labels[strings.ToLower(strings.Trim(text, " .:…*|-–—_"))]
}

// endsSentence reports whether a text ends as sentences do.
func endsSentence(text string) bool {
	text = strings.TrimRight(text, ` "'”’»)]`)
	for _, end := range []string{".", "!", "?", "…", "。", "！", "？", "؟", "।", ":", ";"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}
