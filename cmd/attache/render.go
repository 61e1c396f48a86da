package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"attache/news"
)

// width is the column at which text for a terminal is wrapped.
const width = 88

func parseCount(text string) (int, error) { return strconv.Atoi(text) }

// renderAnswer writes an answer for people: the text with [n], then what
// each [n] is; under a refusal what is held instead.
func renderAnswer(w io.Writer, a news.Answer) error {
	var b strings.Builder
	b.WriteString(wrap(plain(a.Text), "") + "\n")
	for _, conflict := range a.Conflicts {
		b.WriteString("\n" + wrap("Reports differ on "+plain(conflict.About)+":", "") + "\n")
		for _, s := range conflict.Statements {
			b.WriteString(wrap("- "+plain(s.Text), "  ") + "\n")
		}
	}
	if a.Refused {
		writeNearest(&b, a)
	} else {
		writeSources(&b, a.Citations)
	}
	if a.Notice != "" {
		b.WriteString("\n" + wrap("Note: "+plain(a.Notice), "") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeSources(b *strings.Builder, citations []news.Citation) {
	b.WriteString("\n")
	for _, c := range citations {
		title := c.Title
		if title == "" {
			title = c.URL
		}
		mark := fmt.Sprintf("[%d] ", c.N)
		indent := strings.Repeat(" ", len(mark))
		b.WriteString(wrap(mark+plain(c.Outlet)+", "+c.Published.Day()+": "+plain(title), indent) + "\n")
		if c.URL != title {
			b.WriteString(indent + plain(c.URL) + "\n")
		}
	}
}

func writeNearest(b *strings.Builder, a news.Answer) {
	if len(a.Coverage.Nearest) > 0 {
		b.WriteString("\nNearest headlines:\n")
		for _, headline := range a.Coverage.Nearest {
			b.WriteString(wrap("- "+plain(headline), "  ") + "\n")
		}
	}
	if a.ScarcelyCovered() {
		b.WriteString("\n" + wrap("More sources on this are added with \"attache source add\" or \"attache source pack\".", "") + "\n")
	}
}

// plain takes out of foreign text what a terminal would obey: control
// characters and escape sequences.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, text)
}

// wrap breaks text at spaces; lines after the first begin with indent.
func wrap(text, indent string) string {
	var b strings.Builder
	column := 0
	for i, word := range strings.Fields(text) {
		size := len([]rune(word))
		switch {
		case i == 0:
		case column+1+size > width:
			b.WriteString("\n" + indent)
			column = len(indent)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += size
	}
	return b.String()
}
