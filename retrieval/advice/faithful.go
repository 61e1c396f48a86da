package advice

import (
	"errors"
	"strings"
	"unicode"

	"attache/news"
)

var (
	errNotALine   = errors.New("it is not one line of plain text")
	errNewClaim   = errors.New("it has a name, a number or a negation that is neither in the question nor in the conversation")
	errLostClaim  = errors.New("it lacks a name or a number of the question")
	errNoQuestion = errors.New("it is empty")
)

// faithful gives what the model wrote as a question, if it is one line that
// says nothing of its own: every name, number and negation in it stands in
// the question or in the conversation, and none of the question's names and
// numbers is lost. In scripts without capital letters any word may be a name.
func faithful(written, question string, history []news.Turn) (string, error) {
	line := unquote(strings.TrimSpace(written))
	if line == "" {
		return "", errNoQuestion
	}
	if strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsPrint(r) && r != '\u200c' && r != '\u200d' }) {
		return "", errNotALine
	}
	known := make(map[string]bool)
	note := func(text string) {
		for _, w := range words(text) {
			known[w.folded()] = true
		}
	}
	note(question)
	for _, turn := range history {
		note(turn.Text)
	}
	kept := make(map[string]bool)
	for _, w := range words(line) {
		kept[w.folded()] = true
		if !known[w.folded()] && w.claims() && !(w.first && openers[w.folded()]) {
			return "", errNewClaim
		}
	}
	for _, w := range words(question) {
		if !kept[w.folded()] && (w.number() || w.capital() && !w.first || negations[w.folded()]) {
			return "", errLostClaim
		}
	}
	return line, nil
}

// unquote takes off the quotation marks that a model may put around a line.
func unquote(line string) string {
	for _, marks := range [][2]string{{`"`, `"`}, {"“", "”"}, {"«", "»"}} {
		inner, before := strings.CutPrefix(line, marks[0])
		if inner, after := strings.CutSuffix(inner, marks[1]); before && after && !strings.ContainsAny(inner, `"“”«»`) {
			return strings.TrimSpace(inner)
		}
	}
	return line
}

// word is a word of a text: a run of letters, or a number with the points and
// commas in it. first marks the first word of the text.
type word struct {
	text  string
	first bool
}

// contractions brings out the "not" in words.
var contractions = strings.NewReplacer("n't", " not", "n’t", " not", "N'T", " NOT", "N’T", " NOT", "annot", "an not", "ANNOT", "AN NOT")

func words(text string) []word {
	var all []word
	runes := []rune(contractions.Replace(text))
	for i := 0; i < len(runes); {
		end := i
		for end < len(runes) && within(runes, i, end) {
			end++
		}
		if end > i {
			all = append(all, word{text: string(runes[i:end]), first: len(all) == 0})
		}
		i = max(end, i+1)
	}
	return all
}

// within reports whether the rune at i belongs to the word that began.
func within(runes []rune, began, i int) bool {
	r := runes[i]
	if unicode.In(r, unicode.L, unicode.M, unicode.N) || r == '\u200c' || r == '\u200d' {
		return true
	}
	return strings.ContainsRune(".,:/", r) && i > began && unicode.IsNumber(runes[i-1]) &&
		i+1 < len(runes) && unicode.IsNumber(runes[i+1])
}

func (w word) folded() string { return strings.ToLower(w.text) }

func (w word) number() bool { return strings.ContainsFunc(w.text, unicode.IsNumber) }

func (w word) capital() bool {
	return strings.ContainsFunc(w.text, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsTitle(r) })
}

// claims reports whether a word says something that must not come from the
// model.
func (w word) claims() bool {
	caseless := func(r rune) bool { return unicode.In(r, unicode.Lo, unicode.Lm) }
	return w.number() || w.capital() || strings.ContainsFunc(w.text, caseless) || guarded[w.folded()]
}

// guarded are the words without a capital that must not be new: numbers in
// words, and what turns a question round.
var guarded = set(`two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
	seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand
	thousands million millions billion billions trillion trillions dozen dozens half twice third quarter
	not never no nor none without`)

// negations must not be lost either.
var negations = set(`not never no nor none without`)

// openers are the words that may begin a question with a capital.
var openers = set(`who whom whose what when where why how which did does do is are was were has have had can could
	will would should may in on at by to of for from with since after before about during under until according the
	and`)

func set(list string) map[string]bool {
	members := make(map[string]bool)
	for _, member := range strings.Fields(list) {
		members[member] = true
	}
	return members
}
