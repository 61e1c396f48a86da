package bot

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"attache/news"
)

// growing stands at the end of an answer that is still being written.
const growing = " …"

// display is how one answer is to be shown.
type display struct {
	// question stands above the answer where readers would not see it
	// otherwise; empty where they do.
	question string
	// asOf says that the answer was asked for as of its AsOf.
	asOf bool
}

// finished lays a complete answer out over one or more messages.
func (d display) finished(a news.Answer) []string {
	blocks := d.body(a)
	if a.Refused {
		blocks = append(blocks, held(a)...)
	} else {
		blocks = append(blocks, conflicts(a)...)
		blocks = append(blocks, sources(a.Citations)...)
	}
	blocks = append(blocks, d.remarks(a)...)
	if pages := split(blocks, messageLimit); len(pages) > 0 {
		return pages
	}
	return []string{"No answer came of this. Ask again in other words."}
}

// unfinished shows what there is of an answer in one message; empty while
// there is nothing.
func (d display) unfinished(a news.Answer) string {
	if strings.TrimSpace(a.Text) == "" {
		return ""
	}
	pages := split(d.body(a), messageLimit-length(growing))
	if len(pages) == 0 { // nothing in it can be seen
		return ""
	}
	return pages[0] + growing
}

// maxQuestion bounds the question repeated above an answer, in characters.
const maxQuestion = 300

// quotation marks a line that repeats the question.
const quotation = "> "

func (d display) body(a news.Answer) []block {
	var text block
	if question := visible(d.question); question != "" {
		text.lines = append(text.lines, line{quotation + quote(shorten(question, maxQuestion))})
	}
	links := targets(a.Citations)
	if a.Refused {
		links = nil
	}
	for paragraph := range strings.SplitSeq(a.Text, "\n") {
		if paragraph = visible(paragraph); paragraph == "" {
			continue
		}
		var marked line
		for _, sentence := range sentences(paragraph) {
			marked = append(marked, cite(sentence, links))
		}
		text.lines = append(text.lines, marked)
	}
	return []block{text}
}

var citation = regexp.MustCompile(`\[(\d{1,4})\]`)

// targets maps the numbers of citations to their addresses; a citation
// without a web address maps to "".
func targets(citations []news.Citation) map[int]string {
	found := make(map[int]string, len(citations))
	for _, c := range citations {
		target, ok := linkTarget(c.URL)
		if !ok {
			target = ""
		}
		found[c.N] = target
	}
	return found
}

// cite escapes a visible text and links its [n] to the articles. A number
// that is no citation stays text.
func cite(text string, links map[int]string) string {
	var b strings.Builder
	start := 0
	for _, at := range citation.FindAllStringSubmatchIndex(text, -1) {
		n, _ := strconv.Atoi(text[at[2]:at[3]]) // digits, at most four
		target, cited := links[n]
		if !cited {
			continue
		}
		b.WriteString(quote(text[start:at[0]]))
		if target == "" {
			fmt.Fprintf(&b, "\\[%d\\]", n)
		} else {
			fmt.Fprintf(&b, "[[%d]](<%s>)", n, target)
		}
		start = at[1]
	}
	b.WriteString(quote(text[start:]))
	return b.String()
}

// conflicts sets what the articles disagree on side by side.
func conflicts(a news.Answer) []block {
	links := targets(a.Citations)
	var blocks []block
	for _, conflict := range a.Conflicts {
		b := block{together: true, lines: []line{{"**Accounts differ:** " + escape(conflict.About)}}}
		for _, statement := range conflict.Statements {
			var marks strings.Builder
			for _, n := range statement.Citations {
				fmt.Fprintf(&marks, "[%d]", n)
			}
			b.lines = append(b.lines, line{bullet + cite(visible(statement.Text+" "+marks.String()), links)})
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// remarks say how the answer came to be.
func (d display) remarks(a news.Answer) []block {
	var lines []line
	add := func(text string) { lines = append(lines, line{small + text}) }
	if notice := escape(a.Notice); notice != "" {
		add(notice)
	}
	if a.Mode == news.ModeExtractive && !a.Refused && len(a.Sentences) > 0 {
		add("Taken word for word from the articles.")
	}
	if d.asOf && !a.AsOf.IsZero() {
		add("As known on " + a.AsOf.Day() + ".")
	}
	return []block{{lines: lines, together: true}}
}

// plain lays out text of ours that may hold foreign words, such as the title
// of a feed: its line breaks count, its markup does not. Where nothing is to
// be seen it is otherwise.
func plain(text, otherwise string) []string {
	var b block
	for paragraph := range strings.SplitSeq(text, "\n") {
		if paragraph = visible(paragraph); paragraph == "" {
			continue
		}
		quoted := sentences(paragraph)
		for i := range quoted {
			quoted[i] = quote(quoted[i])
		}
		b.lines = append(b.lines, quoted)
	}
	if pages := split([]block{b}, messageLimit); len(pages) > 0 {
		return pages
	}
	return []string{otherwise}
}
