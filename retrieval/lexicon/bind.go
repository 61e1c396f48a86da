package lexicon

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// lexicon binds what was read together.
func (r *reader) lexicon() (*Lexicon, error) {
	for _, a := range r.later {
		e := r.byID[a.id]
		if e == nil {
			return nil, a.at.fault("no entry %q", a.id)
		}
		var err error
		if a.isDemonyms {
			err = e.addDemonyms(a.at, a.names)
		} else {
			err = e.add(a.at, a.names, namesake)
		}
		if err != nil {
			return nil, err
		}
	}
	l := &Lexicon{
		entries: r.byID, order: r.entries,
		members: make(map[string][]*Entry), cases: make(map[string][]*Entry),
	}
	var faults []error
	for _, e := range r.entries {
		faults = append(faults, l.bind(e)...)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return l, nil
}

// bind makes an entry's names and relations known; it tells all that is
// wrong with them.
func (l *Lexicon) bind(e *Entry) (faults []error) {
	for _, id := range e.Of {
		if l.entries[id] == nil {
			faults = append(faults, fmt.Errorf("lexicon: %s is of %q, which is no entry", e.ID, id))
		}
		l.members[id] = append(l.members[id], e)
	}
	if e.As != "" {
		if l.entries[e.As] == nil {
			faults = append(faults, fmt.Errorf("lexicon: %s is a case of %q, which is no entry", e.ID, e.As))
		}
		l.cases[e.As] = append(l.cases[e.As], e)
	}
	slices.SortStableFunc(e.names, func(a, b *name) int { return cmp.Compare(b.weight, a.weight) })
	for _, n := range e.names {
		if !n.sought {
			continue
		}
		switch other := l.tree.add(n); {
		case other == nil:
			faults = append(faults, fmt.Errorf("lexicon: %s has a name without words: %q", e.ID, n.text))
		case other.entry != e:
			faults = append(faults, fmt.Errorf("lexicon: %q is a name of %s and of %s", n.text, other.entry.ID, e.ID))
		}
	}
	return faults
}

// addDemonyms adds names of a people, and their plurals as names to find.
func (e *Entry) addDemonyms(at line, names string) error {
	before := len(e.names)
	if err := e.add(at, names, demonymWeight); err != nil {
		return err
	}
	for _, n := range e.names[before:] {
		n.people = true
		if n.sought && takesPlural(n.text) {
			plural := *n
			plural.text, plural.offered = n.text+"s", false
			e.names = append(e.names, &plural)
		}
	}
	return nil
}

// takesPlural reports whether a people of that name is spoken of with an s:
// Germans and Iraqis, but not the Chinese or the Swiss.
func takesPlural(word string) bool {
	for _, ending := range []string{"s", "sh", "ch", "ese", "men"} {
		if strings.HasSuffix(word, ending) {
			return false
		}
	}
	return word[len(word)-1] < 0x80
}
