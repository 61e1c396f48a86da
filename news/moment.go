package news

import (
	"fmt"
	"strings"
	"time"
)

// Moment is a point in time as a publisher states it: exact, or a day only.
// The zero Moment means that the time is not known.
type Moment struct {
	// Time is in UTC; for a day it is that day's midnight.
	Time time.Time
	// DayOnly is set where only the day was stated.
	DayOnly bool
}

const dayLayout = "2006-01-02"

// momentLayouts are tried in order; a layout without a zone is read as UTC.
var momentLayouts = []string{
	time.RFC3339Nano,
	"2006-01-02T15:04:05.999999999",
	"2006-01-02T15:04",
	"2006-01-02T15:04Z07:00",
	"2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05",
	"2006-01-02 15:04",
}

// At is the Moment of an exact time.
func At(t time.Time) Moment {
	if t.IsZero() {
		return Moment{}
	}
	return Moment{Time: t.UTC()}
}

// ParseMoment reads RFC 3339, the same without a zone (UTC), or a bare
// day (2006-01-02). Years from 1 to 9999 are accepted.
func ParseMoment(s string) (Moment, error) {
	s = strings.TrimSpace(s)
	if t, err := time.Parse(dayLayout, s); err == nil && t.Year() > 0 {
		return Moment{Time: t, DayOnly: true}, nil
	}
	for _, layout := range momentLayouts {
		if t, err := time.Parse(layout, s); err == nil && t.UTC().Year() > 0 && t.UTC().Year() <= 9999 {
			return At(t), nil
		}
	}
	return Moment{}, fmt.Errorf("%q is not a time: write 2025-03-06 or 2025-03-06T09:30:00Z", s)
}

// IsZero reports whether the time is not known.
func (m Moment) IsZero() bool { return m.Time.IsZero() }

// End is the last instant the Moment covers: the end of a day, or the
// exact time itself. It is what "as of 2025-03-06" means.
func (m Moment) End() time.Time {
	if m.DayOnly {
		return m.Time.AddDate(0, 0, 1).Add(-time.Second)
	}
	return m.Time
}

// String is RFC 3339 in UTC, the bare day, or nothing for an unknown time.
func (m Moment) String() string {
	switch {
	case m.IsZero():
		return ""
	case m.DayOnly:
		return m.Time.Format(dayLayout)
	default:
		return m.Time.UTC().Format(time.RFC3339)
	}
}

// Day is the day as people write it: "6 March 2025", or "undated".
func (m Moment) Day() string {
	if m.IsZero() {
		return "undated"
	}
	return m.Time.UTC().Format("2 January 2006")
}

// MarshalText writes the String form, so that JSON shows "2025-03-06".
func (m Moment) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what MarshalText wrote; empty text is the zero Moment.
func (m *Moment) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*m = Moment{}
		return nil
	}
	parsed, err := ParseMoment(string(text))
	if err != nil {
		return err
	}
	*m = parsed
	return nil
}

// Always is a time before all news: what was first seen then was always
// known.
func Always() time.Time { return time.Unix(-1<<40, 0).UTC() }
