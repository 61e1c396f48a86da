package story

import (
	"cmp"
	"slices"
	"strings"

	"attache/news"
)

// Member is an article of a story as far as its origin is concerned.
type Member struct {
	Published news.Moment
	Outlet    string
	Authors   []string
	// Text is the body, or at least its first and last lines.
	Text string
}

// Origin is the place in the list of the article that the others come from;
// -1 for an empty list. It is
//
//   - the article of an agency in whose dateline the agency names itself,
//   - or else the one whose outlet most of the others credit,
//   - or else the one that was published first.
//
// Within a rule more credits decide, and then the earlier publication. The
// order of the list does not matter.
func Origin(members []Member) int {
	credits := make([]int, len(members))
	for i, m := range members {
		for _, other := range members {
			if m.Outlet != other.Outlet && other.creditsOutlet(m.Outlet) {
				credits[i]++
			}
		}
	}
	best := -1
	for i := range members {
		if best < 0 || compareOrigins(members, credits, i, best) < 0 {
			best = i
		}
	}
	return best
}

// compareOrigins is negative where article i is the likelier origin.
func compareOrigins(members []Member, credits []int, i, j int) int {
	a, b := members[i], members[j]
	return cmp.Or(
		before(a.namesItself(), b.namesItself()),
		cmp.Compare(credits[j], credits[i]),
		before(!a.Published.IsZero(), !b.Published.IsZero()),
		cmp.Compare(dayOf(a.Published.Time), dayOf(b.Published.Time)),
		a.Published.End().Compare(b.Published.End()),
		before(!a.creditsAnybody(), !b.creditsAnybody()),
		cmp.Compare(a.Outlet, b.Outlet),
		cmp.Compare(a.Text, b.Text),
	)
}

// before puts what is so before what is not.
func before(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	default:
		return 1
	}
}

// namesItself reports whether the dateline's agency is the outlet itself.
func (m Member) namesItself() bool {
	label := m.label()
	return label != "" && namesOutlet(label, m.Outlet)
}

// creditsOutlet reports whether an article credits the outlet.
func (m Member) creditsOutlet(outlet string) bool {
	if label := m.label(); label != "" && namesOutlet(label, outlet) {
		return true
	}
	return outlet != "" && m.credits(outletForms(outlet))
}

// creditsAnybody reports whether an article credits an agency other than
// its own outlet.
func (m Member) creditsAnybody() bool {
	credited := Agency(m.Outlet, m.Authors, m.Text)
	return credited != "" && !namesOutlet(credited, m.Outlet)
}

// namesOutlet reports whether a label is short for an outlet's name: both
// are forms of one agency's, or the label has words of the name, from the
// first, or its initials.
func namesOutlet(label, outlet string) bool {
	if sameName(generalName(label), generalName(outlet)) {
		return true
	}
	short, long := nameWords(label), nameWords(outlet)
	if len(short) == 0 || len(long) == 0 {
		return false
	}
	if len(short) <= len(long) && slices.Equal(short, long[:len(short)]) {
		return true
	}
	return len(long) > 1 && len(short) == 1 && short[0] == initials(long)
}

// outletForms are how credits write an outlet's name: whole, without "the",
// without what only says that it is a news agency, or as the agency it is.
func outletForms(outlet string) []string {
	for _, a := range agencies() {
		if slices.ContainsFunc(a.forms, func(form string) bool { return sameName(form, outlet) }) {
			return a.forms
		}
	}
	bare := strings.TrimPrefix(outlet, "The ")
	forms := []string{bare}
	for _, ending := range []string{" Agency", " Press Agency", " News Agency", " Newswire", " News", " Press", " Wire"} {
		if short, ok := strings.CutSuffix(bare, ending); ok && len(short) > 2 {
			forms = append(forms, short)
		}
	}
	if words := strings.Fields(bare); len(words) > 2 {
		forms = append(forms, strings.ToUpper(initials(words)))
	}
	return forms
}

func initials(words []string) string {
	var letters strings.Builder
	for _, word := range words {
		for _, first := range word {
			letters.WriteRune(first)
			break
		}
	}
	return letters.String()
}
