package answer

import (
	"fmt"
	"time"

	"attache/news"
	"attache/prompts"
	"attache/retrieval"
)

// questionPrompt makes the prompt for a question over the found passages,
// which the model knows by their places, counted from 1.
func questionPrompt(q news.Question, found []retrieval.Found) func() (prompts.Prompt, error) {
	return func() (prompts.Prompt, error) {
		data := prompts.AnswerData{Question: q.Text, AsOf: q.AsOf.Day(), Passages: promptPassages(found)}
		for _, turn := range q.History {
			data.History = append(data.History, prompts.Turn{ByBot: turn.ByBot, Text: turn.Text})
		}
		return prompts.Answer(data)
	}
}

// topicPrompt makes the prompt for a summary.
func topicPrompt(q news.Question, period time.Duration, found []retrieval.Found) func() (prompts.Prompt, error) {
	return func() (prompts.Prompt, error) {
		data := prompts.SummaryData{Topic: q.Text, Passages: promptPassages(found)}
		if period > 0 {
			data.Period = fmt.Sprintf("%s to %s", q.Since.Day(), q.AsOf.Day())
		}
		return prompts.Summary(data)
	}
}

func promptPassages(found []retrieval.Found) []prompts.Passage {
	passages := make([]prompts.Passage, len(found))
	for i, f := range found {
		passages[i] = prompts.Passage{
			N: i + 1, Outlet: f.Article.Outlet, Day: f.Article.Published.Day(),
			Title: f.Article.Title, Text: f.Passage.Text,
		}
	}
	return passages
}
