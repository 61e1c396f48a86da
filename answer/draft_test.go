package answer

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"attache/sentence"
)

// newSplitter loads the sentence model once for all tests.
var newSplitter = sync.OnceValues(sentence.New)

func splitter(t testing.TB) *sentence.Splitter {
	t.Helper()
	s, err := newSplitter()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// plainClaim is a claim as tests compare it, citations counted from 1.
type plainClaim struct {
	Text  string
	Cites []int
}

func plainClaims(claims []claim) []plainClaim {
	var plain []plainClaim
	for _, c := range claims {
		p := plainClaim{Text: c.text}
		for _, place := range c.evidence {
			p.Cites = append(p.Cites, place+1)
		}
		plain = append(plain, p)
	}
	return plain
}

func TestADraftIsReadSentenceBySentence(t *testing.T) {
	s := splitter(t)
	for name, test := range map[string]struct {
		draft string
		want  []plainClaim
	}{
		"marks before the stop": {"One met [1]. Two left [2][3].", []plainClaim{{"One met.", []int{1}}, {"Two left.", []int{2, 3}}}},
		"marks after the stop":  {"One met. [1] Two left. [2, 3]", []plainClaim{{"One met.", []int{1}}, {"Two left.", []int{2, 3}}}},
		"a quotation's end":     {`She said "no." [1] He left [2].`, []plainClaim{{`She said "no."`, []int{1}}, {"He left.", []int{2}}}},
		"marks inside":          {"One [1] met two [2].", []plainClaim{{"One met two.", []int{1, 2}}}},
		"no marks":              {"One met.", []plainClaim{{"One met.", nil}}},
		"bullets":               {"- One met [1].\n2. Two left [2].", []plainClaim{{"One met.", []int{1}}, {"Two left.", []int{2}}}},
		"absurd numbers":        {"One met [99999999999999999999].", []plainClaim{{"One met.", []int{0}}}},
		"no answer":             {"NO ANSWER", []plainClaim{{"NO ANSWER", nil}}},
		"titles":                {"Mr. Orr met Gen. Lee in the U.S. on Monday [1]. He left [2].", []plainClaim{{"Mr. Orr met Gen. Lee in the U.S. on Monday.", []int{1}}, {"He left.", []int{2}}}},
		"nothing but marks":     {"[1] [2].", nil},
	} {
		t.Run(name, func(t *testing.T) {
			r := newDraftReader(s)
			got := plainClaims(append(r.write(test.draft), r.rest()...))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestADraftReadsTheSameHoweverItArrives(t *testing.T) {
	s := splitter(t)
	const draft = `Mr. Orr met Gen. Lee in Geneva on 5 May 2031 [1]. "It is done," he said. [2][3] The U.S. paid 2.1bn euros [4]. Then all left [5].`
	whole := newDraftReader(s)
	want := plainClaims(append(whole.write(draft), whole.rest()...))
	rapid.Check(t, func(t *rapid.T) {
		r := newDraftReader(s)
		var got []claim
		for rest := draft; rest != ""; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "piece")
			got = append(got, r.write(rest[:n])...)
			rest = rest[n:]
		}
		if diff := cmp.Diff(want, plainClaims(append(got, r.rest()...))); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestAnyDraftReadsTheSameHoweverItArrives(t *testing.T) {
	s := splitter(t)
	word := rapid.SampledFrom([]string{
		"Mr. Orr", "met", "Gen. Lee", "the U.S. envoys", "on 5 May 2031", "He", "said", "Then", `"no,"`, "‘perhaps’", "[7]", "paid 2.1bn", "é", "北", "(they say)",
	})
	end := rapid.SampledFrom([]string{
		" [1].", ". [2][3]", ".[4] ", " [5, 6].", "? [7]", ` "no." [8]`, " “yes!” [9] [10].", "... [11]", "?! [12]", " [99999999999].", ".", ".\n-", ".\n\n2.", "\n",
	})
	rapid.Check(t, func(t *rapid.T) {
		var draft string
		for range rapid.IntRange(0, 5).Draw(t, "sentences") {
			draft += "She " + strings.Join(rapid.SliceOfN(word, 1, 4).Draw(t, "words"), " ") + end.Draw(t, "end") + " "
		}
		whole := newDraftReader(s)
		want := plainClaims(append(whole.write(draft), whole.rest()...))
		r := newDraftReader(s)
		var got []claim
		for rest := draft; rest != ""; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "piece")
			got = append(got, r.write(rest[:n])...)
			rest = rest[n:]
		}
		if diff := cmp.Diff(want, plainClaims(append(got, r.rest()...))); diff != "" {
			t.Fatalf("%q: %s", draft, diff)
		}
	})
}

func TestADraftWithoutEndIsBounded(t *testing.T) {
	r := newDraftReader(splitter(t))
	for range 20 {
		r.write(strings.Repeat("word ", 400))
		if len(r.buffer) > 2*maxSentence {
			t.Fatalf("%d bytes wait", len(r.buffer))
		}
	}
}

func FuzzParseClaim(f *testing.F) {
	f.Add("- One met [1][2, 3].")
	f.Add("[1[2]]\xff[99999999999999999999]")
	f.Fuzz(func(t *testing.T, sentence string) {
		c := parseClaim(sentence)
		for _, place := range c.evidence {
			if place < -1 {
				t.Errorf("citation %d of %q", place+1, sentence)
			}
		}
		if strings.Contains(c.text, "  ") || strings.TrimSpace(c.text) != c.text {
			t.Errorf("%q is not tidy", c.text)
		}
	})
}

func TestASentenceIsGivenBeforeTheDraftEnds(t *testing.T) {
	r := newDraftReader(splitter(t))
	if got := r.write("One met [1]"); got != nil {
		t.Errorf("half a sentence gave %v", got)
	}
	if got := r.write(". "); got != nil {
		t.Errorf("a sentence whose marks may follow gave %v", got)
	}
	if got := plainClaims(r.write("Two left")); len(got) != 1 || got[0].Text != "One met." {
		t.Errorf("the next sentence's beginning gave %v", got)
	}
}

func FuzzDraft(f *testing.F) {
	s := splitter(f)
	f.Add("One met [1]. Two. [2]", 3)
	f.Add("\xff[1][", 1)
	f.Fuzz(func(t *testing.T, draft string, cut int) {
		cut = min(max(cut, 0), len(draft))
		r := newDraftReader(s)
		r.write(draft[:cut])
		r.write(draft[cut:])
		r.rest()
	})
}
