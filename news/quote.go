package news

// Quote is a direct quotation in an article, with what the text around it
// says of who said it. Every field but the range may be empty: nothing is
// filled in that the article does not state.
type Quote struct {
	// Start and End are the byte range [Start, End) of the quoted words,
	// without their marks: in the article's text, and once the quote is
	// kept, in the text of its passage.
	Start, End int
	// Speaker is the name as the article gives it in full ("David Lammy"
	// where the sentence has only "Lammy").
	Speaker string
	// Role is what the article calls the speaker: "foreign secretary".
	Role string
	// Verb is the verb of saying, as written: "told".
	Verb string
	// Outlet is whom the speaker told, where the article names an outlet:
	// "Financial Times".
	Outlet string
}
