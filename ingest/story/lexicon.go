package story

import (
	"strings"
	"sync"
)

// fillers are words that every report has, which say nothing about whether
// two are one.
const fillers = `a an the and or but nor so of to in on at by for from with without into over under after
before between about against during through until since than as if that this these those there here it its he
she they them his her their we us our you your i who whom whose which what when where why how is are was were be
been being has have had having do does did will would shall should can could may might must not no also only
more most some any all both each other such same too very just then now still yet again one said says say told
tell added according mr mrs ms out up down off per while because although though however`

// ranks are words with a capital that belong to an office and not to a
// person: "Foreign Minister" in one paper is "foreign minister" in the next.
const ranks = `minister ministry foreign prime president vice deputy secretary general ambassador envoy chancellor
spokesman spokeswoman spokesperson parliament council commission committee government governor state department
office king queen prince sir dr lord lady colonel major captain premier speaker chief chair chairman chairwoman
transport director head commissioner representative high special senior acting interior exterior defence defense finance
external affairs justice trade energy infrastructure court supreme assembly house senate senator monsignor
north south east west northern southern eastern western central international national federal republic united`

// weekdays and months are what dates are made of beside numbers; only their
// first three letters are compared.
const (
	weekdays = `monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun`
	months   = `january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec`
)

var lexicon = sync.OnceValue(func() map[string]kind {
	words := make(map[string]kind)
	for _, list := range []struct {
		words string
		kind  kind
	}{{fillers, filler}, {ranks, plain}, {weekdays, weekday}, {months, month}} {
		for _, word := range strings.Fields(list.words) {
			words[word] = list.kind
		}
	}
	return words
})
