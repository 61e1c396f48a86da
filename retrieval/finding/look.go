package finding

import (
	"strings"

	"attache/retrieval"
)

// look sees which kinds of things a sentence states, word by word.
type look struct {
	states retrieval.Wants
	first  bool
}

func newLook(text string, wanted retrieval.Wants) look {
	l := look{first: true}
	if wanted&retrieval.WantsWords != 0 && (strings.ContainsAny(text, `"“”`) || strings.Contains(text, " said") || strings.Contains(text, " told")) {
		l.states = retrieval.WantsWords
	}
	return l
}

// at looks at the next word: what it begins with, its term if that is known,
// its length, and whether it is one of the question's. A word that begins
// outside of a to z may be a name in a script without capitals, and is taken
// for one.
func (l *look) at(c byte, term string, length int, asked bool) {
	switch {
	case '0' <= c && c <= '9':
		l.states |= retrieval.WantsNumber
		if length == 4 && (c == '1' || c == '2') {
			l.states |= retrieval.WantsDate
		}
	case dateWords[term]:
		l.states |= retrieval.WantsDate
	case numberWords[term]:
		l.states |= retrieval.WantsNumber
	case c >= 0x80 || 'A' <= c && c <= 'Z':
		if !l.first && !asked {
			l.states |= retrieval.WantsName | retrieval.WantsPerson | retrieval.WantsPlace
		}
	}
	l.first = false
}

// dateWords and numberWords are terms as the analyser has them.
var (
	dateWords = set(`januari februari march april may june juli august septemb octob novemb decemb
		monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow`)
	numberWords = set(`two three four five six seven eight nine ten eleven twelv dozen hundr thousand million billion half third quarter`)
)

func set(words string) map[string]bool {
	all := make(map[string]bool)
	for _, word := range strings.Fields(words) {
		all[word] = true
	}
	return all
}
