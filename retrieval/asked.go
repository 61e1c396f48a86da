package retrieval

import (
	"slices"
	"strings"
	"time"
)

// Asked is a question as it was understood.
type Asked struct {
	// Text is the question as it was put.
	Text string
	// AsOf is the time from which it is answered; zero where that is not
	// known.
	AsOf time.Time
	// Terms are its content words, in order, each once; at most
	// index.MaxTerms.
	Terms []Term
	// Names are the people, countries and institutions that it names.
	Names []Name
	// Phrases are what it puts in quotation marks, of two words or more.
	Phrases []string
	// Times are the times that it speaks of.
	Times []Time
	// Outlets are the publishers whose reports it asks for, as it names them.
	Outlets []string
	// Speakers are those whose words it asks for.
	Speakers []string
	Kind     Kind
	// Wants are the kinds of things that an answer has to state.
	Wants Wants
	// Negated is set where it asks what is not so.
	Negated bool
	// Parts are the questions in it, where there are several.
	Parts []string
}

// Term is a content word of a question.
type Term struct {
	// Word is as the reader wrote it, Term as the index has it.
	Word, Term string
	// Name is set where the word is part of a name.
	Name bool
	// Frame is set for a word that asks rather than tells what about, such
	// as "say" in "what did she say".
	Frame bool
}

// Name is somebody or something that a question names.
type Name struct {
	// Text is as the reader wrote it.
	Text string
	// Terms has bit i set where Asked.Terms[i] is a word of it.
	Terms uint64
	// ID and Kind are the lexicon's; empty for a name it does not know.
	ID, Kind string
	// Proper is unset for what a passage need not name: nobody in particular
	// ("foreign minister"), an outlet whose report is asked for, and a word of
	// a longer name.
	Proper bool
	// Others are what it may be called, too.
	Others []Other
}

// Other is another name, or another spelling of a name.
type Other struct {
	// Terms are its words as the index has them.
	Terms []string
	// Weight is what it counts beside the reader's own words: above 0, and
	// below 1.
	Weight float32
}

// String is the name's words, stemmed as they are.
func (o Other) String() string { return strings.Join(o.Terms, " ") }

// Time is a time that a question speaks of.
type Time struct {
	// Text is as the reader wrote it.
	Text string
	// Relation says how what is asked for lies to it, in the words of
	// package when.
	Relation string
	// From and To bound it, half open; a zero one is open.
	From, To time.Time
	// Coarse is set where it is longer than a month: years are often part of
	// a name, and say little of when something was reported.
	Coarse bool
	// Now is set where it is the time of asking, or has not been over for
	// long, as "this week" and "latest".
	Now bool
	// Event is what it is anchored to where that is no date; From and To
	// are then what the corpus says of it, if anything.
	Event string
}

// Bounded reports whether the time is known, on one side at least.
func (t Time) Bounded() bool { return !t.From.IsZero() || !t.To.IsZero() }

// Kind is what sort of question it is.
type Kind string

// The kinds of questions.
const (
	KindFact       Kind = "fact"
	KindWhoSaid    Kind = "who said" // or what somebody said
	KindTimeline   Kind = "timeline"
	KindComparison Kind = "comparison"
	KindNumber     Kind = "number"
	KindYesNo      Kind = "yes or no"
)

// Wants is a set of kinds of things that an answer has to state.
type Wants uint8

// The kinds of things.
const (
	WantsNumber Wants = 1 << iota
	WantsDate
	WantsPerson
	WantsPlace
	WantsWords // what somebody said
	WantsName  // of any kind: "which treaty"
)

// String lists the kinds: "number, date".
func (w Wants) String() string {
	var kinds []string
	for i, kind := range []string{"number", "date", "person", "place", "words", "name"} {
		if w&(1<<i) != 0 {
			kinds = append(kinds, kind)
		}
	}
	return strings.Join(kinds, ", ")
}

// Words are the content words as written.
func (a Asked) Words() []string {
	words := make([]string, len(a.Terms))
	for i, t := range a.Terms {
		words[i] = t.Word
	}
	return words
}

// asOf is package when's name for a time that bounds what was known.
const asOf = "as of"

// KnownUntil is the last moment that the question's own words ask from, as
// in "as of 5 March"; zero where they do not.
func (a Asked) KnownUntil() (until time.Time) {
	for _, t := range a.Times {
		if t.Relation == asOf && !t.To.IsZero() && (until.IsZero() || t.To.Before(until)) {
			until = t.To
		}
	}
	if until.IsZero() {
		return until
	}
	return until.Add(-time.Second) // a time is half open, as-of is not
}

// Window is the time of publication that the question asks for, if it asks
// for one: a time that is known, no longer than a month, and past. What is
// asked of now is asked of what is newest.
func (a Asked) Window() (Time, bool) {
	for _, t := range a.Times {
		if t.Bounded() && !t.Coarse && !t.Now && t.Relation != asOf {
			return t, true
		}
	}
	return Time{}, false
}

// OfNow reports whether the question speaks of now.
func (a Asked) OfNow() bool {
	return slices.ContainsFunc(a.Times, func(t Time) bool { return t.Now })
}
