package when

// counts reports whether token i is what a number before it counts ("2000
// soldiers"), so that the number is no year and no day.
func (r *reader) counts(i int) bool {
	return counted[r.word(i)]
}

// yearStands reports whether a number of four digits, with the token next
// after it, is meant as a year. Without a preposition that years have it is one
// after an article or a name ("the 2024 election", "Vastria 2024"), and at the
// end of a question, where that does not speak of a quantity.
func (r *reader) yearStands(i, next int, l lead) bool {
	before := r.word(i - 1)
	if l.year || before == "the" || before == "year" || r.name(i-1) {
		return true
	}
	if link := r.link(next, false); link != none && isYear(r.at(link)) {
		return true
	}
	last := next == len(r.tokens) || next == len(r.tokens)-1 && r.at(next).kind == mark
	return last && i > 0 && r.at(i-1).kind == letters && !quantities[before]
}

// isVerb reports whether "may" or "march" at token i, beside a number, may be a
// verb ("only 2 may vote", "may 3 ministers vote"): written small, without a
// preposition and without a year.
func (r *reader) isVerb(i int, l lead) bool {
	word := r.word(i)
	ordinal := ordinalEndings[r.word(i+2)]
	if word != "may" && word != "march" || r.at(i).capital || l.word != "" || ordinal {
		return false
	}
	_, near := r.year(i + 1)
	_, far := r.year(r.skip(i+2, ","))
	return near == none && far == none
}

// stands reports whether a date without a year, in the tokens from i to next,
// is meant as a time: a feast, a season and a quarter after a preposition
// only, a month where nothing speaks for another meaning.
func (r *reader) stands(d date, i, next int, l lead) bool {
	word := r.word(i)
	m, ok := months[word]
	switch {
	case feasts[word] != nil && d.day > 0 && r.at(i+1).kind != digits:
		return l.word != ""
	case d.day > 0:
		return true
	case seasons[word] > 0:
		return l.word != "" && !r.name(next) // the Winter Games
	case !ok:
		return l.word != "" && r.word(i+1) == "quarter" || word == "q"
	case m.foreign:
		return l.foreign
	case m.short:
		return l.word != "" && !r.at(next).capital
	case !m.ambiguous:
		return true
	case r.name(i-1) && r.at(i).capital:
		return false // Theresa May, the Long March
	case r.word(i-1) == "the" || r.word(i-1) == "a":
		return r.at(i).capital && !r.name(next) && !marchesOn[r.word(next)]
	case l.word == "of":
		return false // the view of May
	case l.word != "":
		return !r.name(next) || !l.takesEvent
	case word == "march":
		return r.name(i) && !marchesOn[r.word(next)]
	}
	return word != "may" && !r.name(next)
}
