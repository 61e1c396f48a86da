package retrieval

// Asked is a question as it was understood.
type Asked struct {
	// Text is the question as it was put.
	Text string
	// Terms are its content words, in order, each once; at most
	// index.MaxTerms.
	Terms []Term
}

// Term is a content word of a question.
type Term struct {
	// Word is as the reader wrote it, Term as the index has it.
	Word, Term string
	// Name is set where the word is written like a proper name.
	Name bool
	// Frame is set for a word that asks rather than tells what about, such
	// as "say" in "what did she say".
	Frame bool
}

// Words are the content words as written.
func (a Asked) Words() []string {
	words := make([]string, len(a.Terms))
	for i, t := range a.Terms {
		words[i] = t.Word
	}
	return words
}
