package main

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache/ingest/story"
)

func TestThePressWritesTheSameArticleAgain(t *testing.T) {
	for _, n := range []int{0, 7, 19, 500} {
		if diff := cmp.Diff(newPress().article(n, 1000), newPress().article(n, 1000)); diff != "" {
			t.Errorf("article %d differs (-first +second):\n%s", n, diff)
		}
	}
}

func TestArticlesAreAsLongAsRealOnes(t *testing.T) {
	press, words := newPress(), 0
	const articles = 200
	for n := range articles {
		count := len(strings.Fields(press.article(n, articles).Text))
		if count < pressLength/2 || count > 2*pressLength {
			t.Errorf("article %d has %d words", n, count)
		}
		words += count
	}
	if mean := words / articles; mean < 350 || mean > 450 {
		t.Errorf("they have %d words on average, want about %d", mean, pressLength)
	}
}

func TestArticlesAreSpreadOverTheDaysInOrder(t *testing.T) {
	press := newPress()
	var before time.Time
	for n := range 100 {
		at, err := time.Parse(time.RFC3339, press.article(n, 100).Published)
		if err != nil || !at.After(before) {
			t.Fatalf("article %d is of %v after %v, %v", n, at, before, err)
		}
		before = at
	}
	if first := time.Date(2029, 1, 1, 0, 0, 0, 0, time.UTC); before.Sub(first) < (pressDays-10)*24*time.Hour {
		t.Errorf("the last is of %v", before)
	}
}

func TestEveryTwentiethArticleIsAReprintOfAnEarlierOneAndNoOtherIs(t *testing.T) {
	press := newPress()
	const articles = 200
	sketches := make([]story.Sketch, articles)
	copies := make([]int, articles)
	for n := range articles {
		a := press.article(n, articles)
		sketches[n] = story.NewSketch(a.Title, a.Text)
		for before := range n {
			if story.Same(sketches[before], sketches[n]) {
				copies[n]++
			}
		}
	}
	for n, count := range copies {
		want := 0
		if n%reprintEvery == reprintEvery-1 {
			want = 1
		}
		if count != want {
			t.Errorf("article %d has %d originals, want %d", n, count, want)
		}
	}
}
