package prompts

import "errors"

// RerankData fills the prompt that has passages put in order.
type RerankData struct {
	Question string
	// Passages are numbered from 1 in the order given.
	Passages []string
	// Budget bounds all passages together, in characters; 0 means
	// DefaultBudget. Each has the same share of it, and is cut to that.
	Budget int
}

// rerankFrame is what the tags around a passage take, in characters.
const rerankFrame = 40

// rerankView is what the templates see of RerankData: all of it fenced.
type rerankView struct {
	Question string
	Passages []passageView
}

// Rerank gives the prompt that has passages put in order.
func Rerank(data RerankData) (Prompt, error) {
	view := rerankView{Question: shorten(fenceText(data.Question), maxQuestion)}
	if view.Question == "" {
		return Prompt{}, errors.New("filling the rerank prompt: the question is empty")
	}
	if len(data.Passages) == 0 {
		return Prompt{}, errors.New("filling the rerank prompt: there are no passages")
	}
	budget := data.Budget
	if budget <= 0 {
		budget = DefaultBudget
	}
	share := max(budget/len(data.Passages)-rerankFrame, leastText)
	for i, text := range data.Passages {
		view.Passages = append(view.Passages, passageView{N: i + 1, Text: shorten(fenceText(text), share)})
	}
	prompt, err := render("rerank", view)
	prompt.Shown = numbers(view.Passages)
	return prompt, err
}
