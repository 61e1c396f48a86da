package story_test

import (
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// written is one article of the generated set. Articles of one report
// share its number.
type written struct {
	title, text string
	report      int
	how         string
}

// footers are what outlets put under everything they print.
var footers = []string{
	"The Harbour Gazette is read in forty countries. Sign up for our morning letter, follow us on every channel, and tell us what you think of our coverage: our editors read each message. Subscribers have access to the archive since 1921 and to all our podcasts. Copyright The Harbour Gazette. All rights reserved. No part of this page may be copied without written permission.",
	"Get the latest news in your inbox every day at seven. Support independent journalism with a donation. Read more: our guide to the region, our maps, our quiz of the week. Corrections can be sent to the desk at any time.",
	"This is our live page. Please refresh for updates. All times are local. What we know so far, how we report, and who our correspondents are can be read on the help page. Comments are closed at night and are moderated by our staff.",
}

// additions are paragraphs that an outlet adds to a reprint.
var additions = []string{
	"Readers in Westhaven will remember the last such case. The port authority there said on the telephone that it saw no effect on ferry traffic, and harbour master Ida Lonn expected none before Easter.",
	"For our region the news has a special ring: the firm of Pollack in Grunau, with 310 employees, has supplied both sides for years. Its manager, Theo Pollack, said that orders were safe until autumn.",
	"Professor Hilde Mansk of the institute for peace research in Altmar told this newspaper that she was not surprised. In her view the matter will come back within 6 months.",
}

var synonyms = strings.NewReplacer(" said that ", " stated that ", " agreed ", " consented ", " about ", " roughly ",
	" killed ", " left dead ", " announced ", " made known ", " recalled ", " remembered ", " begin", " start",
	" most recently", " latest", " asked ", " requested ", " among them ", " including ", " expected ", " foreseen ",
	" led ", " headed ", " since ", " ever since ", " because ", " as ", " damaged ", " harmed ", " closed ", " shut ")

// event is one report with everything that was made of it.
type event struct {
	kind   reportKind
	slots  slots
	wire   []string
	agency string
}

func newEvent(r *rand.Rand, kind reportKind, s slots) event {
	return event{kind: kind, slots: s, wire: s.fillAll(r, kind.wire), agency: pick(r, []string{"Meridian Press", "Corvane", "NPA"})}
}

func (e event) title(r *rand.Rand) string { return e.slots.fill(r, pick(r, e.kind.titles)) }

func (e event) dateline() string {
	return strings.ToUpper(e.slots["A.cap"]) + " (" + e.agency + ") - "
}

func text(paragraphs []string) string { return strings.Join(paragraphs, "\n\n") }

// reprints are the wire report and copies of it.
func (e event) reprints(r *rand.Rand) []written {
	w := func(how, text string) written { return written{title: e.title(r), text: text, how: how} }
	cut := e.wire[:max(3, (len(e.wire)*3+4)/5)]
	at := 1 + r.IntN(len(e.wire)-1)
	made := []written{
		w("retitled", text(e.wire)),
		w("cut", text(cut)),
		w("added", text(slices.Insert(slices.Clone(e.wire), at, pick(r, additions)))),
		w("added on top", text(append([]string{pick(r, additions)}, e.wire...))),
		w("boilerplate", text(append(slices.Clone(e.wire), pick(r, footers)))),
		w("cut and added", text(append(slices.Clone(cut), pick(r, additions)))),
		w("cut, with boilerplate", text(append(slices.Clone(cut), pick(r, footers)))),
	}
	r.Shuffle(len(made), func(i, j int) { made[i], made[j] = made[j], made[i] })
	return append([]written{w("wire", e.dateline()+text(e.wire))}, made[:2]...)
}

// lightRewrite is the report in other words: most sentences recast, some
// left out, some in another order. Those stay that tell the report from its
// nearest look-alike, or nobody could say of which one it is the rewrite.
func (e event) lightRewrite(r *rand.Rand) written {
	recast := e.slots.fillAll(r, e.kind.rewrite)
	share := pick(r, []float64{.5, .7, .85})
	var kept []string
	for i, p := range e.wire {
		switch {
		case i > 1 && r.Float64() < .2 && !tellsApart(e.kind.wire[i]):
		case r.Float64() < share:
			kept = append(kept, recast[i])
		default:
			kept = append(kept, synonyms.Replace(p))
		}
	}
	for range 2 {
		i := min(1, len(kept)-2) + r.IntN(max(1, len(kept)-2))
		kept[i], kept[i+1] = kept[i+1], kept[i]
	}
	if r.IntN(3) == 0 {
		kept[0] += " This was reported by " + e.agency + "."
	}
	return written{title: e.title(r), text: respelled(r, text(kept)), how: "light rewrite"}
}

// tellsApart reports whether a paragraph has a number that lookAlikes changes.
func tellsApart(paragraph string) bool {
	return strings.Contains(paragraph, "{n1") || strings.Contains(paragraph, "{n3")
}

var (
	dateFirst  = regexp.MustCompile(`\b(` + strings.Join(monthList, "|") + `) (\d+)\b`)
	smallCount = regexp.MustCompile(` ([2-9]|1[0-9]|[2-9][0-9]) `)
	smallWords = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens       = strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
)

// respelled writes dates and some numbers the other way.
func respelled(r *rand.Rand, text string) string {
	text = dateFirst.ReplaceAllString(text, "$2 $1")
	return smallCount.ReplaceAllStringFunc(text, func(digits string) string {
		n, err := strconv.Atoi(strings.TrimSpace(digits))
		if err != nil || r.IntN(3) > 0 {
			return digits
		}
		return " " + spelled(n) + " "
	})
}

func spelled(n int) string {
	switch {
	case n < 20:
		return smallWords[n]
	case n%10 == 0:
		return tens[n/10]
	default:
		return tens[n/10] + "-" + smallWords[n%10]
	}
}

// independent is another reporter's account, with the same quote.
func (e event) independent(r *rand.Rand) written {
	p := e.slots.fillAll(r, e.kind.own)
	if r.IntN(2) == 0 {
		p = append(p, pick(r, footers))
	}
	return written{title: e.title(r), text: text(p), how: "independent"}
}

// followUp is a later report that repeats two paragraphs of background.
func (e event) followUp(r *rand.Rand) written {
	p := e.slots.fillAll(r, e.kind.followUp)
	p = append(p, e.wire[len(e.wire)-2:]...)
	return written{title: e.title(r), text: e.dateline() + text(p), how: "follow-up"}
}

// livePage is a page most of which its outlet prints every day.
func (e event) livePage(r *rand.Rand) written {
	p := append(slices.Clone(footers), e.slots.fillAll(r, e.kind.followUp)...)
	return written{title: "Live: " + e.title(r), text: text(p), how: "live page"}
}

// lookAlikes are reports on another event in nearly the same words: the
// next round of the same thing, with some or all of its numbers and dates
// changed, or the same thing elsewhere.
func (e event) lookAlikes(r *rand.Rand) []event {
	renumbered := func(keep func(key string) bool) slots {
		s := make(slots)
		for key, value := range e.slots {
			if key[0] != 'n' || keep(key) {
				s[key] = value
			}
		}
		return s
	}
	next := renumbered(func(string) bool { return false })
	next.drawDates(r)
	next["w"] = pick(r, weekdayList)
	near := renumbered(func(key string) bool { return key != "n1" && key != "n3" })
	for near["n1"] == "" || near["n1"] == e.slots["n1"] || near["n3"] == e.slots["n3"] {
		delete(near, "n1")
		delete(near, "n3")
		near.fillAll(r, e.kind.wire)
	}
	elsewhere := newSlots(r)
	moved := maps.Clone(e.slots)
	for _, key := range []string{"A", "A.adj", "A.cap", "t", "p", "p.last", "q", "q.last", "w"} {
		moved[key] = elsewhere[key]
	}
	return []event{newEvent(r, e.kind, next), newEvent(r, e.kind, near), newEvent(r, e.kind, moved)}
}

// generated is the whole set, the same at every run.
func generated(seed uint64, events int) []written {
	r := rand.New(rand.NewPCG(seed, 2031))
	kinds := readKinds()
	var all []written
	var wires [][]string
	report := 0
	add := func(made ...written) {
		report++
		for _, w := range made {
			w.report = report
			all = append(all, w)
		}
	}
	for i := range events {
		e := newEvent(r, kinds[i%len(kinds)], newSlots(r))
		add(append(e.reprints(r), e.lightRewrite(r))...)
		add(e.independent(r))
		add(e.followUp(r))
		for _, other := range e.lookAlikes(r) {
			add(append(other.reprints(r)[:2], other.lightRewrite(r))...)
		}
		add(newEvent(r, e.kind, newSlots(r)).livePage(r))
		wires = append(wires, e.wire)
	}
	for i := 0; i+3 <= len(wires); i += 3 {
		var briefs []string
		for _, wire := range wires[i : i+3] {
			briefs = append(briefs, wire[:2]...)
		}
		add(written{title: "The morning in brief", text: text(briefs), how: "digest"})
	}
	return all
}
