package when

import (
	_ "embed"
	"strings"
)

//go:embed events.txt
var eventList string

const (
	// maxBefore bounds the words before an event's noun, its article included.
	maxBefore = 8
	// maxComplements bounds the phrases after it ("the coup" "in Niger").
	maxComplements = 2
	// maxNames bounds the names in one of them.
	maxNames = 6
)

// event reads the name of an event that begins with token i: "the Ankara
// talks", "the coup in Niger". It ends before the verb and the clause.
func (r *reader) event(i int) (name string, head, next int) {
	head = r.eventNoun(i)
	if head == none {
		return "", none, none
	}
	next = r.skip(head+1, "i", "ii", "iii") // World War II
	for range maxComplements {
		after := r.complement(next)
		if after == none {
			break
		}
		next = after
	}
	if indefinite[r.word(i)] && r.at(next).kind != mark && !breaks[r.word(next)] {
		return "", none, none // "a pandemic pause"
	}
	return r.text[r.tokens[i].start:r.tokens[next-1].end], head, next
}

// eventNoun finds the noun that makes the words from i on an event.
func (r *reader) eventNoun(i int) int {
	for j := i; j < i+maxBefore; j++ {
		t := r.at(j)
		switch {
		case r.isHead(j, i):
			for r.isHead(j+1, i) {
				j++
			}
			return j
		case t.kind == digits && !isYear(t) && !t.joined, t.kind == mark && !t.links(r.at(j+1)):
			return none
		case t.word == "of" && j > i && stretches[r.word(j-1)]:
		case determiners[t.word] && (j == i || r.word(j-1) == "of"):
		case t.capital && months[t.word].month > 0: // "the May talks"
		case (breaks[t.word] || determiners[t.word]) && !r.at(j+1).links(r.at(j+2)):
			return none
		}
	}
	return none
}

// links reports whether a mark is a hyphen between two parts of a word.
func (t token) links(next token) bool {
	return t.joined && next.joined && (t.word == "-" || t.word == "‑")
}

// isHead reports whether token j is the noun of an event that began at i: no
// possessive, no part of a longer word ("war crimes"), and no verb ("after
// meeting Tallis").
func (r *reader) isHead(j, i int) bool {
	t := r.at(j)
	if !isEvent(t.word) || t.possessive || tails[r.word(j+1)] || r.at(j+1).links(r.at(j+2)) {
		return false
	}
	return j > i || !strings.HasSuffix(t.word, "ing")
}

// complement reads what says more of an event, such as "in Niger", "of Ana
// Brandt", "with Oland and Vastria", "on the port".
func (r *reader) complement(i int) int {
	link := r.word(i)
	if !complements[link] && !named[link] {
		return none
	}
	if l, after := r.lead(i); after != none {
		if _, next := r.span(after, l); next != none {
			return none // another time: "the summit" "in March"
		}
	}
	at := i + 1
	if determiners[r.word(at)] {
		at++
	}
	next := at
	for next < at+maxNames && (r.at(next).capital || r.word(next) == "and" && next > at && r.at(next+1).capital) {
		next++
	}
	t := r.at(at)
	switch {
	case next > at:
		return next
	case complements[link] && t.kind == letters && !breaks[t.word] && !determiners[t.word]:
		return at + 1
	}
	return none
}

// isEvent reports whether a word names an event, in the singular or plural.
func isEvent(word string) bool {
	return events[word] || events[strings.TrimSuffix(word, "s")] || events[strings.TrimSuffix(word, "es")]
}

var events = set(withoutComments(eventList))

func withoutComments(text string) string {
	var kept strings.Builder
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

func set(words string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		all[word] = true
	}
	return all
}

var (
	// determiners begin the name of an event.
	determiners = set(`the a an this that these those his her its their our my your last next each every any`)
	// indefinite are those whose event is none where another noun may follow.
	indefinite = set(`a an any every each`)
	// stretches are the parts of an event ("the height of the war").
	stretches = set(`beginning start outset outbreak height end conclusion collapse day days weeks months first last second
		third round failure success anniversary eve opening`)
	// breaks are words that end a name: verbs, prepositions, and words that
	// join clauses.
	breaks = set(`he she it they we i you who whom whose which what where when why how that there
		is are was were be been being am do does did done has have had having will would shall should can could may might must
		isn't aren't wasn't weren't won't don't didn't doesn't hasn't haven't hadn't
		and or but if because while although though as than so then not no nor
		of in on at by for from to with without into onto over under about against between among through during before after
		since until till across around near off out up down per via amid despite
		said says say saying told tells tell asked ask spoke speak testified appeared stood began begin begins started ended
		happened went go goes came come took take takes made make makes gave give gave got get left leave met meet
		all some many much more most less few several both either neither every everyone anyone nobody
		only also just even still already again here now ever never yet too very`)
	// tails make a body or a thing of the event before them.
	tails = set(`crime crimes criminal commission committee court tribunal board council minister ministers ministry cabinet
		panel judge judges official officials office parliament observers observer watchdog authority authorities chamber
		hero heroes room zone helicopter helicopters ship ships correspondent memorial museum team teams staff law laws`)
	// complements link an event to a name or to one more word, named to a
	// name only.
	complements = set(`of in on with between against at over`)
	named       = set(`to from by for near`)
)
