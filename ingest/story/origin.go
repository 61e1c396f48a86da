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
	candidates := make([]candidate, len(members))
	for i, m := range members {
		candidates[i] = candidate{Member: m, label: m.label(), credits: m.credits()}
	}
	best := -1
	for i := range candidates {
		candidates[i].weigh(candidates)
		if best < 0 || candidates[i].compare(candidates[best]) < 0 {
			best = i
		}
	}
	return best
}

// candidate is a Member and what speaks for it as the origin.
type candidate struct {
	Member
	// label is the agency in its own dateline, credits where it may say
	// whose it is.
	label   string
	credits credits
	// isAgency is set where the dateline's agency is the outlet itself.
	isAgency bool
	// credited counts the others that credit its outlet.
	credited int
	// borrows is set where it credits somebody else.
	borrows bool
}

func (c *candidate) weigh(all []candidate) {
	c.isAgency = namesOutlet(c.label, c.Outlet)
	forms := outletForms(c.Outlet)
	for _, other := range all {
		if other.Outlet != c.Outlet && (namesOutlet(other.label, c.Outlet) || other.credits.to(forms)) {
			c.credited++
		}
	}
	agency := Agency(c.Outlet, c.Authors, c.Text)
	c.borrows = agency != "" && !namesOutlet(agency, c.Outlet)
}

// compare is negative where c is the likelier origin.
func (c candidate) compare(other candidate) int {
	return cmp.Or(
		first(c.isAgency, other.isAgency),
		cmp.Compare(other.credited, c.credited),
		first(!c.Published.IsZero(), !other.Published.IsZero()),
		cmp.Compare(dayOf(c.Published.Time), dayOf(other.Published.Time)),
		c.Published.End().Compare(other.Published.End()),
		first(!c.borrows, !other.borrows),
		cmp.Compare(c.Outlet, other.Outlet),
		cmp.Compare(c.Text, other.Text),
	)
}

// first puts what is so before what is not.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	default:
		return 1
	}
}

// namesOutlet reports whether a label is short for an outlet's name: both
// are forms of one agency's, or the label has words of the name, from the
// first, or its initials.
func namesOutlet(label, outlet string) bool {
	if label == "" || outlet == "" {
		return false
	}
	if a, ok := byName()[nameKey(label)]; ok && a.name == generalName(outlet) {
		return true
	}
	short, long := nameWords(label), nameWords(outlet)
	if 0 < len(short) && len(short) <= len(long) && slices.Equal(short, long[:len(short)]) {
		return true
	}
	return len(long) > 1 && len(short) == 1 && short[0] == initials(long)
}

// outletForms are how credits write an outlet's name: whole, without "the",
// without what only says that it is a news agency, or as the agency it is.
func outletForms(outlet string) []string {
	if a, ok := byName()[nameKey(outlet)]; ok {
		return a.forms
	}
	if outlet == "" {
		return nil
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
	return withCapitals(forms)
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
