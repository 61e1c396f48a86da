package news

import (
	"encoding/json"
	"errors"
	"testing"
	"time"
)

func TestParseMoment(t *testing.T) {
	for text, want := range map[string]string{
		"2025-03-06": "2025-03-06", " 2025-03-06 ": "2025-03-06",
		"2025-03-06T09:30:00Z": "2025-03-06T09:30:00Z", "2025-03-06T09:30:00+05:30": "2025-03-06T04:00:00Z",
		"2025-03-06T09:30": "2025-03-06T09:30:00Z", "2025-03-06 09:30:00": "2025-03-06T09:30:00Z",
		"1963-01-04": "1963-01-04",
	} {
		if m, err := ParseMoment(text); err != nil || m.String() != want {
			t.Errorf("%q is %q: %v", text, m, err)
		}
	}
	for _, text := range []string{"", "yesterday", "2025-13-01", "06/03/2025", "2025-02-30", "0000-01-01"} {
		if m, err := ParseMoment(text); err == nil {
			t.Errorf("%q is %s", text, m)
		}
	}
}

func TestADayEndsWithItsLastSecond(t *testing.T) {
	m, err := ParseMoment("2025-03-06")
	if err != nil || m.End().Format(time.RFC3339) != "2025-03-06T23:59:59Z" || m.Day() != "6 March 2025" {
		t.Errorf("%s, %s, %v", m.End(), m.Day(), err)
	}
	exact := At(time.Date(2025, 3, 6, 9, 0, 0, 0, time.UTC))
	if !exact.End().Equal(exact.Time) || (Moment{}).Day() != "undated" {
		t.Errorf("%s, %s", exact.End(), Moment{}.Day())
	}
}

func FuzzMoment(f *testing.F) {
	f.Add("2025-03-06T09:30:00.123456789-11:30")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ParseMoment(text)
		if err != nil {
			return
		}
		data, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var back Moment
		if err := json.Unmarshal(data, &back); err != nil || back.String() != m.String() {
			t.Errorf("%q became %s and then %s: %v", text, m, back, err)
		}
	})
}

func TestAnArticleIsKnownFrom(t *testing.T) {
	published, seen := time.Date(2025, 3, 6, 0, 0, 0, 0, time.UTC), time.Date(2025, 3, 9, 0, 0, 0, 0, time.UTC)
	for want, a := range map[time.Time][]Article{
		published: {{Revision: 1, Published: At(published), Seen: seen}},
		seen:      {{Revision: 2, Published: At(published), Seen: seen}, {Revision: 1, Seen: seen}},
	} {
		for _, article := range a {
			if got := article.KnownFrom(); !got.Equal(want) {
				t.Errorf("%+v is known from %s", article, got)
			}
		}
	}
}

func TestExplainGivesTheReadersFace(t *testing.T) {
	fault := &Fault{Sentence: "The disk is full.", Cause: errors.New("SQLITE_FULL")}
	if got := Explain(errors.Join(errors.New("committing"), fault), "?"); got != "The disk is full." {
		t.Error(got)
	}
	if got := Explain(errors.New("SQL"), "Something went wrong."); got != "Something went wrong." {
		t.Error(got)
	}
}
