package bot

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplit(t *testing.T) {
	t.Parallel()
	text := func(lines ...string) block {
		var b block
		for _, l := range lines {
			b.lines = append(b.lines, sentences(l))
		}
		return b
	}
	together := func(lines ...string) block {
		b := text(lines...)
		b.together = true
		return b
	}
	for _, c := range []struct {
		name   string
		limit  int
		blocks []block
		want   []string
	}{
		{"keeps what fits", 20, []block{text("One.", "Two. Three.")}, []string{"One.\nTwo. Three."}},
		{"parts sentences", 12, []block{text("One is. Two is. Three.")}, []string{"One is.", "Two is.", "Three."}},
		{"parts lines", 10, []block{text("One is.", "Two is.")}, []string{"One is.", "Two is."}},
		{"keeps a block together", 14, []block{text("One is two."), together("a", "b", "c")}, []string{"One is two.", "a\nb\nc"}},
		{"parts a block that is too long", 4, []block{together("a", "b", "c", "d")}, []string{"a\nb", "c\nd"}},
		{"parts words", 9, []block{text("one two three four")}, []string{"one two", "three", "four"}},
		{"cuts a word", 3, []block{text("abcdefgh")}, []string{"abc", "def", "gh"}},
		{"cuts no escape", 3, []block{text(`ab\*\*c`)}, []string{"ab", `\*`, `\*c`}},
		{"cuts no citation", 24, []block{text("word" + strings.Repeat("[[1]](<http://a.b>)", 2))},
			[]string{"word[[1]](<http://a.b>)", "[[1]](<http://a.b>)"}},
		{"counts as the strictest reader does", 4, []block{text("😀😀😀")}, []string{"😀😀", "😀"}},
		{"makes nothing of nothing", 9, []block{text(), {}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, split(c.blocks, c.limit)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSentences(t *testing.T) {
	t.Parallel()
	got := sentences("It ended [1][2]. “Really?” he asked [3] They left! Mr. Holt stayed.")
	want := []string{"It ended [1][2].", "“Really?”", "he asked [3]", "They left!", "Mr.", "Holt stayed."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
