package asking

import (
	"regexp"
	"strings"
)

// Names as they follow a cue: words with capitals, with small ones such as
// "of" between them. A question in small letters names nobody by this.
const nameRun = `((?:the |The )?\p{Lu}[\p{L}\p{N}.'’&-]*(?: (?:of |de |du |al |bin |von |van )?\p{Lu}[\p{L}\p{N}.'’&-]*){0,5})`

var (
	accordingTo = regexp.MustCompile(`\b[Aa]ccording to ` + nameRun)
	reports     = regexp.MustCompile(`\b(?:did|does|has|had) ` + nameRun + ` (?:report|reported|write|written|publish|published|print|carry|count)\b`)
	reportOf    = regexp.MustCompile(`\b(?:reports?|reported|coverage|story|stories|account|article|articles) (?:by|in|from|of) ` + nameRun)
	sayers      = regexp.MustCompile(`\b(?:did|does|do|has|have|had) ` + nameRun + ` (?:say|said|tell|told|call|called|describe|described|announce|announced|promise|promised|warn|warned|claim|claimed|think|demand|demanded|argue|argued|reply|replied|confirm|confirmed|deny|denied)\b`)
	wordsOf     = regexp.MustCompile(nameRun + `['’]s? (?:own |exact )?(?:words|promise|reply|answer|statement|claim|warning|remarks?|comments?)\b`)
)

const maxSpeakers = 4

// outlets are the names of publishers that a question cues; whether they
// are any, the corpus knows.
func outlets(question string) []string { return cued(question, accordingTo, reports, reportOf) }

// speakers are those whose words the question asks for.
func speakers(question string) []string { return cued(question, accordingTo, sayers, wordsOf) }

func cued(question string, cues ...*regexp.Regexp) []string {
	var names []string
	for _, cue := range cues {
		for _, found := range cue.FindAllStringSubmatch(question, maxSpeakers) {
			names = append(names, strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(found[1], "'s"), "’s"), ".'’"))
		}
	}
	return names
}
