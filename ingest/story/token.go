package story

// kind says what a token can tell apart.
type kind uint8

const (
	plain   kind = iota // a content word
	filler              // a word that every text has
	opener              // a capital at the start of a sentence: perhaps a name
	few                 // a number from two to four, which a rewriter may count himself
	number              // any other number, in digits or in words
	name                // a word with a capital within its sentence
	person              // one of two names in a row, mostly a person's
	date                // the number of a day, beside its month
	weekday             // the name of a weekday
	month               // the name of a month
)

// isFact reports whether the token tells one report from one like it.
func (k kind) isFact() bool { return k >= opener }

// isNumber reports whether the token counts something.
func (k kind) isNumber() bool { return k == number || k == few }

// isNumeric reports whether the token is a number or a day of a month.
func (k kind) isNumeric() bool { return k.isNumber() || k == date }

// isName reports whether the token is a name for certain.
func (k kind) isName() bool { return k == name || k == person }

// token is one word as it is compared.
type token struct {
	hash uint64
	kind kind
	// quoted marks a word between quotation marks.
	quoted bool
	// opens marks a capitalised word at the start of a sentence, which is a
	// name only if it is one elsewhere.
	opens bool
	// follows marks a word parted by one space from the one before.
	follows bool
	// lead marks the words of the title and of the text's first sentences.
	lead bool
}

// settle decides what depends on other tokens: which capitals are names,
// which names are persons' and which numbers dates.
func settle(tokens []token) {
	sure := make(map[uint64]struct{})
	for _, t := range tokens {
		if t.kind == name && !t.opens {
			sure[t.hash] = struct{}{}
		}
	}
	for i, t := range tokens {
		if _, ok := sure[t.hash]; t.kind == name && t.opens && !ok {
			tokens[i].kind = opener
		}
	}
	for i := range tokens[min(1, len(tokens)):] {
		before, t := &tokens[i], &tokens[i+1]
		switch {
		case before.kind.isName() && t.kind == name && t.follows:
			before.kind, t.kind = person, person
		case before.kind == month && t.kind.isNumber():
			t.makeDate()
		case before.kind.isNumber() && t.kind == month:
			before.makeDate()
		}
	}
}

// makeDate makes a number the day of a month, and keeps the sixteenth of
// March apart from sixteen of anything.
func (t *token) makeDate() {
	t.kind, t.hash = date, chain(golden, t.hash)
}
