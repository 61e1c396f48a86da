// Command gen writes the lexicon's data that others keep well: countries and
// territories with their English names and capitals (countries.txt) and their
// names in other languages (exonyms.txt).
//
// The rules are:
//   - names come from Unicode's CLDR as golang.org/x/text carries it (Unicode
//     licence), formal names and capitals from biter777/countries (BSD
//     3-Clause). The mledoze data, which has demonyms too, is under the ODbL,
//     whose share-alike this program does not take on; demonyms are therefore
//     written by hand;
//   - what these sources have wrong, old or unlike the press stands in
//     corrections.go, with nothing else corrected in the output;
//   - it is a module of its own: what it reads weighs nothing on the program.
//
// Run "go generate" in the folder of the lexicon.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/biter777/countries"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// land is a country or territory with what is written about it.
type land struct {
	code, name, formal, capital string
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: gen FOLDER")
	}
	all := lands()
	write(filepath.Join(os.Args[1], "countries.txt"), countryFile(all))
	write(filepath.Join(os.Args[1], "exonyms.txt"), exonymFile(all))
}

func write(file string, content []byte) {
	if err := os.WriteFile(file, content, 0o644); err != nil {
		log.Fatalf("writing the lexicon's data: %v", err)
	}
}

// lands are all countries and inhabited territories in the order of their
// ISO 3166 codes.
func lands() []land {
	english := display.Regions(language.English)
	var all []land
	for _, c := range countries.All() {
		code := c.Alpha2()
		region, err := language.ParseRegion(code)
		if err != nil || skipped[code] {
			continue
		}
		l := land{code: code, name: english.Name(region), formal: c.String(), capital: c.Capital().String()}
		if name, ok := names[code]; ok {
			l.name, l.formal = name, name
		}
		if capital, ok := capitals[code]; ok {
			l.capital = capital
		}
		l.name, l.formal = plain(l.name), plain(l.formal)
		all = append(all, l)
	}
	slices.SortFunc(all, func(a, b land) int { return strings.Compare(a.code, b.code) })
	return all
}

// plain writes a name as the lexicon's lines want it.
func plain(name string) string {
	return strings.NewReplacer("&", "and", "’", "'", "ʼ", "'", "–", "-", "\u00a0", " ").Replace(name)
}

func countryFile(all []land) []byte {
	var out bytes.Buffer
	out.WriteString(`# Countries and territories by ISO 3166 code, with their capitals.
# Made by internal/gen from Unicode CLDR (golang.org/x/text) and
# biter777/countries; do not edit: corrections stand in internal/gen, further
# names in names.txt.
`)
	for _, l := range all {
		kind := "country"
		if territories[l.code] {
			kind = "territory"
		}
		fmt.Fprintf(&out, "%s %s: %s", kind, l.code, marked(l.name))
		if fold(l.formal) != fold(l.name) && !strings.ContainsAny(l.formal, "(,") {
			fmt.Fprintf(&out, "; %s", l.formal)
		}
		out.WriteByte('\n')
		if l.capital == "" || l.capital == "None" || l.capital == l.name {
			continue
		}
		owners, loose := l.code, ""
		if also := seats[l.code]; also != "" {
			owners = also + "," + owners
		}
		if territories[l.code] || elsewhere[l.capital] {
			loose = " loose"
		}
		fmt.Fprintf(&out, "capital of=%s%s: %s\n", owners, loose, marked(l.capital))
	}
	return out.Bytes()
}

// marked marks a name that is a common word in lower case.
func marked(name string) string {
	if common[name] {
		return "!" + name
	}
	return name
}
