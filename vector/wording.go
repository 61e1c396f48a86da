package vector

import "strings"

// Some models were trained with a few words before each text that say which
// side it is on, and find less without them; others know no such words. The
// words are from the models' cards on huggingface.co.

// wording is what models of a kind expect before a question, and around the
// title and the words of a passage.
type wording struct {
	// kind is part of the names that servers know such models by.
	kind                     string
	question, title, passage string
}

const (
	represent = "Represent this sentence for searching relevant passages: "
	instruct  = "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: "
)

// wordings are searched in their order.
var wordings = []wording{
	{kind: "nomic-embed", question: "search_query: ", title: "search_document: "},
	{kind: "e5-mistral", question: instruct},
	{kind: "e5-", question: "query: ", title: "passage: "},
	{kind: "qwen3-embedding", question: instruct},
	{kind: "embeddinggemma", question: "task: search result | query: ", title: "title: ", passage: "| text: "},
	{kind: "mxbai-embed", question: represent},
	{kind: "bge-m3"},
	{kind: "bge-small-en", question: represent},
	{kind: "bge-base-en", question: represent},
	{kind: "bge-large-en", question: represent},
}

func wordingOf(model string) wording {
	model = strings.ToLower(model)
	for _, w := range wordings {
		if strings.Contains(model, w.kind) {
			return w
		}
	}
	return wording{}
}

// QuestionText is what a model is given of a question.
func QuestionText(model, question string) string { return wordingOf(model).question + question }

// PassageText is what a model is given of a passage: its article's title and
// its words, at most limit characters of them.
func PassageText(model, title, text string, limit int) string {
	w := wordingOf(model)
	whole := w.title + title + "\n" + w.passage + text
	count := 0
	for i := range whole {
		if count++; count > limit {
			whole = whole[:i]
			break
		}
	}
	return strings.TrimSpace(whole)
}
