package answer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"attache/news"
	"attache/prompts"
	"attache/retrieval"
)

// task is one question on its way to an answer.
type task struct {
	desk     *Desk
	show     Show
	asked    string
	guild    string
	findings retrieval.Findings
	answer   news.Answer
	// numbers maps the place of a passage in the evidence to the number
	// that the reader sees.
	numbers map[int]int
}

// claim is a sentence before it is verified. Evidence holds the places,
// from 0, of the passages it rests on.
type claim struct {
	text     string
	evidence []int
}

func (t *task) begin(asOf news.Moment, findings retrieval.Findings) {
	t.findings = findings
	t.answer = news.Answer{Question: t.asked, AsOf: asOf, Mode: news.ModeExtractive, Coverage: findings.Coverage}
	if t.desk.options.Model != nil {
		t.answer.Mode = news.ModeLLM
	}
	t.restart()
}

// restart throws away what was written.
func (t *task) restart() {
	t.numbers = make(map[int]int)
	t.answer.Text = ""
	t.answer.Sentences = []news.Sentence{}
	t.answer.Citations = []news.Citation{}
	t.answer.Conflicts = []news.Conflict{}
}

// write answers with the model, if there is one that can, and otherwise
// with what extract finds.
func (t *task) write(ctx context.Context, prompt func() (prompts.Prompt, error), extract extractor) (news.Answer, error) {
	failure := ""
	if t.desk.options.Model != nil {
		refused, err := t.draft(ctx, prompt)
		if ctx.Err() != nil {
			return news.Answer{}, fmt.Errorf("drafting: %w", context.Cause(ctx))
		}
		if err == nil && (refused || len(t.answer.Sentences) == 0) {
			return t.refuse(ctx)
		}
		if err == nil {
			return t.finish(ctx)
		}
		t.desk.options.Logger.Warn("the model failed; answering extractively", "err", err)
		t.restart()
		t.answer.Mode = news.ModeExtractive
		failure = news.Explain(err, "The model failed.")
		t.answer.Notice = failure + " This answer is put together from the articles' own sentences."
	}
	analyser := t.desk.analysers.Get()
	defer t.desk.analysers.Put(analyser)
	for _, c := range extract(analyser, t.findings) {
		t.add(c)
	}
	if len(t.answer.Sentences) == 0 {
		t.answer.Notice = failure
		return t.refuse(ctx)
	}
	return t.finish(ctx)
}

// errRefused ends a draft in which the model says that it cannot answer.
var errRefused = errors.New("the model found no answer in the passages")

// draft has the model write, and takes up each sentence that passes.
func (t *task) draft(ctx context.Context, prompt func() (prompts.Prompt, error)) (refused bool, err error) {
	p, err := prompt()
	if err != nil {
		return false, err
	}
	sentences, err := t.desk.options.Sentences()
	if err != nil {
		return false, err
	}
	reader := newDraftReader(sentences)
	take := func(found []claim) error {
		for _, c := range found {
			if strings.Trim(c.text, " .\"'*`") == prompts.NoAnswer {
				return errRefused
			}
			// The model may cite only what fitted into its prompt.
			if !slices.ContainsFunc(c.evidence, func(place int) bool { return !slices.Contains(p.Shown, place+1) }) {
				t.add(c)
			}
		}
		return nil
	}
	err = t.desk.options.Model.Draft(ctx, p.System, p.User, func(text string) error { return take(reader.write(text)) })
	if err == nil {
		err = take(reader.rest())
	}
	if errors.Is(err, errRefused) {
		return len(t.answer.Sentences) == 0, nil
	}
	return false, err
}

// add takes a claim into the answer if it can be verified, and shows the
// answer as it then stands.
func (t *task) add(c claim) {
	if reasons := verify(c, t.findings.Found); len(reasons) > 0 {
		t.desk.options.Logger.Debug("a sentence was dropped", "reasons", reasons)
		return
	}
	sentence := news.Sentence{Text: c.text}
	for _, place := range c.evidence {
		if n := t.cite(place); !slices.Contains(sentence.Citations, n) {
			sentence.Citations = append(sentence.Citations, n)
		}
	}
	t.answer.Sentences = append(t.answer.Sentences, sentence)
	t.answer.Text = Text(t.answer.Sentences)
	if t.show != nil {
		t.show(t.snapshot())
	}
}

// cite gives the reader's number of a passage, the next one if it has none.
func (t *task) cite(place int) int {
	if n, ok := t.numbers[place]; ok {
		return n
	}
	found := t.findings.Found[place]
	n := len(t.answer.Citations) + 1
	t.numbers[place] = n
	t.answer.Citations = append(t.answer.Citations, news.Citation{
		N: n, URL: found.Article.URL, Title: found.Article.Title, Outlet: found.Article.Outlet,
		Published: found.Article.Published, Passage: found.Passage.Text, PassageID: found.Passage.ID,
	})
	return n
}

// snapshot is the answer so far, which later sentences do not change.
func (t *task) snapshot() news.Answer {
	a := t.answer
	a.Sentences, a.Citations = slices.Clone(a.Sentences), slices.Clone(a.Citations)
	return a
}

// finish keeps the answer. One that cannot be kept is still given.
func (t *task) finish(ctx context.Context) (news.Answer, error) {
	if t.answer.Coverage.Outlets == nil {
		t.answer.Coverage.Outlets = []string{}
	}
	if t.answer.Coverage.Nearest == nil {
		t.answer.Coverage.Nearest = []string{}
	}
	if keeper := t.desk.options.Keeper; keeper != nil {
		id, err := keeper.SaveAnswer(ctx, t.guild, t.desk.options.Now(), t.answer)
		if err != nil {
			t.desk.options.Logger.Warn("the answer could not be kept", "err", err)
		}
		t.answer.ID = id
	}
	return t.answer, nil
}

// refuse says what is held instead of answering.
func (t *task) refuse(ctx context.Context) (news.Answer, error) {
	t.restart()
	t.answer.Refused = true
	t.answer.Text = refusal(t.asked, t.findings)
	return t.finish(ctx)
}

// Text joins sentences with their citations: the marks stand before the
// final stop, as in "The talks ended on Monday [1][2]."
func Text(sentences []news.Sentence) string {
	var b strings.Builder
	for i, s := range sentences {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(Marked(s))
	}
	return b.String()
}

// Marked is a sentence with its citations.
func Marked(s news.Sentence) string {
	var marks strings.Builder
	for _, n := range s.Citations {
		fmt.Fprintf(&marks, "[%d]", n)
	}
	// A mark goes before a full stop only: it would part other marks, such
	// as a closing quotation mark, from what they belong to.
	body, stop := s.Text, ""
	if strings.HasSuffix(body, ".") && !strings.HasSuffix(body, "..") {
		body, stop = strings.TrimSuffix(body, "."), "."
	}
	return body + " " + marks.String() + stop
}
