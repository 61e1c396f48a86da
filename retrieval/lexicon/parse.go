package lexicon

import (
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
	weight float32
	// cased names are found only with their capitals: "WHO" is not "who".
	cased bool
	// sought names are found in texts, offered ones given as expansions.
	sought, offered bool
	// people is set for a demonym.
	people bool
}

// words are a name's words, folded.
func (n *name) words() (words []string) {
	index.Words(n.text, func(start, end int) bool {
		words = append(words, index.Fold(n.text[start:end]))
		return true
	})
	return words
}

// kinds are the words that begin an entry.
var kinds = map[Kind]bool{
	Country: true, Territory: true, Former: true, Capital: true, City: true, Region: true, Government: true, Ministry: true,
	Parliament: true, Court: true, Bank: true, Agency: true, Forces: true, Group: true, Organisation: true,
	Treaty: true, Format: true, Office: true, Person: true, Given: true, Other: true,
}

// reader gathers the lines of all files.
type reader struct {
	entries []*Entry
	byID    map[string]*Entry
	later   []addition // lines that add names to entries of any file
}

// addition is a line that adds names to an entry.
type addition struct {
	at         line
	id, names  string
	isDemonyms bool
}

// line is where a line stands.
type line struct {
	file   string
	number int
}

// fault is an error of a line.
func (l line) fault(format string, args ...any) error {
	return fmt.Errorf("lexicon %s:%d: "+format, append([]any{l.file, l.number}, args...)...)
}

// file reads one file.
func (r *reader) file(file, content string) error {
	if r.byID == nil {
		r.byID = make(map[string]*Entry)
	}
	at := line{file: file}
	for text := range strings.Lines(content) {
		at.number++
		text = strings.TrimSpace(text)
		if text == "" || text[0] == '#' {
			continue
		}
		if err := r.line(at, text); err != nil {
			return err
		}
	}
	return nil
}

// line reads a line of names.
func (r *reader) line(at line, text string) error {
	head, names, ok := strings.Cut(text, ": ")
	kind, attributes, _ := strings.Cut(head, " ")
	switch {
	case !ok:
		return at.fault("no colon and names after %q", head)
	case kind == "also" || kind == "demonym":
		r.later = append(r.later, addition{at: at, id: attributes, names: names, isDemonyms: kind == "demonym"})
		return nil
	case !kinds[Kind(kind)]:
		return at.fault("unknown kind %q", kind)
	}
	e := &Entry{Kind: Kind(kind)}
	e.describe(attributes)
	if err := e.add(at, names, namesake); err != nil {
		return err
	}
	e.Name = e.names[0].text
	if e.ID == "" {
		e.ID = strings.ToLower(strings.ReplaceAll(e.Name, " ", "-"))
	}
	if r.byID[e.ID] != nil {
		return at.fault("a second entry %q", e.ID)
	}
	r.byID[e.ID] = e
	r.entries = append(r.entries, e)
	return nil
}

// describe reads "[ID] [of=ID,ID] [as=ID] [loose] [rule]".
func (e *Entry) describe(attributes string) {
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
}

// add reads names that are parted by semicolons.
func (e *Entry) add(at line, list string, weight float32) error {
	// All of a line's names lie side by side: there are thousands.
	held := make([]name, 0, 1+strings.Count(list, ";"))
	e.names = slices.Grow(e.names, cap(held))
	for text := range strings.SplitSeq(list, ";") {
		n := name{entry: e, weight: weight}
		if err := n.parse(strings.TrimSpace(text)); err != nil {
			return at.fault("%w", err)
		}
		held = append(held, n)
		e.names = append(e.names, &held[len(held)-1])
	}
	return nil
}

// parse reads "[-|+][!]TEXT [.WEIGHT]".
func (n *name) parse(text string) error {
	text, notOffered := strings.CutPrefix(text, "-")
	text, notSought := strings.CutPrefix(text, "+")
	n.offered, n.sought = !notOffered, !notSought
	n.text, n.cased = strings.CutPrefix(text, "!")
	if i := strings.LastIndex(n.text, " ."); i >= 0 {
		w, err := strconv.ParseFloat(n.text[i+1:], 32)
		if err != nil || w <= 0 || w >= 1 {
			return fmt.Errorf("no weight between 0 and 1 in %q", text)
		}
		n.text, n.weight = n.text[:i], float32(w)
	}
	return nil
}
