package prompts

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Passage is a numbered piece of evidence.
type Passage struct {
	// N is what the model cites it by, from 1.
	N int
	// Outlet, Day and Title say where it stands; Day is written out, such
	// as "6 March 2025".
	Outlet, Day, Title string
	Text               string
}

// passageView is a passage as the templates see it: fenced.
type passageView struct {
	N                        int
	Outlet, Day, Title, Text string
}

const (
	// passageFrame is what the tags around a passage take, in characters.
	passageFrame = 70
	// leastText is what is shown of the first passage however small the
	// budget, in characters.
	leastText = 200
)

// fit fences the passages and keeps those that fit into the budget, whole
// and in their order. The first is always kept, cut where it alone is over
// the budget: a prompt without evidence is of no use.
func fit(passages []Passage, budget int) ([]passageView, error) {
	if len(passages) == 0 {
		return nil, errors.New("filling a prompt: there are no passages")
	}
	if budget <= 0 {
		budget = DefaultBudget
	}
	seen := make(map[int]bool, len(passages))
	var kept []passageView
	for _, p := range passages {
		if p.N < 1 || seen[p.N] {
			return nil, fmt.Errorf("filling a prompt: passage number %d is not a fresh number from 1", p.N)
		}
		seen[p.N] = true
		view := passageView{
			N:      p.N,
			Outlet: cmp.Or(fenceLine(p.Outlet), "unknown"),
			Day:    cmp.Or(fenceLine(p.Day), "undated"),
			Title:  fenceLine(p.Title),
			Text:   fenceText(p.Text),
		}
		frame := runes(view.Outlet) + runes(view.Day) + runes(view.Title) + passageFrame
		if len(kept) == 0 {
			view.Text = shorten(view.Text, max(budget-frame, leastText))
		}
		cost := frame + runes(view.Text)
		if len(kept) > 0 && cost > budget {
			continue
		}
		budget -= cost
		kept = append(kept, view)
	}
	return kept, nil
}

func numbers(passages []passageView) []int {
	shown := make([]int, len(passages))
	for i, p := range passages {
		shown[i] = p.N
	}
	return shown
}

func runes(text string) int { return utf8.RuneCountInString(text) }

// shorten cuts a text to at most limit characters, after a whole word, and
// shows the cut.
func shorten(text string, limit int) string {
	if runes(text) <= limit {
		return text
	}
	count, end := 0, 0
	for i := range text {
		if count == max(0, limit-2) { // room for the sign of the cut
			end = i
			break
		}
		count++
	}
	if space := strings.LastIndexAny(text[:end+1], " \n"); space > 0 {
		end = space
	}
	return strings.TrimSpace(text[:end]) + " …"
}
