package bot

import (
	"fmt"
	"strings"

	"attache/news"
)

const (
	// small begins a line of Discord's subtext.
	small = "-# "
	// bullet begins an entry. It is no markdown, so that it stays what it is
	// wherever a message is split.
	bullet = "• "

	// Bounds of a source line's parts, in characters: even with every
	// character escaped the line stays within one message.
	maxTitle, maxOutlet = 150, 80
	// maxNumbers bounds the numbers in front of one source.
	maxNumbers = 50
)

// sources lists the cited articles, one a line, in the order of their first
// number. Passages of one article share its line.
func sources(citations []news.Citation) []block {
	listed := block{together: true}
	numbers := make(map[string][]int)
	for _, c := range citations {
		numbers[c.URL] = append(numbers[c.URL], c.N)
	}
	for _, c := range citations {
		if all := numbers[c.URL]; c.URL == "" || all[0] == c.N {
			if c.URL == "" { // nothing says that two of these are the same
				all = []int{c.N}
			}
			listed.lines = append(listed.lines, line{source(c, all)})
		}
	}
	return []block{listed}
}

// source is one line of the list, such as
// "[1] The Courier · 6 March 2025 · [Title](<https://…>)".
func source(c news.Citation, numbers []int) string {
	var b strings.Builder
	b.WriteString(small)
	for _, n := range numbers[:min(len(numbers), maxNumbers)] {
		fmt.Fprintf(&b, "[%d]", n)
	}
	b.WriteByte(' ')
	if outlet := escape(shorten(visible(c.Outlet), maxOutlet)); outlet != "" {
		b.WriteString(outlet + " · ")
	}
	b.WriteString(c.Published.Day() + " · ")
	title := shorten(visible(c.Title), maxTitle)
	target, linked := linkTarget(c.URL)
	switch {
	case linked && title != "":
		fmt.Fprintf(&b, "[%s](<%s>)", linkText(title), target)
	case linked:
		fmt.Fprintf(&b, "[untitled article](<%s>)", target)
	case title != "":
		b.WriteString(quote(title))
	default:
		b.WriteString(quote(shorten(visible(c.URL), maxTitle)))
	}
	return b.String()
}

// held are the headlines nearest to a question that was refused; the refusal
// itself says how much is held. They are plain text, for nothing here is a
// source. Where little is held, it says who can change that.
func held(a news.Answer) (blocks []block) {
	if len(a.Coverage.Nearest) > 0 {
		near := block{together: true, lines: []line{{small + "Nearest headlines:"}}}
		for _, headline := range a.Coverage.Nearest {
			near.lines = append(near.lines, line{small + bullet + escape(shorten(visible(headline), maxTitle))})
		}
		blocks = append(blocks, near)
	}
	if a.ScarcelyCovered() {
		blocks = append(blocks, block{lines: []line{{small + "Whoever manages this server can add sources on this with /source add."}}})
	}
	return blocks
}
