package bot

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// zeroWidth is U+200B ZERO WIDTH SPACE. A backslash is honoured only by the
// reader's client; this parts "@" from "everyone" for servers and other bots,
// too.
const zeroWidth = "\u200b"

// markup are the characters that mean something wherever they stand in
// Discord's markdown. Angle brackets open mentions, timestamps, emoji and
// links; "#" and ">" count at the start of a line only, but any word may
// start one once a long answer is split
// (https://discord.com/developers/docs/reference#message-formatting).
const markup = "\\*_~`|[]<>#"

var (
	// emojiName is what a client turns into a picture, such as :flag_fr:.
	emojiName = regexp.MustCompile(`^:[A-Za-z0-9_+-]{1,32}:`)
	// ordinal is what turns a line into a numbered list.
	ordinal = regexp.MustCompile(`(?:^|\s)\d+$`)
	// invitation is what a client shows as a card, even without https://.
	invitation = regexp.MustCompile(`(?i)(discord(?:app)?\.)(gg|com|new|gift)`)
)

// escape makes foreign text show as it reads: nothing in it formats, pings,
// links, embeds or hides. Line breaks become spaces.
func escape(text string) string { return quote(visible(text)) }

// reach is how many bytes before and after a character tell whether it is
// markup: the longest that matters is the name of an emoji.
const reach = 40

// quote puts a backslash before all markup in visible text.
func quote(text string) string {
	text = invitation.ReplaceAllString(text, "${1}"+zeroWidth+"${2}")
	var b strings.Builder
	for i, r := range text {
		// A few bytes around tell, so that long texts take linear time.
		before, after := text[max(0, i-reach):i], text[i+utf8.RuneLen(r):]
		after = after[:min(reach, len(after))]
		if isMarkup(r, before, after) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		if r == '@' || r == '<' && after != "" && after[0] != ' ' {
			b.WriteString(zeroWidth)
		}
	}
	return b.String()
}

// isMarkup tells whether a character would format what stands around it.
func isMarkup(r rune, before, after string) bool {
	switch r {
	case ':':
		return strings.HasPrefix(after, "//") || emojiName.MatchString(":"+after)
	case '-':
		return (before == "" || strings.HasSuffix(before, " ")) && (after == "" || strings.ContainsAny(after[:1], " #"))
	case '.':
		return ordinal.MatchString(before) && (strings.HasPrefix(after, " ") || after == "" && !strings.Contains(before, " "))
	case '(':
		return strings.HasSuffix(before, "]")
	}
	return strings.ContainsRune(markup, r)
}

// visible drops what cannot be seen but changes what can: control and bidi
// characters, fillers, tags. Joiners stay, for Persian and Hindi need them.
// White space folds to single spaces.
func visible(text string) string {
	text = strings.Map(func(r rune) rune {
		const joiner, nonJoiner = '\u200d', '\u200c'
		switch {
		case unicode.IsSpace(r), r == '\u2028', r == '\u2029':
			return ' '
		case r == joiner, r == nonJoiner:
			return r
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs), isFiller(r), r == utf8.RuneError:
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// isFiller tells letters that show as nothing: Hangul fillers and the empty
// braille pattern.
func isFiller(r rune) bool {
	switch r {
	case '\u115f', '\u1160', '\u3164', '\uffa0', '\u2800', '\u034f', '\u17b4', '\u17b5':
		return true
	}
	return false
}

// linkText is escape for the words of a masked link, in which Discord's
// grammar honours no backslash before a bracket.
func linkText(text string) string {
	return escape(strings.NewReplacer("[", "(", "]", ")").Replace(text))
}

// maxTarget bounds a link's address in characters: a source line with it
// stays within one message.
const maxTarget = 500

// plainInURL are the characters of an address that no markdown reads.
const plainInURL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&',;=:/?#%+"

// linkTarget gives an article's address for use between angle brackets.
// Only web addresses without a password become links; everything else, such
// as the identifier of an imported text, reports false.
func linkTarget(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || (u.Scheme != "http" && u.Scheme != "https") {
		return "", false
	}
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(u.String()) {
		if strings.IndexByte(plainInURL, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'%', digits[c>>4], digits[c&15]})
	}
	return b.String(), b.Len() <= maxTarget
}

// shorten cuts text to at most n characters, at a word where there is one.
func shorten(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	cut := string(runes[:n-1])
	if at := strings.LastIndexByte(cut, ' '); at > len(cut)/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:.") + "…"
}
