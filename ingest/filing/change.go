package filing

import (
	"regexp"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"attache/index"
	"attache/ingest"
	"attache/news"
)

const (
	// pairedShare is the part of its words that a removed sentence must share
	// with an added one in the same place for the two to be one that was
	// reworded.
	pairedShare = 0.4
	// pairedReach is how many added sentences are looked at for one that was
	// removed: a rewritten article has thousands of both.
	pairedReach = 16
)

// ticking is a sentence that changes by itself: a time of update, a count
// of shares or comments, a time to read.
var ticking = regexp.MustCompile(`(?i)^(?:` +
	`(?:first |last |originally )?(?:published|updated|posted|modified|edited)\b(?: (?:on|at))?:?[^.!?]*\d[^.!?]*\.?` +
	`|(?:\d+|an?|few|a few) (?:seconds?|mins?|minutes?|hours?|days?) ago` +
	`|[\d.,]+\s*[km]?\s*(?:shares?|comments?|views?|likes?|reads?|retweets?|reposts?)` +
	`|(?:shares?|comments?|views?|likes?)\s*[:(]?\s*[\d.,]+\s*[km]?\)?` +
	`|\d+[ -]min(?:ute)?s? read` +
	`)$`)

// maxTicking bounds, in bytes, what may be a ticking sentence.
const maxTicking = 120

// words are the sentences of a version with what each says apart from its
// white space; those that tick by themselves are left out.
type words struct {
	spans []news.Span
	says  []string
	// bags are the words of each sentence, sorted, once they were asked for.
	bags [][]string
}

func wordsOf(s splitter, text string) words {
	var w words
	for _, span := range s.Split(text) {
		says := ingest.FoldSpace(text[span.Start:span.End])
		if says == "" || len(says) < maxTicking && ticking.MatchString(says) {
			continue
		}
		w.spans, w.says = append(w.spans, span), append(w.says, says)
	}
	return w
}

// changeOf tells what a new version of an article says otherwise than the
// one before; zero where nothing but white space and ticking sentences
// differ.
func changeOf(s splitter, before news.Revision, after news.Article) news.Change {
	var change news.Change
	if ingest.FoldSpace(before.Title) != ingest.FoldSpace(after.Title) {
		change.Headline = before.Title
	}
	if before.Text == after.Text {
		return change
	}
	was, is := wordsOf(s, before.Text), wordsOf(s, after.Text)
	for _, h := range hunks(was.says, is.says) {
		h.record(&change, &was, &is)
	}
	return change
}

// hunk is a place where the sentences [from, to) of one version stand where
// the other has its own.
type hunk struct {
	wasFrom, wasTo int
	isFrom, isTo   int
}

// hunks are the places where two lists of sentences differ, in order.
func hunks(was, is []string) []hunk {
	before := strings.Join(was, "\n") + "\n"
	var all []hunk
	offset, line, shift := 0, 0, 0
	for _, edit := range udiff.Lines(before, strings.Join(is, "\n")+"\n") {
		line += strings.Count(before[offset:edit.Start], "\n")
		h := hunk{wasFrom: line, isFrom: line + shift}
		line += strings.Count(before[edit.Start:edit.End], "\n")
		h.wasTo, h.isTo = line, h.isFrom+strings.Count(edit.New, "\n")
		offset, shift = edit.End, h.isTo-h.wasTo
		if h.wasTo <= len(was) && h.isTo <= len(is) {
			all = append(all, h)
		}
	}
	return all
}

// record takes up a hunk: removed and added sentences that share enough of
// their words, in order, are one that was replaced.
func (h hunk) record(change *news.Change, was, is *words) {
	next := h.isFrom
	for i := h.wasFrom; i < h.wasTo; i++ {
		partner := -1
		for j := next; j < min(h.isTo, next+pairedReach) && partner < 0; j++ {
			if alike(was.bag(i), is.bag(j)) {
				partner = j
			}
		}
		if partner < 0 {
			change.Removed = append(change.Removed, was.spans[i])
			continue
		}
		change.Added = append(change.Added, is.spans[next:partner]...)
		change.Replaced = append(change.Replaced, news.Replacement{Before: was.spans[i], After: is.spans[partner]})
		next = partner + 1
	}
	change.Added = append(change.Added, is.spans[next:h.isTo]...)
}

// bag gives the words of a sentence, folded and sorted.
func (w *words) bag(i int) []string {
	if w.bags == nil {
		w.bags = make([][]string, len(w.says))
	}
	if w.bags[i] == nil {
		says := w.says[i]
		bag := make([]string, 0, len(says)/5)
		index.Words(says, func(start, end int) bool {
			bag = append(bag, index.Fold(says[start:end]))
			return true
		})
		slices.Sort(bag)
		w.bags[i] = bag
	}
	return w.bags[i]
}

// alike reports whether two sentences share pairedShare of the words of the
// one that has more of them.
func alike(a, b []string) bool {
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			shared, i, j = shared+1, i+1, j+1
		}
	}
	return shared > 0 && float64(shared) >= pairedShare*float64(max(len(a), len(b)))
}
