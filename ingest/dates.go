package ingest

import (
	"cmp"
	"net/url"
	"regexp"
	"strings"
	"time"

	"attache/news"
)

// exactLayouts are the ways in which publishers write a time with its zone,
// beside those that news.ParseMoment reads.
var exactLayouts = []string{
	"2006-01-02T15:04:05.999999999-0700",
	"2006-01-02T15:04:05.999999999-07",
	"2006-01-02T15:04-0700",
	"2006-01-02 15:04:05.999999999 -0700",
	"2006-01-02 15:04:05 -07:00",
	"2006-01-02 15:04 -0700",
	"Mon, 2 Jan 2006 15:04:05 -0700", // RFC 5322, section 3.3
	"Mon, 2 Jan 2006 15:04 -0700",
	"2 Jan 2006 15:04:05 -0700",
	"Mon Jan 2 15:04:05 -0700 2006",
	"January 2, 2006 15:04:05 -0700",
	"Mon Jan 2 2006 15:04:05 GMT-0700", // ECMA-262, Date.prototype.toString
}

// dayLayouts are the ways in which publishers write a day.
var dayLayouts = []string{
	"2006/01/02", "2006.01.02", "20060102", "2 January 2006", "January 2, 2006", "2 Jan 2006", "Jan 2, 2006",
	"Monday, January 2, 2006", "Monday, 2 January 2006", "Mon, 2 Jan 2006", "January 2 2006",
}

// writtenDay is a day within a line of text: "6 March 2025" or "Mar. 6, 2025",
// or in figures with the year first.
var writtenDay = regexp.MustCompile(`(?i)\b(?:(?:(\d{1,2})(?:st|nd|rd|th)? )?(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?,? ((?:19|20)\d\d)|((?:19|20)\d\d)[-./](\d\d?)[-./](\d\d?))\b`)

// zoneNames are the zones that RFC 5322, section 4.3 gives a meaning.
var zoneNames = map[string]string{
	"UT": "+0000", "GMT": "+0000", "UTC": "+0000", "Z": "+0000",
	"EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500",
	"MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
}

// midnight is how day-only dates look after a machine without a zone has
// written them.
var midnight = regexp.MustCompile(`^\d{4}-\d\d-\d\d[T ]00:00(:00(\.0+)?)?$`)

// addressDay is a day in the path of an article's address.
var addressDay = regexp.MustCompile(`/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)`)

// StatedMoment reads a time as a publisher wrote it: exact in UTC, or the
// day where no more was stated; zero where it cannot be understood. A time
// of day without a zone is read as UTC.
func StatedMoment(s string) news.Moment {
	s = FoldSpace(s)
	if s == "" || len(s) > 100 {
		return news.Moment{}
	}
	if midnight.MatchString(s) {
		s = s[:len("2006-01-02")]
	}
	if m, err := news.ParseMoment(s); err == nil {
		return m
	}
	if space := strings.LastIndexByte(s, ' '); space > 0 {
		if offset, ok := zoneNames[strings.ToUpper(s[space+1:])]; ok {
			s = s[:space+1] + offset
		}
	}
	for _, layout := range exactLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return DatedAt(t)
		}
	}
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return dayOf(t)
		}
	}
	return news.Moment{}
}

// WrittenDay is the first day that a line for readers names, such as
// "Published 7:28 PM EST Nov 18, 2019"; zero where it names none. The time of
// day is left out, because such lines rarely name a zone that can be trusted.
func WrittenDay(line string) news.Moment {
	found := writtenDay.FindStringSubmatch(FoldSpace(line))
	if found == nil {
		return news.Moment{}
	}
	layout, written := "2006-1-2", found[5]+"-"+found[6]+"-"+found[7]
	if found[2] != "" {
		layout, written = "Jan 2 2006", found[2][:3]+" "+cmp.Or(found[1], found[3])+" "+found[4]
	}
	t, err := time.Parse(layout, written)
	if err != nil {
		return news.Moment{}
	}
	return dayOf(t)
}

// AddressMoment is the day that an article's address names, if it does.
func AddressMoment(u *url.URL) news.Moment {
	found := addressDay.FindStringSubmatch(u.Path)
	if found == nil {
		return news.Moment{}
	}
	t, err := time.Parse("2006-1-2", found[1]+"-"+found[2]+"-"+found[3])
	if err != nil {
		return news.Moment{}
	}
	return dayOf(t)
}

// DatedAt is the Moment of t, or none for a year that cannot be written.
func DatedAt(t time.Time) news.Moment {
	if year := t.UTC().Year(); year < 1 || year > 9999 {
		return news.Moment{}
	}
	return news.At(t)
}

func dayOf(t time.Time) news.Moment {
	if t.Year() < 1 || t.Year() > 9999 {
		return news.Moment{}
	}
	return news.Moment{Time: t.UTC(), DayOnly: true}
}

// earliestDay is how long before its midnight in UTC a day begins in the
// earliest zone of the world, UTC+14.
const earliestDay = 14 * time.Hour

// NotAfter is m, or now where m lies in the future: clocks are set wrong,
// and no article has been published that can already be read.
func NotAfter(m news.Moment, now time.Time) news.Moment {
	if m.DayOnly && m.Time.Sub(now) <= earliestDay {
		return m
	}
	if m.Time.After(now) {
		return news.At(now)
	}
	return m
}
