package ingest

import (
	"net/url"
	"testing"

	"attache/news"
)

// FuzzMoments reads times as publishers write them, and the day in an
// address: what is understood can be written down and read again.
func FuzzMoments(f *testing.F) {
	for _, seed := range []string{
		"Tue, 04 Mar 2025 10:00:00 GMT", "2025-03-04T10:00:00+05:30", "March 4, 2025", "20250304", "4 Mar 2025", "/2025/3/4/talks", "0001-01-01T00:00:00Z",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, m := range []news.Moment{StatedMoment(text), AddressMoment(&url.URL{Path: text})} {
			if m.IsZero() {
				continue
			}
			if year := m.Time.Year(); year < 1 || year > 9999 {
				t.Fatalf("%q is of the year %d", text, year)
			}
			again, err := news.ParseMoment(m.String())
			if err != nil || again.String() != m.String() {
				t.Fatalf("%q became %s and then %s: %v", text, m, again, err)
			}
		}
	})
}
