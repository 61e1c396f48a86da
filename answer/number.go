package answer

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	// number is a figure of any script with its decimals and thousands:
	// "1,000", "2.1", "26".
	number = regexp.MustCompile(`\p{Nd}+(?:[.,]\p{Nd}+)*`)
	// numberWord is a number below a hundred in words; "twenty-first" is one
	// too, but "one" and "first" by themselves are rarely numbers.
	numberWord = regexp.MustCompile(`(?i)\b(?:(` + strings.Join(tens[:], "|") + `)(?:[- \x{2010}\x{2011}](` +
		strings.Join(units[1:10], "|") + "|" + strings.Join(ordinals[1:], "|") + `))?|(` + strings.Join(units[2:], "|") + `))\b`)
)

// The words of numbers, from zero and, of the tens, from twenty.
var (
	units = [...]string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
		"twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}
	ordinals = [...]string{"zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"}
	tens     = [...]string{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
)

// numbers are the figures of a text without thousands separators, and the
// numbers below a hundred written as words as figures.
func numbers(text string) []string {
	var found []string
	for _, n := range number.FindAllString(text, -1) {
		found = append(found, strings.ReplaceAll(n, ",", ""))
	}
	for _, parts := range numberWord.FindAllStringSubmatch(text, -1) {
		n := value(units[:], parts[3])
		if parts[1] != "" {
			n = 20 + 10*value(tens[:], parts[1]) + value(units[:], parts[2]) + value(ordinals[:], parts[2])
		}
		found = append(found, strconv.Itoa(n))
	}
	return found
}

// value is where a word stands in a list; 0 where it does not.
func value(words []string, word string) int {
	for i, w := range words {
		if strings.EqualFold(w, word) {
			return i
		}
	}
	return 0
}
