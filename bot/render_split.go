package bot

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// messageLimit is how long a message's content may be
// (https://discord.com/developers/docs/resources/message#create-message).
const messageLimit = 2000

// length counts as strictly as any reading of "characters" does: in UTF-16
// code units, of which a character outside the basic plane takes two.
func length(text string) int {
	n := 0
	for _, r := range text {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}

// line is one line of a message, as the sentences it may be split between.
type line []string

func (l line) String() string { return strings.Join(l, " ") }

// block is a run of lines, which stay together in one message where that is
// possible if together is set.
type block struct {
	lines    []line
	together bool
}

func (b block) String() string {
	texts := make([]string, len(b.lines))
	for i, l := range b.lines {
		texts[i] = l.String()
	}
	return strings.Join(texts, "\n")
}

// split lays blocks out over messages of at most limit characters: between
// blocks that stay together, then between lines, sentences and words, in this
// order of preference. It never cuts a citation or an escape.
func split(blocks []block, limit int) []string {
	p := printer{limit: limit}
	for _, b := range blocks {
		if text := b.String(); b.together && !p.fits("\n"+text) && length(text) <= limit {
			p.turn()
		}
		for _, l := range b.lines {
			p.line(l)
		}
	}
	p.turn()
	return p.pages
}

// printer fills one page after the other.
type printer struct {
	limit int
	pages []string
	page  strings.Builder
	used  int
}

func (p *printer) fits(text string) bool { return p.used+length(text) <= p.limit }

func (p *printer) write(text string) {
	p.page.WriteString(text)
	p.used += length(text)
}

// turn begins a new page, unless nothing stands on this one.
func (p *printer) turn() {
	if text := strings.TrimSpace(p.page.String()); text != "" {
		p.pages = append(p.pages, text)
	}
	p.page.Reset()
	p.used = 0
}

func (p *printer) line(l line) {
	if p.used > 0 && p.fits("\n") {
		p.write("\n")
	}
	for i, sentence := range l {
		p.sentence(sentence, i == 0)
	}
}

// sentence prints a sentence on this page or the next one; only what is
// longer than a page is taken apart.
func (p *printer) sentence(sentence string, opens bool) {
	gap := " "
	if opens || p.used == 0 {
		gap = ""
	}
	if p.fits(gap + sentence) {
		p.write(gap + sentence)
		return
	}
	if length(sentence) <= p.limit {
		p.turn()
		p.write(sentence)
		return
	}
	for i, word := range strings.Fields(sentence) {
		p.word(word, opens && i == 0)
	}
}

// unbreakable are the smallest parts of a word: a citation, an escaped
// character, or any other character.
var unbreakable = regexp.MustCompile(`\[\[\d+\]\]\(<[^>]*>\)|\\.\x{200b}?|(?s:.)`)

func (p *printer) word(word string, opens bool) {
	if p.used > 0 && !opens {
		if p.fits(" " + word) {
			p.write(" ")
		} else {
			p.turn()
		}
	}
	if p.fits(word) {
		p.write(word)
		return
	}
	for _, part := range unbreakable.FindAllString(word, -1) {
		if !p.fits(part) {
			p.turn()
		}
		p.write(part)
	}
}

// sentenceEnd finds where one sentence ends and the next begins. An
// abbreviation taken for an end costs nothing: what it parts is printed
// together again while there is room.
var sentenceEnd = regexp.MustCompile(`(?:[.!?…]["”’»')]*|\[\d+\])(?:\[\d+\])*[.!?]?\s+`)

// sentences takes a line apart at the ends of its sentences.
func sentences(text string) []string {
	var found []string
	start := 0
	for _, end := range sentenceEnd.FindAllStringIndex(text, -1) {
		found = append(found, strings.TrimSpace(text[start:end[1]]))
		start = end[1]
	}
	if rest := strings.TrimSpace(text[start:]); rest != "" || utf8.RuneCountInString(text) == 0 {
		found = append(found, rest)
	}
	return found
}
