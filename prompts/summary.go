package prompts

import "errors"

// SummaryData fills the prompt that drafts a summary of a topic.
type SummaryData struct {
	Topic string
	// Period is the time to cover as people write it, such as "1 to 7
	// March 2025"; empty leaves it unsaid.
	Period string
	// Passages come best first.
	Passages []Passage
	// Budget bounds the passages, in characters; 0 means DefaultBudget.
	Budget int
}

// summaryView is what the templates see of SummaryData: all of it fenced.
type summaryView struct {
	NoAnswer string
	Topic    string
	Period   string
	Passages []passageView
}

// Summary gives the prompt that drafts a summary from passages.
func Summary(data SummaryData) (Prompt, error) {
	topic := shorten(fenceText(data.Topic), maxQuestion)
	if topic == "" {
		return Prompt{}, errors.New("filling the summary prompt: the topic is empty")
	}
	passages, err := fit(data.Passages, data.Budget)
	if err != nil {
		return Prompt{}, err
	}
	prompt, err := render("summary", summaryView{
		NoAnswer: NoAnswer,
		Topic:    topic,
		Period:   fenceLine(data.Period),
		Passages: passages,
	})
	prompt.Shown = numbers(passages)
	return prompt, err
}
