package prompts

import "errors"

// Bounds of what surrounds the passages, in characters.
const (
	maxQuestion = 4_000
	maxHistory  = 4_000
	maxTurn     = 1_500
)

// AnswerData fills the prompt that drafts an answer.
type AnswerData struct {
	Question string
	// AsOf is the time to answer from as people write it, such as
	// "6 March 2025"; empty leaves it unsaid.
	AsOf string
	// Passages come best first.
	Passages []Passage
	// History is the conversation above the question, oldest first. The
	// newest turns that fit are kept.
	History []Turn
	// Budget bounds the passages, in characters; 0 means DefaultBudget.
	Budget int
}

// Turn is one earlier message of a conversation.
type Turn struct {
	// ByBot tells the bot's own messages from a reader's.
	ByBot bool
	Text  string
}

// answerView is what the templates see of AnswerData: all of it fenced.
type answerView struct {
	NoAnswer string
	Question string
	AsOf     string
	Passages []passageView
	History  []turnView
}

type turnView struct{ By, Text string }

// Answer gives the prompt that drafts an answer from passages.
func Answer(data AnswerData) (Prompt, error) {
	question := shorten(fenceText(data.Question), maxQuestion)
	if question == "" {
		return Prompt{}, errors.New("filling the answer prompt: the question is empty")
	}
	passages, err := fit(data.Passages, data.Budget)
	if err != nil {
		return Prompt{}, err
	}
	prompt, err := render("answer", answerView{
		NoAnswer: NoAnswer,
		Question: question,
		AsOf:     fenceLine(data.AsOf),
		Passages: passages,
		History:  recent(data.History),
	})
	prompt.Shown = numbers(passages)
	return prompt, err
}

// recent keeps the newest turns that fit, oldest first. Their citations
// are taken out: they count other passages than the prompt's.
func recent(history []Turn) []turnView {
	first, left := len(history), maxHistory
	views := make([]turnView, len(history))
	for i := len(history) - 1; i >= 0; i-- {
		text := shorten(fenceText(withoutMarks(history[i].Text)), maxTurn)
		if left -= runes(text); left < 0 {
			break
		}
		views[i] = turnView{By: "reader", Text: text}
		if history[i].ByBot {
			views[i].By = "assistant"
		}
		first = i
	}
	return views[first:]
}
