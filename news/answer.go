package news

import (
	"strings"
	"unicode"
)

// Mode tells who wrote an answer's sentences.
type Mode string

// The modes of an answer.
const (
	ModeLLM        Mode = "llm"        // a model drafted, the verifier let through
	ModeExtractive Mode = "extractive" // sentences taken from the passages
)

// Answer is what a reader gets for a question: verified sentences with
// closed citations, or a refusal with coverage. Its JSON is the outside
// contract of "attache ask --json".
type Answer struct {
	Question string `json:"question"`
	Mode     Mode   `json:"mode"`
	Refused  bool   `json:"refused"`
	// Text is the whole answer with its [n]; under a refusal the one
	// sentence that says so.
	Text      string     `json:"answer"`
	Sentences []Sentence `json:"sentences"`
	Citations []Citation `json:"citations"`
	Conflicts []Conflict `json:"conflicts"`
	Coverage  Coverage   `json:"coverage"`
	AsOf      Moment     `json:"as_of"`
	// Notice is a plain sentence about how the answer came to be, such as
	// that the model could not be reached; empty when there is nothing to say.
	Notice string `json:"-"`
	// ID is the store's number of the answer, 0 while it is not kept.
	ID int64 `json:"-"`
}

// ScarcelyCovered reports whether so little is held near the question that
// more sources may help. One without words has no sources that could.
func (a Answer) ScarcelyCovered() bool {
	const few = 2
	isWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
	return a.Coverage.Articles <= few && strings.ContainsFunc(a.Question, isWord)
}

// Sentence is one verified sentence, without its [n], and the numbers of
// the citations it rests on.
type Sentence struct {
	Text      string `json:"text"`
	Citations []int  `json:"citations"`
}

// Citation is a passage as it is shown under an answer.
type Citation struct {
	N         int    `json:"n"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Outlet    string `json:"outlet"`
	Published Moment `json:"published"`
	// Passage is the cited passage's text as stored.
	Passage string `json:"passage"`
	// PassageID is the store's number of the passage.
	PassageID int64 `json:"-"`
}

// Conflict sets statements side by side that do not agree.
type Conflict struct {
	About      string     `json:"about"`
	Statements []Sentence `json:"statements"`
}

// Coverage is what the corpus holds near a question.
type Coverage struct {
	Articles int      `json:"articles"`
	Outlets  []string `json:"outlets"`
	// Origins counts the articles that are not copies of one another.
	Origins int    `json:"origins"`
	From    Moment `json:"from"`
	To      Moment `json:"to"`
	// Nearest are the closest headlines, best first, as plain text.
	Nearest []string `json:"nearest"`
}
