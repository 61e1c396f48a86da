package bot

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"attache/news"

	"pgregory.net/rapid"
)

func TestEscape(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"leaves plain words alone", "Mr. O'Neill's “deal” (of 2025) cost $5-10m - or so; 50% of it.", "Mr. O'Neill's “deal” (of 2025) cost $5-10m \\- or so; 50% of it."},
		{"disarms formatting", "*a* _b_ ~c~ `d` |e| \\f", "\\*a\\* \\_b\\_ \\~c\\~ \\`d\\` \\|e\\| \\\\f"},
		{"disarms a link", "[a](https://b.example)", "\\[a\\]\\(https\\://b.example)"},
		{"disarms mentions", "@everyone <@1> <#2>", "@\u200beveryone \\<\u200b@\u200b1\\> \\<\u200b\\#2\\>"},
		{"disarms emoji and times", ":flag_fr: <t:1:R> 10:30", "\\:flag\\_fr: \\<\u200bt\\:1:R\\> 10:30"},
		{"disarms a list", "- a 2. b 3) c -# d", "\\- a 2\\. b 3) c \\-\\# d"},
		{"keeps a year at an end", "in 2025.", "in 2025."},
		{"drops what hides", "a\u202eb\u2066c\u200d\x00d\ufeff\u3164e", "abc\u200dde"},
		{"folds white space", " a\n\tb\u2028c\u00a0d ", "a b c d"},
		{"drops broken UTF-8", "a\xff\xfeb", "ab"},
		{"parts an invitation", "see Discord.gg/x", "see Discord.\u200bgg/x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := escape(c.text); got != c.want {
				t.Errorf("%+q, want %+q", got, c.want)
			}
		})
	}
}

func TestLinkTarget(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://a.example/b?c=d&e=%20f#g":                    "https://a.example/b?c=d&e=%20f#g",
		"http://a.example/(b)[c]<d>":                          "http://a.example/%28b%29%5Bc%5D%3Cd%3E",
		"https://a.example/@everyone":                         "https://a.example/%40everyone",
		"https://a.example/a>) [x](b":                         "https://a.example/a%3E%29%20%5Bx%5D%28b",
		"https://a.example/é":                                 "https://a.example/%C3%A9",
		"javascript:alert(1)":                                 "",
		"https://user:secret@a.example/":                      "",
		"doc-17":                                              "",
		"//a.example/b":                                       "",
		"https://a.example/" + strings.Repeat("x", maxTarget): "",
	} {
		if got, ok := linkTarget(address); ok != (want != "") || ok && got != want {
			t.Errorf("linkTarget(%q) = %q, %v; want %q", address, got, ok, want)
		}
	}
}

// ours are the links this package writes.
var ours = regexp.MustCompile(`\[(?:\[\d+\]|[^\[\]]*)\]\(<https?://[!#-;=?-Z_a-z~]*>\)`)

// harmless reports what in a message could act on a reader, once our own
// markup is taken away.
func harmless(page string) error {
	for _, link := range ours.FindAllString(page, -1) {
		if strings.ContainsAny(link[strings.LastIndex(link, "](<")+3:len(link)-2], "@<>()[]\\` ") {
			return fmt.Errorf("the target of %q breaks out", link)
		}
	}
	page = ours.ReplaceAllString(page, "×") // what it parted stays parted
	for _, mark := range []string{"@everyone", "@here", "<@", "<#", "<:", "<a:", "<t:", "<id:", "</", "http://", "https://"} {
		if strings.Contains(strings.ToLower(page), mark) {
			return fmt.Errorf("it holds %q", mark)
		}
	}
	for number, text := range strings.Split(page, "\n") {
		if err := plainLine(text); err != nil {
			return fmt.Errorf("line %d: %w", number+1, err)
		}
	}
	return nil
}

// plainLine wants every markup in a line escaped, but for what we begin lines
// with and the numbers in front of sources.
func plainLine(text string) error {
	for _, prefix := range []string{small, quotation, bullet} {
		text = strings.TrimPrefix(text, prefix)
	}
	text = strings.TrimPrefix(text, "**Accounts differ:** ")
	text = regexp.MustCompile(`^(\[\d+\])+ `).ReplaceAllString(text, "")
	escaping := false
	for i, r := range text {
		switch {
		case escaping:
			escaping = false
		case r == '\\':
			escaping = true
		case strings.ContainsRune(markup, r):
			return fmt.Errorf("%q at %d of %q is not escaped", r, i, text)
		case string(r) != zeroWidth && r != '\u200c' && r != '\u200d' && unicode.In(r, unicode.Cc, unicode.Cf):
			return fmt.Errorf("%U hides in %q", r, text)
		}
	}
	if escaping {
		return fmt.Errorf("%q ends in a backslash", text)
	}
	return nil
}

func FuzzRendering(f *testing.F) {
	h := hostile()
	f.Add(h.Text, h.Citations[0].Title, h.Citations[0].URL, "The Courier")
	f.Add(strings.Repeat("a*", 3000), "]](<", "https://a.example/\\)", "")
	f.Add(strings.Repeat("😀[1]. ", 900), "t", "http://a.example", "[1](x)")
	f.Add("[1](<https://evil.example>)", "`", "https://[::1]/", "@everyone")
	f.Fuzz(func(t *testing.T, text, title, address, outlet string) {
		a := news.Answer{
			Text: text, Mode: news.ModeExtractive, Notice: title, Sentences: []news.Sentence{{Text: text}},
			Citations: []news.Citation{{N: 1, URL: address, Title: title, Outlet: outlet}, {N: 2, Title: text}},
			Conflicts: []news.Conflict{{About: title, Statements: []news.Sentence{{Text: outlet, Citations: []int{1}}}}},
			Coverage:  news.Coverage{Articles: 2, Outlets: []string{outlet}, Nearest: []string{title, text}},
		}
		refused := a
		refused.Refused = true
		d := display{question: title}
		pages := append(d.finished(a), d.finished(refused)...)
		pages = append(append(pages, plain(text, "-")...), plain(title, "-")...)
		if growing := d.unfinished(a); growing != "" {
			pages = append(pages, growing)
		}
		for _, page := range pages {
			if n := length(page); n == 0 || n > messageLimit || !utf8.ValidString(page) {
				t.Errorf("a message of %d characters", n)
			}
			if err := harmless(page); err != nil {
				t.Errorf("%v\n%s", err, page)
			}
		}
	})
}

// The fuzzer is slow to find what means something to Discord, so these are
// texts of little else.
func TestRenderingIsHarmless(t *testing.T) {
	t.Parallel()
	parts := []string{
		"*", "_", "~", "`", "|", "\\", "[", "]", "(", ")", "<", ">", "@", "everyone", "here", "#", "-", " ", "\n", ":",
		"//", "http", "a", "1", ".", "[1]", "[2]", "😀", "\u202e", "\u200d", zeroWidth, "discord.gg", "https://x.example/", "“", "”",
	}
	text := func(most int) *rapid.Generator[string] {
		return rapid.Map(rapid.SliceOfN(rapid.SampledFrom(parts), 0, most), func(drawn []string) string {
			return strings.Join(drawn, "")
		})
	}
	rapid.Check(t, func(t *rapid.T) {
		title := text(20).Draw(t, "title")
		a := news.Answer{
			Text: text(2000).Draw(t, "text"), Notice: title,
			Citations: []news.Citation{
				{N: 1, URL: "https://x.example/" + text(20).Draw(t, "path"), Title: title, Outlet: title}, {N: 2, Title: title},
			},
			Coverage: news.Coverage{Articles: 2, Outlets: []string{title}, Nearest: []string{title}},
			Refused:  rapid.Bool().Draw(t, "refused"),
		}
		d := display{question: text(20).Draw(t, "question")}
		for _, page := range append(d.finished(a), d.unfinished(a)) {
			if err := harmless(page); err != nil || length(page) > messageLimit {
				t.Fatalf("%d characters: %v\n%s", length(page), err, page)
			}
		}
	})
}

func FuzzRecall(f *testing.F) {
	f.Add("> q\nanswer [[1]](<https://a.example>). …\n-# [1] x")
	f.Add("\\")
	f.Fuzz(func(t *testing.T, content string) {
		if turns := recall(content); len(turns) != 2 || len(turns[0].Text)+len(turns[1].Text) > len(content) {
			t.Errorf("%q became %+v", content, turns)
		}
	})
}
