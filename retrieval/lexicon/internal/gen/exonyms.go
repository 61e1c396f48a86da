package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"
)

// languages are those whose names of countries are taken.
var languages = []string{"fr", "de", "es", "ru", "uk", "ar", "fa", "zh", "zh-Hant"}

// minLatin is the least length of a foreign name in Latin letters, in
// letters: shorter ones are words of too many languages.
const minLatin = 4

func exonymFile(all []land) []byte {
	var out bytes.Buffer
	out.WriteString(`# What countries and territories are called in other languages, for
# questions that are put in them.
# Made by internal/gen from Unicode CLDR (golang.org/x/text); do not edit.
`)
	foreign, owners := foreignNames(all)
	for _, l := range all {
		names := slices.DeleteFunc(foreign[l.code], func(name string) bool {
			return len(owners[fold(name)]) > 1
		})
		for i, name := range names {
			names[i] = found(name)
		}
		if len(names) > 0 {
			fmt.Fprintf(&out, "also %s: %s\n", l.code, strings.Join(names, "; "))
		}
	}
	return out.Bytes()
}

// found marks a name as one that is only looked for, and in Latin letters
// only with its capitals.
func found(name string) string {
	if isLatin(name) {
		return "-!" + name
	}
	return "-" + name
}

// foreignNames gives the foreign names of each land and, by folded name, the
// lands that are called so.
func foreignNames(all []land) (foreign map[string][]string, owners map[string]map[string]bool) {
	foreign, owners = make(map[string][]string), make(map[string]map[string]bool)
	for _, l := range all {
		region := language.MustParseRegion(l.code)
		for _, tag := range languages {
			name := plain(display.Regions(language.Make(tag)).Name(region))
			key := fold(name)
			if !usable(name) || key == fold(l.name) || key == fold(l.formal) || owners[key][l.code] {
				continue
			}
			if owners[key] == nil {
				owners[key] = make(map[string]bool)
			}
			owners[key][l.code] = true
			foreign[l.code] = append(foreign[l.code], name)
		}
	}
	return foreign, owners
}

// usable reports a name that a writer would use, and that means nothing
// else in English.
func usable(name string) bool {
	if strings.ContainsAny(name, "(（,،;:・.") || strings.Contains(name, "- ") || strings.Contains(name, "— ") || misleading[name] {
		return false
	}
	return !isLatin(name) || utf8.RuneCountInString(name) >= minLatin
}

// fold is a name in lower case without diacritics.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(name))
}

func isLatin(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}
