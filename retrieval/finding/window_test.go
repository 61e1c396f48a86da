package finding

import (
	"math"
	"testing"
	"time"

	"attache/index"
	"attache/retrieval"
	"attache/retrieval/when"
)

// on is the beginning of a day of March 2031.
func on(day int) time.Time { return time.Date(2031, 3, day, 0, 0, 0, 0, time.UTC) }

func TestAWindowTellsHowFarOutsideAPublicationIs(t *testing.T) {
	const days = int64(24 * 60 * 60)
	from, to := on(6).Unix(), on(9).Unix()
	for name, test := range map[string]struct {
		window    window
		published int64
		want      time.Duration
	}{
		"inside":                             {window{from, to}, from + days, 0},
		"at its beginning":                   {window{from, to}, from, 0},
		"at its last second":                 {window{from, to}, to - 1, 0},
		"at its end, by nothing":             {window{from, to}, to, 0},
		"a day behind it":                    {window{from, to}, to + days, day},
		"two days before it":                 {window{from, to}, from - 2*days, 2 * day},
		"years before it, which is stale":    {window{from, to}, from - 4000*days, stale},
		"years behind it":                    {window{from, to}, to + 4000*days, stale},
		"undated, which is as far as can be": {window{from, to}, index.Undated, stale},
		"undated, where nothing bounds it":   {window{}, index.Undated, stale},
		"behind what is open at the end":     {window{from, 0}, to + 900*days, 0},
		"before what is open at the end":     {window{from, 0}, from - days, day},
		"before what is open at the start":   {window{0, to}, from - 900*days, 0},
		"behind what is open at the start":   {window{0, to}, to + 3*days, 3 * day},
	} {
		t.Run(name, func(t *testing.T) {
			if got := test.window.beyond(test.published); got != test.want {
				t.Errorf("%v beyond, want %v", got, test.want)
			}
			within := math.Exp(-test.want.Hours() / (7 * 24))
			if got := test.window.within(test.published); math.Abs(got-within) > 1e-9 {
				t.Errorf("%v within, want %v", got, within)
			}
		})
	}
}

func TestTheWindowOfAQuestion(t *testing.T) {
	for name, test := range map[string]struct {
		times    []retrieval.Time
		from, to time.Time
		asks     bool
	}{
		"none where no time is asked for":            {nil, time.Time{}, time.Time{}, false},
		"that of a day, and of the days of its news": {[]retrieval.Time{{Relation: string(when.On), From: on(6), To: on(7)}}, on(6), on(7).Add(lag), true},
		"before a day, up to it":                     {[]retrieval.Time{{Relation: string(when.Before), To: on(7)}}, time.Time{}, on(7), true},
		"until a day, up to its end":                 {[]retrieval.Time{{Relation: string(when.Until), To: on(8)}}, time.Time{}, on(8), true},
		"since a day, without an end":                {[]retrieval.Time{{Relation: string(when.Since), From: on(6)}}, on(6), time.Time{}, true},
		"none as of a day, which is no publication":  {[]retrieval.Time{{Relation: string(when.AsOf), To: on(7)}}, time.Time{}, time.Time{}, false},
		"none of years, which names have":            {[]retrieval.Time{{Relation: string(when.On), From: on(1), To: on(30), Coarse: true}}, time.Time{}, time.Time{}, false},
		"none of now":                                {[]retrieval.Time{{Relation: string(when.On), From: on(6), To: on(9), Now: true}}, time.Time{}, time.Time{}, false},
		"none of an event without a date":            {[]retrieval.Time{{Relation: string(when.Since), Event: "the summit"}}, time.Time{}, time.Time{}, false},
		"the first that has one": {[]retrieval.Time{{Relation: string(when.Latest), Now: true}, {Relation: string(when.On), From: on(6), To: on(7)}},
			on(6), on(7).Add(lag), true},
	} {
		t.Run(name, func(t *testing.T) {
			w, asks := windowOf(retrieval.Asked{Times: test.times})
			if asks != test.asks || w != (window{unixOf(test.from), unixOf(test.to)}) || w.over() != !test.to.IsZero() {
				t.Errorf("asks %v for %+v", asks, w)
			}
		})
	}
}

// seconds is a time in Unix seconds, and 0 for none.
func unixOf(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

func TestFreshnessFallsWithAge(t *testing.T) {
	asOf := on(20)
	for name, test := range map[string]struct {
		asOf      time.Time
		published int64
		want      float64
	}{
		"all of it for what is of the hour":     {asOf, asOf.Unix(), 1},
		"no more for what is yet to come":       {asOf, on(25).Unix(), 1},
		"a third after the time of fading":      {asOf, asOf.Add(-fading).Unix(), 1 / math.E},
		"none for what is stale":                {asOf, asOf.Add(-stale - time.Second).Unix(), 0},
		"none for what has no date":             {asOf, index.Undated, 0},
		"none where no time of asking is known": {time.Time{}, asOf.Unix(), 0},
	} {
		t.Run(name, func(t *testing.T) {
			if got := fresh(test.asOf, test.published, fading); math.Abs(got-test.want) > 1e-9 {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
}

func TestAnEventBoundsATime(t *testing.T) {
	for relation, want := range map[when.Relation]retrieval.Time{
		when.Since: {From: on(6)}, when.After: {From: on(7)}, when.Before: {To: on(6)}, when.Until: {To: on(7)}, when.On: {},
	} {
		got := retrieval.Time{Relation: string(relation)}
		bindTo(&got, on(6))
		if got.From != want.From || got.To != want.To {
			t.Errorf("%s: from %s to %s", relation, got.From, got.To)
		}
		if isSide(string(relation)) != got.Bounded() {
			t.Errorf("%s is a side: %v", relation, isSide(string(relation)))
		}
	}
}
