package finding

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attache/news"
	"attache/retrieval"
)

// found is a passage of an article.
func found(passage, article int64, score, share float64) retrieval.Found {
	return retrieval.Found{
		Evidence: news.Evidence{Passage: news.Passage{ID: passage}, Article: news.Article{ID: article}},
		Score:    score, Share: share,
	}
}

// told are the passages with their scores and copies: "7=0.9+3+4".
func told(all []retrieval.Found) string {
	var parts []string
	for _, f := range all {
		part := fmt.Sprintf("%d=%v", f.Passage.ID, f.Score)
		for _, a := range f.Copies {
			part += fmt.Sprintf("+%d", a.ID)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}

func TestFoldShowsTheOrigin(t *testing.T) {
	// Articles 2 and 3 reprint article 1; 9 stands alone.
	origin := func(article int64) int64 {
		if article == 2 || article == 3 {
			return 1
		}
		return article
	}
	for name, test := range map[string]struct {
		found []retrieval.Found
		want  string
	}{
		"nothing of nothing":                           {nil, ""},
		"and leaves what stands alone":                 {[]retrieval.Found{found(90, 9, .9, .5), found(10, 1, .8, .5)}, "90=0.9 10=0.8"},
		"with its copies, with the best of the scores": {[]retrieval.Found{found(20, 2, .9, .5), found(10, 1, .8, .5), found(30, 3, .7, .5)}, "10=0.9+2+3"},
		"in the place that its score gives it":         {[]retrieval.Found{found(20, 2, .9, .5), found(90, 9, .8, .5), found(10, 1, .7, .5)}, "10=0.9+2 90=0.8"},
		"and names a copy once":                        {[]retrieval.Found{found(10, 1, .9, .5), found(20, 2, .8, .5), found(21, 2, .7, .4)}, "10=0.9+2"},
		"and keeps a copy's passage that tells more":   {[]retrieval.Found{found(20, 2, .9, .8), found(10, 1, .8, .5), found(21, 2, .7, .5)}, "20=0.9 10=0.8+2"},
		"by the best of its own passages":              {[]retrieval.Found{found(10, 1, .9, .2), found(11, 1, .8, .6), found(20, 2, .7, .6)}, "10=0.9+2 11=0.8"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := told(fold(test.found, origin)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestFoldLosesNoArticleAndKeepsTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []retrieval.Found
		articles := make(map[int64]bool)
		for i := range rapid.IntRange(0, 20).Draw(t, "passages") {
			f := found(int64(i), rapid.Int64Range(0, 8).Draw(t, "article"), float64(20-i), rapid.Float64Range(0, 1).Draw(t, "share"))
			all, articles[f.Article.ID] = append(all, f), true
		}
		// The origin is one that was found, as collapse sees to.
		origin := func(article int64) int64 {
			if o := article / 3 * 3; articles[o] {
				return o
			}
			return article
		}
		folded := fold(all, origin)
		told := make(map[int64]bool)
		for i, f := range folded {
			told[f.Article.ID] = true
			for _, a := range f.Copies {
				told[a.ID] = true
				if origin(a.ID) != f.Article.ID || a.ID == f.Article.ID {
					t.Errorf("article %d is named a copy of %d", a.ID, f.Article.ID)
				}
			}
			if i > 0 && f.Score > folded[i-1].Score {
				t.Errorf("score %v behind %v", f.Score, folded[i-1].Score)
			}
		}
		if len(told) != len(articles) {
			t.Errorf("articles %v become %v", articles, told)
		}
	})
}

func TestDiversifyKeepsTwoPassagesOfAnArticle(t *testing.T) {
	all := []retrieval.Found{found(1, 1, .9, 0), found(2, 1, .8, 0), found(3, 1, .7, 0), found(4, 2, .6, 0), found(5, 3, .5, 0)}
	for limit, want := range []string{"", "1=0.9", "1=0.9 2=0.8", "1=0.9 2=0.8 4=0.6", "1=0.9 2=0.8 4=0.6 5=0.5", "1=0.9 2=0.8 4=0.6 5=0.5"} {
		if got := told(Diversify(all, limit)); got != want {
			t.Errorf("of %d: %q, want %q", limit, got, want)
		}
	}
}

func TestWhatIsMissingIsANameThatNothingHolds(t *testing.T) {
	asked := retrieval.Asked{
		Terms: make([]retrieval.Term, 5),
		Names: []retrieval.Name{
			{Text: "Lena Orr", Terms: 0b00011, Proper: true},
			{Text: "Oland", Terms: 0b00100, Proper: true},
			{Text: "foreign minister", Terms: 0b11000},
		},
	}
	for matched, want := range map[uint64][]string{
		0b00000: {"Lena Orr", "Oland"},
		0b00001: {"Oland"},
		0b00100: {"Lena Orr"},
		0b00110: nil,
		0b11000: {"Lena Orr", "Oland"},
	} {
		// Half of what is matched stands in one passage, half in another.
		first := matched & -matched
		f := retrieval.Findings{Asked: asked, Found: []retrieval.Found{{Named: first}, {Named: matched &^ first}}}
		if got := missing(f); !slices.Equal(got, want) {
			t.Errorf("%05b (%d terms): %q, want %q", matched, bits.OnesCount64(matched), got, want)
		}
	}
}
