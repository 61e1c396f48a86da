package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
	"unicode"
)

// press writes invented articles that have the sizes of real ones: some 400
// words of a large vocabulary that are used as unevenly as words are (Zipf),
// with names, numbers and quotations. The n-th article is always the same.
type press struct{ words []string }

// pressArticle is an article as an import file has it.
type pressArticle struct {
	URL       string `json:"url"`
	Title     string `json:"title"`
	Text      string `json:"text"`
	Published string `json:"published"`
	Source    string `json:"source"`
}

const (
	pressWords     = 120_000
	pressParagraph = 60
	pressLength    = 400
	// reprintEvery is how many articles there are for each that reprints one
	// of those before it.
	reprintEvery = 20
	// pressDays is the time over which they are spread.
	pressDays = 730
	// pressOutlets is how many publish them.
	pressOutlets = 40
)

// common are the words that every text is full of, the most frequent first.
const common = "the of to and in a that for on with is was by it as at from he be his has are not an had they which " +
	"their were have this but its who been one would will more after about also or new when two there could other " +
	"into than first some during against between under talks border envoy minister council agreement trade border " +
	"ceasefire delegation embassy sanctions treaty summit grain ports"

// syllables are what the other words are made of.
var syllables = strings.Fields("ba be bo bra ca co da de do dra el en er fa fe ga go gra ha he in is ka ki la le lo " +
	"ma me mi mo na ne no o or pa pe po ra re ri ro sa se si so sta ta te ti to tra u un va ve vi vo za")

// newPress returns a press with its vocabulary.
func newPress() *press {
	random := rand.New(rand.NewPCG(1, 1))
	p := &press{words: strings.Fields(common)}
	seen := make(map[string]bool)
	for len(p.words) < pressWords {
		var word strings.Builder
		for range 2 + random.IntN(3) {
			word.WriteString(syllables[random.IntN(len(syllables))])
		}
		if !seen[word.String()] {
			seen[word.String()] = true
			p.words = append(p.words, word.String())
		}
	}
	return p
}

// article is the n-th of an archive of so many, in order of time. Every
// reprintEvery-th is a reprint by another outlet a day later.
func (p *press) article(n, of int) pressArticle {
	a := p.write(n)
	if n%reprintEvery == reprintEvery-1 {
		original := p.write(n - 1 - n/reprintEvery%(reprintEvery-1))
		a.Title, a.Text = original.Title, "OLAND ("+a.Source+") - "+original.Text
	}
	start := time.Date(2029, 1, 1, 0, 0, 0, 0, time.UTC)
	a.Published = start.Add(time.Duration(float64(pressDays*24*time.Hour) * float64(n) / float64(of))).Format(time.RFC3339)
	return a
}

// write makes the n-th text.
func (p *press) write(n int) pressArticle {
	random := rand.New(rand.NewPCG(uint64(n), 2))
	w := pressWriter{press: p, random: random, zipf: rand.NewZipf(random, 1.05, 3, uint64(len(p.words)-1))}
	outlet := random.IntN(pressOutlets)
	return pressArticle{
		URL:    fmt.Sprintf("https://outlet%d.example/news/%d", outlet, n),
		Title:  strings.TrimSuffix(w.sentence(7), "."),
		Text:   w.text(pressLength/2 + random.IntN(pressLength)),
		Source: fmt.Sprintf("Outlet %d", outlet),
	}
}

// pressWriter writes one article.
type pressWriter struct {
	*press
	random *rand.Rand
	zipf   *rand.Zipf
}

// text writes paragraphs of so many words in all, or a few more.
func (w pressWriter) text(words int) string {
	var text strings.Builder
	written, paragraph := 0, 0
	for written < words {
		one := w.sentence(8 + w.random.IntN(24))
		if w.random.IntN(6) == 0 {
			one = fmt.Sprintf("“%s,” said %s %s, the foreign minister of %s.", strings.TrimSuffix(one, "."), w.name(), w.name(), w.name())
		}
		switch {
		case written == 0:
		case paragraph > pressParagraph:
			text.WriteString("\n\n")
			paragraph = 0
		default:
			text.WriteByte(' ')
		}
		text.WriteString(one)
		count := len(strings.Fields(one))
		written, paragraph = written+count, paragraph+count
	}
	return text.String()
}

// sentence writes a sentence of so many words, some of them names and
// numbers.
func (w pressWriter) sentence(words int) string {
	parts := make([]string, words)
	for i := range parts {
		switch w.random.IntN(14) {
		case 0:
			parts[i] = w.name()
		case 1:
			parts[i] = fmt.Sprint(1 + w.random.IntN(400))
		default:
			parts[i] = w.words[w.zipf.Uint64()]
		}
	}
	parts[0] = capital(parts[0])
	return strings.Join(parts, " ") + "."
}

func (w pressWriter) name() string {
	const frequent = 60 // names are not among the commonest words
	return capital(w.words[frequent+int(w.zipf.Uint64())%(len(w.words)-frequent)])
}

func capital(word string) string {
	runes := []rune(word)
	runes[0] = unicode.ToUpper(runes[0])
	return string(runes)
}
