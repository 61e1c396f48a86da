package when

// vague reads words that ask for the newest, a recent or the first state.
func (r *reader) vague(i int) (Relation, int) {
	for _, v := range vagues[r.word(i)] {
		next := r.follows(i, v.words)
		if next == none || r.isOther(i, next) {
			continue
		}
		return v.relation, next
	}
	return "", none
}

// isOther reports whether vague words mean no time: "New York", "now that",
// "by Friday at the latest", "Russia Now".
func (r *reader) isOther(i, next int) bool {
	after := r.at(next)
	switch r.word(i) {
	case "new":
		return r.at(i).capital && !r.at(i).first || r.name(next) || newNames[after.word]
	case "now":
		return after.word == "that" || r.name(i)
	case "latest":
		return r.word(i-1) == "the" && r.word(i-2) == "at"
	}
	return false
}

type vagueWords struct {
	words    []string
	relation Relation
}

// vagues are such words by their first, the longest first.
var vagues = func() map[string][]vagueWords {
	found := map[string][]vagueWords{}
	for _, list := range []struct {
		relation Relation
		phrases  []string
	}{
		{Latest, []string{"latest", "newest", "most recent", "most recently", "most up to date", "up to date", "right now", "as of now", "by now",
			"up to now", "until now", "now", "currently", "current", "presently", "at present", "at the moment", "at this point",
			"these days", "nowadays", "so far", "to date"}},
		{Recent, []string{"recently", "recent", "lately", "newly", "new"}},
		{Earliest, []string{"earliest", "initially", "originally", "at first"}},
	} {
		for _, p := range list.phrases {
			words := phrase(p)
			found[words[0]] = append(found[words[0]], vagueWords{words, list.relation})
		}
	}
	return found
}()

// newNames follow "new" in names that are written small.
var newNames = set(`york zealand delhi jersey orleans mexico hampshire caledonia guinea england brunswick south haven
	year years testament deal`)
