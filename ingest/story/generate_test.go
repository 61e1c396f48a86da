package story_test

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
)

//go:embed testdata/reports.txt
var reportKinds string

// reportKind is one kind of report: its paragraphs in four voices.
type reportKind struct {
	name                                 string
	titles, wire, rewrite, own, followUp []string
}

func readKinds() []reportKind {
	var kinds []reportKind
	for line := range strings.Lines(reportKinds) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "== "); ok {
			kinds = append(kinds, reportKind{name: name})
		}
		if len(kinds) == 0 || len(line) < 2 || line[1] != ' ' {
			continue
		}
		k := &kinds[len(kinds)-1]
		voice := map[byte]*[]string{'T': &k.titles, 'W': &k.wire, 'R': &k.rewrite, 'O': &k.own, 'N': &k.followUp}[line[0]]
		if voice != nil {
			*voice = append(*voice, line[2:])
		}
	}
	return kinds
}

// slots are what one event fills the paragraphs of its kind with.
type slots map[string]string

var (
	slotPattern = regexp.MustCompile(`\{([A-Za-z0-9]+)(\.[a-z]+)?(?:=(\d+)-(\d+))?\}`)
	countryList = strings.Fields("Vastria Oland Merovia Tarkesh Bellune Corsavia Dunmark Estaria Fenwick Galdovia Hestria Ilmar Jorvia Kestria Lomark Norvania")
	cityList    = strings.Fields("Halm Brenn Tarsk Ostrava-Nord Velm Kirrun Sandby Marlo Port-Ellis Drava Qasrin Lund-Over Zell Amrat Novik Tolm Ruvna Espera Hadley Corrin Stavo Mirel Beshkal Olte")
	firstNames  = strings.Fields("Ana Boris Carla Dmitri Elif Farid Greta Hugo Ines Jonas Katrin Lars Mira Nadim Olga Pavel Rosa Stefan Tova Viktor Wanda Yusuf")
	lastNames   = strings.Fields("Brandt Okoye Lindt Marek Sorel Vasko Tamm Iversen Quist Dorval Hadjian Petrak Rossi Selim Zorn Ulbrich Weyland Karras Nilsen Abadi Fontane Grell Moreau Juhasz Castell Ferro Blom Arslan")
	bodyList    = []string{"Lakes Council", "League of Ports", "Continental Union", "Basin Assembly", "Highland Conference", "Straits Forum"}
	weekdayList = strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
	monthList   = strings.Fields("January February March April May June July August September October November December")
)

// newSlots draws countries, people, places and days; numbers are drawn when
// a paragraph first gives their range.
func newSlots(r *rand.Rand) slots {
	s := slots{"b": pick(r, bodyList)}
	distinct(r, s, countryList, "A", "B", "C")
	distinct(r, s, cityList, "t", "u", "A.cap", "B.cap", "C.cap")
	distinct(r, s, lastNames, "p.last", "q.last", "r.last", "s.last")
	distinct(r, s, weekdayList, "w", "v")
	for _, c := range []string{"A", "B", "C"} {
		s[c+".adj"] = strings.TrimSuffix(s[c], "a") + "ian"
	}
	for _, p := range []string{"p", "q", "r", "s"} {
		s[p] = pick(r, firstNames) + " " + s[p+".last"]
	}
	s.drawDates(r)
	return s
}

func (s slots) drawDates(r *rand.Rand) {
	for _, d := range []string{"d", "e", "f"} {
		s[d] = pick(r, monthList) + " " + strconv.Itoa(1+r.IntN(28))
	}
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func distinct(r *rand.Rand, s slots, list []string, names ...string) {
	for i, at := range r.Perm(len(list))[:len(names)] {
		s[names[i]] = list[at]
	}
}

// fill puts the slots into a paragraph.
func (s slots) fill(r *rand.Rand, paragraph string) string {
	return slotPattern.ReplaceAllStringFunc(paragraph, func(slot string) string {
		m := slotPattern.FindStringSubmatch(slot)
		key := m[1] + m[2]
		if _, ok := s[key]; !ok && m[3] != "" {
			s[key] = fmt.Sprint(between(r, m[3], m[4]))
		}
		if value, ok := s[key]; ok {
			return value
		}
		return "?" + key
	})
}

func between(r *rand.Rand, from, to string) int {
	low, _ := strconv.Atoi(from)
	high, _ := strconv.Atoi(to)
	return low + r.IntN(high-low+1)
}

// fillAll fills a report's voice; the wire's comes first, as it has the
// ranges.
func (s slots) fillAll(r *rand.Rand, paragraphs []string) []string {
	filled := make([]string, len(paragraphs))
	for i, p := range paragraphs {
		filled[i] = s.fill(r, p)
	}
	return filled
}
