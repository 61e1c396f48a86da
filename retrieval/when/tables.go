package when

import "strings"

// month is a word for a month.
type month struct {
	month int
	// short is set for an abbreviation, ambiguous for a word that is also
	// something else, foreign for one that is not English.
	short, ambiguous, foreign bool
}

// months are the words for each, parted by "|". May is nobody's abbreviation.
var months = func() map[string]month {
	found := map[string]month{}
	add := func(list string, kind month) {
		for n, words := range strings.Split(list, "|") {
			for word := range strings.FieldsSeq(words) {
				kind.month = n + 1
				if _, known := found[word]; !known {
					found[word] = kind
				}
			}
		}
	}
	add(`|||april|may|june||august`, month{ambiguous: true})
	add(`||march`, month{ambiguous: true})
	add(`january|february|march|april|may|june|july|august|september|october|november|december`, month{})
	add(`jan|feb|mar|apr||jun|jul|aug|sep sept|oct|nov|dec`, month{short: true})
	for _, language := range []string{
		`januar jänner|februar feber|märz|april|mai|juni|juli|august|september|oktober|november|dezember`,
		`janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre`,
		`enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre setiembre|octubre|noviembre|diciembre`,
		`январь января январе|февраль февраля феврале|март марта марте|апрель апреля апреле|май мая мае|июнь июня июне|
			июль июля июле|август августа августе|сентябрь сентября сентябре|октябрь октября октябре|ноябрь ноября ноябре|декабрь декабря декабре`,
		`січень січня січні|лютий лютого лютому|березень березня березні|квітень квітня квітні|травень травня травні|червень червня червні|
			липень липня липні|серпень серпня серпні|вересень вересня вересні|жовтень жовтня жовтні|листопад листопада листопаді|грудень грудня грудні`,
	} {
		add(language, month{foreign: true})
	}
	return found
}()

// weekday is a word for a weekday, 0 for Sunday.
type weekday struct {
	number         int
	short, foreign bool
}

var weekdays = func() map[string]weekday {
	found := map[string]weekday{}
	for _, language := range []struct {
		list string
		kind weekday
	}{
		{`sunday|monday|tuesday|wednesday|thursday|friday|saturday`, weekday{}},
		{`sun|mon|tue tues|wed|thu thur thurs|fri|sat`, weekday{short: true}},
		{`sonntag|montag|dienstag|mittwoch|donnerstag|freitag|samstag sonnabend`, weekday{foreign: true}},
		{`dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi`, weekday{foreign: true}},
		{`domingo|lunes|martes|miércoles|jueves|viernes|sábado`, weekday{foreign: true}},
		{`воскресенье воскресенья|понедельник понедельника|вторник вторника|среду среды|четверг четверга|пятницу пятницы|субботу субботы`, weekday{foreign: true}},
		{`неділю неділі|понеділок понеділка|вівторок вівторка|середу середи|четвер четверга|п'ятницю п'ятниці|суботу суботи`, weekday{foreign: true}},
	} {
		for n, words := range strings.Split(language.list, "|") {
			for word := range strings.FieldsSeq(words) {
				language.kind.number = n
				found[word] = language.kind
			}
		}
	}
	return found
}()

// dayWord is a phrase for days by their distance to as-of's.
type dayWord struct {
	words        []string
	offset, days int
}

// dayWords are by their first word. French "hier" and German "morgen" mean
// something else in German and are left out. A night ends today.
var dayWords = func() map[string][]dayWord {
	found := map[string][]dayWord{}
	add := func(offset, days int, phrases string) {
		for p := range strings.SplitSeq(phrases, "|") {
			words := phrase(p)
			found[words[0]] = append(found[words[0]], dayWord{words, offset, days})
		}
	}
	add(-2, 1, "day before yesterday")
	add(-1, 1, "yesterday|gestern|ayer|вчера|вчора|учора")
	add(-1, 2, "last night|overnight")
	add(0, 1, "today|tonight|this morning|this afternoon|this evening|heute|aujourd'hui|hoy|сегодня|сьогодні")
	add(1, 1, "tomorrow|demain|mañana|завтра")
	add(2, 1, "day after tomorrow")
	return found
}()

var dayParts = set(`morning afternoon evening night`)

// units are stretches of time; those without a grain are in hours.
var units = func() map[string]unit {
	found := map[string]unit{}
	for word, u := range map[string]unit{
		"hour": {NoGrain, 1}, "day": {Day, 1}, "week": {Week, 1}, "fortnight": {Week, 2}, "month": {Month, 1},
		"quarter": {Quarter, 1}, "year": {Year, 1}, "decade": {Decade, 1},
	} {
		found[word], found[word+"s"] = u, u
	}
	return found
}()

// vague is the number of a few.
const vague = 5

// counts are numbers as words.
var counts = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
	"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60,
	"ninety": 90, "hundred": 100, "few": vague, "several": vague,
}

// ordinals are those of the weeks of a month, the quarters of a year, and its
// days as far as they are written out.
var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}

var ordinalEndings = set(`st nd rd th er го`)

// seasons are the months they begin with, in the north.
var seasons = map[string]int{"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

// loose and edges are parts of a window: 0 for the first, 1, 2 for the last.
var (
	loose = map[string]int{"early": 0, "mid": 1, "late": 2}
	edges = map[string]int{"beginning": 0, "start": 0, "outset": 0, "middle": 1, "end": 2, "close": 2}
)

// steps move a window of the calendar, sides roll one to as-of or from it.
var (
	steps = map[string]int{"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "upcoming": 1}
	sides = map[string]int{"last": -1, "past": -1, "previous": -1, "recent": -1, "next": 1, "coming": 1}
)

// feast is a day of the same date every year.
type feast struct {
	words      []string
	month, day int
}

// feasts are by their first word, the longest first.
var feasts = map[string][]feast{
	"christmas": {{phrase("christmas eve"), 12, 24}, {phrase("christmas day"), 12, 25}, {phrase("christmas"), 12, 25}},
	"boxing":    {{phrase("boxing day"), 12, 26}},
	"new":       {{phrase("new year eve"), 12, 31}, {phrase("new year day"), 1, 1}, {phrase("new year"), 1, 1}},
	"may":       {{phrase("may day"), 5, 1}},
}

// namedDays make a name of the weekday after them.
var namedDays = set(`black good bloody super ash palm holy maundy easter cyber`)

// marchesOn follow a march that is no month.
var marchesOn = set(`on for of against to through past`)

// quantities stand before numbers that are no years.
var quantities = set(`over than about at nearly almost some only under to or another exactly approximately`)

// counted is what numbers count.
var counted = set(`people persons troops soldiers fighters men women children civilians refugees migrants protesters
	prisoners hostages workers students patients voters members delegates police officers families households homes houses
	villages towns companies jobs dollars euros pounds roubles rubles hryvnias percent per cent km kilometres kilometers
	metres meters miles feet tons tonnes barrels tanks drones missiles rockets shells ships vessels planes aircraft cases
	deaths casualties victims seats votes times degrees hours minutes seconds days weeks months years million billion
	thousand hundred dead killed wounded injured`)
