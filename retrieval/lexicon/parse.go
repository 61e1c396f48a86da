package lexicon

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"attache/index"
)

const (
	// namesake is the weight of a name that says none: it means the same.
	namesake = 0.9
	// demonymWeight is that of "British" for the United Kingdom.
	demonymWeight = 0.8
)

// name is one name of an entry.
type name struct {
	entry  *Entry
	text   string
	words  []string // folded, as index.Words parts them
	weight float32
	// cased names are found only with their capitals: "WHO" is not "who".
	cased bool
	// sought names are found in texts, offered ones given as expansions.
	sought, offered bool
	// people is set for a demonym.
	people bool
}

// reader gathers the lines of all files.
type reader struct {
	entries []*Entry
	byID    map[string]*Entry
	later   []addition // lines that add names to entries of any file
}

// addition is a line that adds names to an entry.
type addition struct {
	where, id, names string
	demonyms         bool
}

// kinds are the words that begin an entry.
var kinds = map[Kind]bool{
	Country: true, Territory: true, Former: true, Capital: true, City: true, Region: true, Government: true, Ministry: true,
	Parliament: true, Court: true, Bank: true, Agency: true, Forces: true, Group: true, Organisation: true,
	Treaty: true, Format: true, Office: true, Person: true, Given: true, Other: true,
}

// file reads one file.
func (r *reader) file(file, text string) error {
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if err := r.line(fmt.Sprintf("%s:%d", file, number), line); err != nil {
			return err
		}
	}
	return nil
}

// line reads "KIND [ID] [of=ID,ID] [as=ID] [loose] [rule]: NAME; NAME".
func (r *reader) line(where, line string) error {
	head, names, ok := strings.Cut(line, ": ")
	kind, attributes, _ := strings.Cut(head, " ")
	switch {
	case !ok:
		return fmt.Errorf("lexicon %s: no colon and names after %q", where, head)
	case kind == "also" || kind == "demonym":
		r.later = append(r.later, addition{where: where, id: attributes, names: names, demonyms: kind == "demonym"})
		return nil
	case !kinds[Kind(kind)]:
		return fmt.Errorf("lexicon %s: unknown kind %q", where, kind)
	}
	e := &Entry{Kind: Kind(kind)}
	for attribute := range strings.FieldsSeq(attributes) {
		key, value, _ := strings.Cut(attribute, "=")
		switch key {
		case "of":
			e.Of = strings.Split(value, ",")
		case "as":
			e.As = value
		case "loose":
			e.loose = true
		case "rule":
			e.byRule = true
		default:
			e.ID = attribute
		}
	}
	if err := e.add(where, names, namesake); err != nil {
		return err
	}
	e.Name = e.names[0].text
	if e.ID == "" {
		e.ID = strings.Join(e.names[0].words, "-")
	}
	if r.byID == nil {
		r.byID = make(map[string]*Entry)
	}
	if r.byID[e.ID] != nil {
		return fmt.Errorf("lexicon %s: a second entry %q", where, e.ID)
	}
	r.byID[e.ID] = e
	r.entries = append(r.entries, e)
	return nil
}

// add reads names that are parted by semicolons.
func (e *Entry) add(where, names string, weight float32) error {
	for text := range strings.SplitSeq(names, "; ") {
		n, err := parseName(text, weight)
		if err != nil {
			return fmt.Errorf("lexicon %s: %w", where, err)
		}
		n.entry = e
		e.names = append(e.names, n)
	}
	return nil
}

// parseName reads "[-|+][!]TEXT [.WEIGHT]".
func parseName(text string, weight float32) (*name, error) {
	n := &name{weight: weight, sought: true, offered: true}
	text = strings.TrimSpace(text)
	if rest, ok := strings.CutPrefix(text, "-"); ok {
		text, n.offered = rest, false
	} else if rest, ok := strings.CutPrefix(text, "+"); ok {
		text, n.sought = rest, false
	}
	text, n.cased = strings.CutPrefix(text, "!")
	if i := strings.LastIndex(text, " ."); i >= 0 {
		w, err := strconv.ParseFloat(text[i+1:], 32)
		if err != nil || w <= 0 || w >= 1 {
			return nil, fmt.Errorf("no weight between 0 and 1 in %q", text)
		}
		text, n.weight = text[:i], float32(w)
	}
	n.text = text
	index.Words(text, func(start, end int) bool {
		n.words = append(n.words, index.Fold(text[start:end]))
		return true
	})
	if len(n.words) == 0 {
		return nil, fmt.Errorf("a name without words: %q", text)
	}
	return n, nil
}

// lexicon binds what was read together.
func (r *reader) lexicon() (*Lexicon, error) {
	for _, a := range r.later {
		e := r.byID[a.id]
		if e == nil {
			return nil, fmt.Errorf("lexicon %s: no entry %q", a.where, a.id)
		}
		var err error
		if a.demonyms {
			err = e.addDemonyms(a.where, a.names)
		} else {
			err = e.add(a.where, a.names, namesake)
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
	return l, errors.Join(faults...)
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
		if other := l.tree.add(n); other != nil {
			faults = append(faults, fmt.Errorf("lexicon: %q is a name of %s and of %s", n.text, other.entry.ID, e.ID))
		}
	}
	return faults
}

// addDemonyms adds names of a people, and their plurals as names to find.
func (e *Entry) addDemonyms(where, names string) error {
	before := len(e.names)
	if err := e.add(where, names, demonymWeight); err != nil {
		return err
	}
	for _, n := range e.names[before:] {
		n.people = true
		last := n.words[len(n.words)-1]
		if !n.sought || !takesPlural(last) {
			continue
		}
		plural := *n
		plural.words = append([]string(nil), n.words...)
		plural.words[len(plural.words)-1] = last + "s"
		plural.text, plural.offered = n.text+"s", false
		e.names = append(e.names, &plural)
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
