package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"attache/ingest/reading"
	"attache/news"
)

// headline says what was found at an address and what became of it.
func (a addition) headline() string {
	if !a.isNew {
		return fmt.Sprintf("%s is a source already, as %s.", a.Name(), a.URL)
	}
	return fmt.Sprintf("Added the %s %s.", a.preview.Format, a.Name())
}

// describe is the headline with what the Preview shows.
func (a addition) describe() string {
	return strings.Join(append([]string{a.headline()}, previewLines(a.preview)...), "\n")
}

// previewLines are what a Preview shows, a fact a line.
func previewLines(p reading.Preview) []string {
	var lines []string
	if p.Discovered {
		lines = append(lines, "That address is no source itself, but leads to this one.")
	}
	add := func(name, value string) {
		if value != "" {
			lines = append(lines, name+": "+value)
		}
	}
	add("Outlet", p.Outlet)
	if p.Source.Kind == news.KindPage {
		add("Published", p.Newest.Day())
	} else {
		add("Items", items(p))
		add("Publishes", often(p.Rhythm))
	}
	add("Language", languageName(p.Source.Language))
	add("Address", p.Source.URL)
	if p.Source.Kind != news.KindPage && len(p.Headlines) > 0 {
		add("Latest", strings.Join(p.Headlines, " · "))
	}
	for _, other := range p.Others {
		add("Also there", strings.TrimSpace(other.Title+" "+other.URL))
	}
	return lines
}

// items says how many there are and how new.
func items(p reading.Preview) string {
	if p.Newest.IsZero() {
		return fmt.Sprintf("%d, none of them dated", p.Items)
	}
	return fmt.Sprintf("%d, the newest of %s", p.Items, p.Newest.Day())
}

// often says how often something comes that comes once in so long.
func often(rhythm time.Duration) string {
	const day = 24 * time.Hour
	times := func(per time.Duration, name string) string {
		n := max(int(float64(per)/float64(rhythm)+0.5), 1)
		if n == 1 {
			return "about once " + name
		}
		return fmt.Sprintf("about %d times %s", n, name)
	}
	switch {
	case rhythm <= 0:
		return "too little is dated to tell how often"
	case rhythm <= time.Hour:
		return times(time.Hour, "an hour")
	case rhythm <= day:
		return times(day, "a day")
	case rhythm <= 7*day:
		return times(7*day, "a week")
	case rhythm <= 60*day:
		return times(30*day, "a month")
	}
	return "less than once in two months"
}

// languageName is a language in English with its tag; empty for none.
func languageName(tag string) string {
	parsed, err := language.Parse(tag)
	if tag == "" || err != nil {
		return tag
	}
	return fmt.Sprintf("%s (%s)", cmp.Or(display.English.Tags().Name(parsed), "unknown"), tag)
}
