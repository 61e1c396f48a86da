// Package lexicon knows what the actors of diplomacy are called: that
// Downing Street is the British government, JCPOA the Iran nuclear deal, and
// Zelenskiy Zelensky.
//
// The rules are:
//   - it holds general knowledge of names, never of events: who holds an
//     office stands nowhere in it, because that goes stale and would answer
//     questions;
//   - a name leads to one entry. One that others bear as often is not looked
//     for, or stands for nothing but itself;
//   - what it offers comes beside the reader's own words and weighs less than
//     they do. A wrong name costs more than a missing one;
//   - what is known by list stands in data/*.txt, in the format of README.md;
//     how names are romanised is known by rule, in Skeleton and Spellings;
//   - words are folded as package index folds them, so that both agree on
//     what a word is.
package lexicon

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
)

//go:generate go run -C internal/gen . ../../data

//go:embed data/*.txt
var data embed.FS

// Kind is what an entry is.
type Kind string

// The kinds of entries. Metonyms are entries of what they stand for: the
// Kremlin is a Government, Foggy Bottom a name of a Ministry.
const (
	Country      Kind = "country"   // a state
	Territory    Kind = "territory" // an inhabited land that is governed from elsewhere
	Former       Kind = "former"    // a state that is no more
	Capital      Kind = "capital"   // a seat of government
	City         Kind = "city"
	Region       Kind = "region"     // a part of the world, a sea, a disputed land
	Government   Kind = "government" // a government or its head, by the name of a house
	Ministry     Kind = "ministry"   // a ministry, or ministries of one kind
	Parliament   Kind = "parliament"
	Court        Kind = "court"
	Bank         Kind = "bank"   // a central bank
	Agency       Kind = "agency" // an intelligence service or authority
	Forces       Kind = "forces" // armed forces of a state
	Group        Kind = "group"  // a movement, party or armed group
	Organisation Kind = "organisation"
	Treaty       Kind = "treaty" // an agreement, convention, resolution
	Format       Kind = "format" // states that meet without being an organisation
	Office       Kind = "office" // a title
	Person       Kind = "person" // someone whose name is spelled in several ways
	Given        Kind = "given"  // a name that many bear, in its spellings
	Other        Kind = "other"  // what holds a name of the lexicon and means something else
)

// Entry is somebody or something with names.
type Entry struct {
	// ID is unique: a country's ISO 3166 code in capitals, else words
	// joined by hyphens.
	ID string
	// Kind is what it is.
	Kind Kind
	// Name is what it is mostly called.
	Name string
	// Of are the IDs of what it belongs to, the nearest first: a capital's
	// country, a house's government.
	Of []string
	// As is the ID of what it is a case of: the State Department is a
	// foreign ministry.
	As string

	loose  bool // does not stand for what it is of
	byRule bool // its spellings follow the rules of Skeleton
	names  []*name
}

// Lexicon holds the entries. It does not change and may be used by many
// goroutines.
type Lexicon struct {
	entries map[string]*Entry
	order   []*Entry
	members map[string][]*Entry // by the ID of what they are of, and stand for
	cases   map[string][]*Entry // by the ID of what they are a case of
	tree    tree
}

// Load reads the lexicon that is built in. It takes a few milliseconds; a
// program does it once. An error means that the data breaks the format.
func Load() (*Lexicon, error) {
	files, err := fs.Glob(data, "data/*.txt")
	if err != nil {
		return nil, fmt.Errorf("listing the lexicon's data: %w", err)
	}
	var r reader
	for _, file := range files {
		text, err := data.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("reading the lexicon's data: %w", err)
		}
		if err := r.file(path.Base(file), string(text)); err != nil {
			return nil, err
		}
	}
	return r.lexicon()
}

// Entry finds an entry by its ID; nil where there is none.
func (l *Lexicon) Entry(id string) *Entry { return l.entries[id] }

// Entries are all entries, in the order of the data. They are not to be
// changed.
func (l *Lexicon) Entries() []*Entry { return l.order }
