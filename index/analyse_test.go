package index

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func termsOf(a *Analyser, text string) []string {
	terms := []string{}
	a.Terms(text, func(t Token) bool { terms = append(terms, t.Term); return true })
	return terms
}

func TestAnalyserFindsTheTermsOfAText(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"lowers, drops punctuation, stems", "Treaties: SIGNED (again)!", "treati sign again"},
		{"joins the letters of an acronym", "U.N. and E.U.", "un and eu"},
		{"joins an acronym in other letters", "É.U. С.Ш.А.", "eu сша"},
		{"reads an acronym with and without dots alike", "UN U.N", "un un"},
		{"keeps what follows a full stop apart", "talks.Then", "talk then"},
		{"cuts a possessive off", "Russia's Russia’s RUSSIA", "russia russia russia"},
		{"keeps an apostrophe's word whole", "don't L’Aquila O'Brien's", "dont laquila obrien"},
		{"drops commas inside numbers", "1,000,000 1000000", "1000000 1000000"},
		{"keeps a decimal point", "2.1 percent, 3.", "2.1 percent 3"},
		{"keeps numbers and letters together", "F-16 G7 2030s", "f 16 g7 2030s"},
		{"folds diacritics", "Erdoğan Çavuşoğlu Łódź café Straße İstanbul", "erdogan cavusoglu lodz cafe strass istanbul"},
		{"folds a capital sharp s", "STRAẞE STRASSE", "strass strass"},
		{"folds what is composed and what is not alike", "e\u0301lan \u00e9lan", "elan elan"},
		{"folds full-width forms", "ＮＡＴＯ １９４９", "nato 1949"},
		{"brings irregular forms to their base", "said says went met troops' led leaders", "say say go meet troop lead leader"},
		{"takes each Han and kana character for a word", "北京 said はい", "北 京 say は い"},
		{"keeps Hangul words whole", "\uc11c\uc6b8 seoul", "\u1109\u1165\u110b\u116e\u11af seoul"},
		{"folds Arabic vowel signs", "السَّلام السلام", "السلام السلام"},
		{"keeps a decimal point between Arabic digits", "٢.٥", "٢.٥"},
		{"drops what is too long for a word", strings.Repeat("a", 65) + " treaty " + strings.Repeat("é", 33), "treati"},
		{"keeps what is just short enough", strings.Repeat("7", 64), strings.Repeat("7", 64)},
		{"finds nothing in signs", "--- ?! … 🕊 \u0301", ""},
		{"reads over bytes that are not UTF-8", "pea\xffce \xc3", "pea ce"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(termsOf(NewAnalyser(), c.text), " "); got != c.want {
				t.Errorf("terms of %q: %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestAnalyserStopsWhenAsked(t *testing.T) {
	count := 0
	NewAnalyser().Terms("one two three", func(Token) bool { count++; return count < 2 })
	if count != 2 {
		t.Errorf("went on to %d terms, want 2", count)
	}
}

func TestAnalyserForgetsStemsBeforeTheyFillTheMemory(t *testing.T) {
	a := NewAnalyser()
	var b strings.Builder
	for i := range cachedStems + 10 {
		for n := i; n > 0; n /= 26 {
			b.WriteByte(byte('a' + n%26))
		}
		b.WriteByte(' ')
	}
	termsOf(a, b.String())
	if len(a.stems) > cachedStems {
		t.Errorf("remembers %d stems, want at most %d", len(a.stems), cachedStems)
	}
	if got := termsOf(a, "treaties"); !slices.Equal(got, []string{"treati"}) {
		t.Errorf("afterwards the terms are %q", got)
	}
}

func TestEveryIrregularFormHasOneBase(t *testing.T) {
	a := NewAnalyser()
	for form, base := range irregular() {
		if Fold(form) != form || Fold(base) != base {
			t.Errorf("%q of %q is not folded, so that it is never met", form, base)
		}
		if got, want := termsOf(a, form), termsOf(a, base); !slices.Equal(got, want) {
			t.Errorf("%q becomes %q, its base %q becomes %q", form, got, base, want)
		}
	}
}

func FuzzAnalyser(f *testing.F) {
	for _, seed := range []string{"U.N.'s 1,000.5 tons", "É.U. STRAẞE ﬁn ٢.٥", "北京 はい", "a'b'c..d,,1,2.", "\xff\xfea\u0301\u0301", "x\u2024y １．２"} {
		f.Add(seed)
	}
	a := NewAnalyser()
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		a.Terms(text, func(token Token) bool {
			if token.Start < end || token.End <= token.Start || token.End > len(text) {
				t.Fatalf("%q stands at [%d, %d) after %d in %d bytes", token.Term, token.Start, token.End, end, len(text))
			}
			end = token.End
			if token.Term == "" || len(token.Term) > 8*maxTermBytes {
				t.Fatalf("%q has the term %q", text[token.Start:token.End], token.Term)
			}
			if utf8.ValidString(text) && !utf8.ValidString(token.Term) {
				t.Fatalf("%q has the term %q, which is not UTF-8", text, token.Term)
			}
			word := Fold(text[token.Start:token.End])
			if again := Fold(word); again != word {
				t.Fatalf("%q folds to %q, and that to %q", text[token.Start:token.End], word, again)
			}
			return true
		})
	})
}
