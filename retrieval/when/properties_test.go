package when_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"attache/retrieval/when"
)

// forms are the layouts in which a full date is read.
var forms = []string{
	"2006-01-02", "2006/01/02", "2006.01.02", "2.1.2006", "02.01.2006 15:04", "2006-01-02T15:04:05Z", "02.01.2006", "2 January 2006", "2 Jan 2006", "2 Jan. 2006", "January 2, 2006",
	"January 2 2006", "Jan. 2, 2006", "2nd of January 2006", "Monday, 2 January 2006", "Mon, 2 Jan 2006", "Monday, January 2, 2006",
	"the 2 January 2006", "2. January 2006",
}

func anyDay() *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		year := rapid.IntRange(1801, 2199).Draw(t, "year")
		return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 364).Draw(t, "day"))
	})
}

func TestADateInAnyFormIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want, now := anyDay().Draw(t, "date"), anyDay().Draw(t, "as of")
		form := rapid.SampledFrom(forms).Draw(t, "form")
		written := strings.NewReplacer("nd of", "th of", "May.", "May").Replace(want.Format(form))
		question := "What did Brandt say on " + written + "?"
		all := when.Find(question, now)
		if len(all) != 1 {
			t.Fatalf("%q has %v", question, found(question, now))
		}
		e := all[0]
		if !e.From.Equal(want) || !e.To.Equal(want.AddDate(0, 0, 1)) || !e.Explicit || e.Grain != when.Day || e.Relation != when.On {
			t.Errorf("%q is %s", question, shown(question, e))
		}
	})
}

func TestADayWithoutItsYearIsNear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now, want := anyDay().Draw(t, "as of"), anyDay().Draw(t, "date")
		if want.Month() == time.February && want.Day() == 29 {
			return
		}
		for tense, ahead := range map[string]bool{"did": false, "will": true} {
			question := "What " + tense + " Oland do on " + want.Format("2 January") + "?"
			e := when.Find(question, now)[0]
			if e.From.Day() != want.Day() || e.From.Month() != want.Month() {
				t.Fatalf("%q is %s", question, shown(question, e))
			}
			if away := e.From.Sub(now).Hours() / 24; ahead && (away < 0 || away > 366) || !ahead && (away > 0 || away < -366) {
				t.Errorf("as of %s, %q is %s", day(now), question, shown(question, e))
			}
		}
	})
}

func TestRelativeTimesMoveWithAsOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now, days := anyDay().Draw(t, "as of"), rapid.IntRange(1, 300).Draw(t, "days")
		if now.Year() < 1805 || now.Year() > 2195 {
			return
		}
		later := now.AddDate(0, 0, days)
		for _, question := range []string{"yesterday", "today", "tomorrow", "3 days ago", "two weeks ago", "in the last 5 days", "over the past week", "last night", "before yesterday"} {
			a, b := when.Find(question, now)[0], when.Find(question, later)[0]
			if !b.To.Equal(a.To.AddDate(0, 0, days)) || !a.From.IsZero() && !b.From.Equal(a.From.AddDate(0, 0, days)) {
				t.Errorf("%q is %s as of %s and %s as of %s", question, shown(question, a), day(now), shown(question, b), day(later))
			}
		}
		for _, question := range []string{"last week", "last month", "last year", "last quarter", "last weekend", "last Friday", "last March"} {
			if e := when.Find(question, now)[0]; e.To.After(now) {
				t.Errorf("as of %s, %q is %s, which is not over", day(now), question, shown(question, e))
			}
		}
		for _, question := range []string{"next week", "next month", "next year", "next Friday", "next March", "tomorrow"} {
			if e := when.Find(question, now)[0]; !e.From.After(now) {
				t.Errorf("as of %s, %q is %s, which has begun", day(now), question, shown(question, e))
			}
		}
	})
}

// pieces are put together to questions that look as if they had times.
var pieces = strings.Fields(`since before after the last this next first second week of month year March may Monday
	3 31 2025 2024-25 - – / . , 6th ago three days in on from to and between early end mid Q1 half the summit talks
	of Ana's vote yesterday new now winter Christmas quarter 1990s 99 0 coup with Oland a few past until by`)

func TestWhatIsFoundStands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(pieces), rapid.String()), 0, 40).Draw(t, "words")
		question := strings.Join(words, rapid.SampledFrom([]string{" ", "", "\u200b", "\u202e"}).Draw(t, "between"))
		for _, now := range []time.Time{asOf, {}} {
			if fault := faultOf(question, when.Find(question, now)); fault != "" {
				t.Fatalf("%q: %s", question, fault)
			}
		}
	})
}

// faultOf says what is wrong with expressions that were found, if anything is.
func faultOf(question string, all []when.Expression) string {
	end := 0
	for _, e := range all {
		switch {
		case e.Start < end || e.End <= e.Start || e.End > len(question):
			return fmt.Sprintf("the span %d to %d after %d", e.Start, e.End, end)
		case utf8.ValidString(question) && !utf8.ValidString(question[e.Start:e.End]):
			return fmt.Sprintf("%q is cut within a rune", question[e.Start:e.End])
		case !e.From.IsZero() && !e.To.IsZero() && !e.From.Before(e.To):
			return shown(question, e) + " ends before it begins"
		case e.Event != "" && !(e.From.IsZero() && e.To.IsZero() && strings.HasSuffix(question[e.Start:e.End], e.Event)):
			return shown(question, e) + " is no event"
		}
		for _, at := range []time.Time{e.From, e.To} {
			if !at.IsZero() && (at.Year() < 1800 || at.Year() > 2201 || !at.Equal(at.Truncate(24*time.Hour)) || at.Location() != time.UTC) {
				return fmt.Sprintf("%s is no day", at)
			}
		}
		end = e.End
	}
	if len(all) > 8 {
		return "there are too many"
	}
	return ""
}

func TestAtMostEightAreFound(t *testing.T) {
	if n := len(when.Find(strings.Repeat("on Monday or ", 100), asOf)); n != 8 {
		t.Errorf("%d found", n)
	}
}

func TestHostileQuestionsAreReadInTime(t *testing.T) {
	for _, piece := range []string{
		"since the ", "between 3 and ", "March ", "may ", "2025-", "1.", "'", "\u200b", "a\u0301", "a'", "\xff", "\u202e", "the last ", ". ",
		"early ", "of the ", "(", "after a very long and old peace ", "Mar. ", "3 ", "6/", "two ", "in the run-up to ", "“",
	} {
		question := strings.Repeat(piece, 200_000/len(piece))
		began := time.Now()
		all := when.Find(question, asOf)
		if fault := faultOf(question, all); fault != "" {
			t.Errorf("%q, repeated: %s", piece, fault)
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("%q, repeated, takes %s", piece, took)
		}
	}
}

func TestZeroWidthCharactersAreNotSeen(t *testing.T) {
	cases{
		"within words":      {"on 6 Mar\u200bch 2025", "on 6 Mar\u200bch 2025: on 2025-03-06..2025-03-07 day!"},
		"around words":      {"\u2067on 6 March\u2069 2025\u200f?", "on 6 March\u2069 2025: on 2025-03-06..2025-03-07 day!"},
		"between words":     {"on\u00a06\u2009March\u202f2025", "on\u00a06\u2009March\u202f2025: on 2025-03-06..2025-03-07 day!"},
		"in Arabic text":    {"ماذا حدث 2025-03-06؟", "2025-03-06: on 2025-03-06..2025-03-07 day!"},
		"beside other ones": {"\xffon 6 March 2025\xfe", "on 6 March 2025: on 2025-03-06..2025-03-07 day!"},
	}.check(t, asOf)
}

func TestAnAsOfOutOfBoundsIsUnknown(t *testing.T) {
	for _, year := range []int{-5000, 1, 1700, 2500, 90_000} {
		if got, want := found("yesterday", time.Date(year, 1, 2, 0, 0, 0, 0, time.UTC)), "yesterday: on day"; got != want {
			t.Errorf("in %d: %s", year, got)
		}
	}
	if got, want := found("999 years ago", asOf), "999 years ago: on year"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func FuzzFind(f *testing.F) {
	for _, question := range []string{
		"between 3 and 7 March", "since the coup in Niger", "6/3/2025", "last week's vote", "in 2024-25", "Mar. 6th, 2025", "\xff\u200b",
		"from Friday to Monday", "the first week of March", "9999 decades ago", "29 February", "until the end of 2200",
	} {
		f.Add(question, asOf.Unix())
	}
	f.Fuzz(func(t *testing.T, question string, at int64) {
		if fault := faultOf(question, when.Find(question, time.Unix(at, 0))); fault != "" {
			t.Errorf("%q: %s", question, fault)
		}
	})
}
