package quote

import (
	"strings"
	"unicode/utf8"
)

// class is what is known of a word by itself; a word may be several things.
type class uint64

const (
	// says are verbs of saying that stand on either side of a quotation.
	says class = 1 << iota
	// terms are verbs that put words on something: "called it".
	terms
	// loose marks verbs that govern what they announce, and not every word
	// in marks after it.
	loose
	// noun marks verbs that are nouns as often: "claims".
	noun
	// act marks verbs in a form that may lack a subject: "adding".
	act
	// compound marks verbs that follow an auxiliary which looks like an
	// article: "a dit".
	compound
	// tells marks verbs that have whom it was said to after them.
	tells
	// event are other verbs that a subject is often followed by: "flew".
	event
	// leads are verbs of holding an office: "chairs".
	leads
	auxiliary
	// being is a form of "to be".
	being
	// unreal words take back the verb after them: "not", "could".
	unreal
	// office is what somebody is: "minister". It ends a role.
	office
	// regnal is an office that stays part of the name: "Pope".
	regnal
	// honorific is "Mr.", no part of the name and no role either.
	honorific
	// body is a word that names of bodies have and those of people have not.
	body
	// people are described in the plural, without an article: "officials".
	people
	// document is what is written; issued are documents that speak for who
	// issued them: "statement".
	document
	issued
	// outlet is a word in the names of outlets: "Times".
	outlet
	// platform is where people post.
	platform
	// naming words have a name or a title after them: "so-called", "film".
	naming
	// talk is a talk with somebody: "interview".
	talk
	// toward words come before a platform or a document: "on", "in".
	toward
	// function words begin no name and end any.
	function
	preposition
	pronoun
	// relative is "who".
	relative
	// conjunction words begin a clause of their own.
	conjunction
	// thatWhich begins what is said, or goes on with a subject.
	thatWhich
	adverb
	calendar
	determiner
	definite
	indefinite
	// particle stands in lower case within a name: "von der".
	particle
	// link joins two parts of a name or role: "of", "and".
	link
	// given is a function word that is a name or its beginning in capitals:
	// "Will", "Le".
	given
	// by and from come before who did or issued something.
	by
	from
	and
	as
	// according is the first word of "according to".
	according
	// plain is no more than a word that looks like something else.
	plain
)

// maxWord bounds, in bytes, what is looked up.
const maxWord = 32

// lookup gives the class of a word, whatever its case.
func lookup(w string) class {
	if len(w) > maxWord {
		return 0
	}
	var lower [maxWord]byte
	for i := range len(w) {
		c := w[i]
		if c >= utf8.RuneSelf {
			return lexicon[strings.ToLower(w)]
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	return lexicon[string(lower[:len(w)])]
}

func (c class) is(any class) bool { return c&any != 0 }
