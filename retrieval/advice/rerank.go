package advice

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"attache/prompts"
)

const (
	// Candidates is how many passages the model is shown at most.
	Candidates = 30
	// maxOrder bounds what it may write, in bytes.
	maxOrder = 1_000
)

var errNoOrder = errors.New("it holds no list of passages")

// Rerank gives the order in which passages answer a question: places in
// passages, each exactly once, the best first. Only the first Candidates are
// shown to the model; the others, and those that it leaves out, keep their
// order behind the ones it names. The order is the one given where the model
// fails or is late. The error is only ever that ctx has ended; the order can
// be used even then.
func (a *Adviser) Rerank(ctx context.Context, question string, passages []string) (order []int, err error) {
	if len(passages) < 2 || a.options.Model == nil {
		return follow(nil, len(passages)), nil
	}
	began := time.Now()
	named, failure := a.rerank(ctx, question, passages[:min(len(passages), Candidates)])
	return follow(named, len(passages)), a.given(ctx, "order of passages", began, failure)
}

// rerank gives the places that the model names, the best first.
func (a *Adviser) rerank(ctx context.Context, question string, passages []string) ([]int, error) {
	prompt, err := prompts.Rerank(prompts.RerankData{Question: question, Passages: passages, Budget: a.options.Budget})
	if err != nil {
		return nil, err
	}
	written, err := a.ask(ctx, prompt, a.options.RerankWithin, maxOrder)
	if err != nil {
		return nil, err
	}
	named := parseOrder(written, len(passages))
	if len(named) == 0 {
		return nil, errNoOrder
	}
	return named, nil
}

// parseOrder reads the lines that are lists of numbers, from 1, and gives the
// places that they stand for, from 0. A line with anything else in it is no
// list; a number that no passage carries, or that came before, counts nothing.
func parseOrder(text string, passages int) []int {
	var places []int
	for line := range strings.Lines(text) {
		numbers, ok := parseLine(line)
		if !ok {
			continue
		}
		for _, n := range numbers {
			if place := n - 1; place >= 0 && place < passages && !slices.Contains(places, place) {
				places = append(places, place)
			}
		}
	}
	return places
}

// parseLine reads one list, such as "4, 11, 2" or "[4] [11]."
func parseLine(line string) (numbers []int, ok bool) {
	line = strings.TrimSuffix(strings.TrimSpace(line), ".")
	fields := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" \t,;>[]()", r) })
	for _, field := range fields {
		n, err := strconv.ParseUint(field, 10, 31)
		if errors.Is(err, strconv.ErrRange) {
			continue
		}
		if err != nil {
			return nil, false
		}
		numbers = append(numbers, int(n))
	}
	return numbers, true
}

// follow gives all places: first those named, then the rest in their order.
func follow(named []int, passages int) []int {
	order := slices.Clone(named)
	for place := range passages {
		if !slices.Contains(named, place) {
			order = append(order, place)
		}
	}
	return order
}
