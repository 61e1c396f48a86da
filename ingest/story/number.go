package story

import "strconv"

// amount gathers the words of one number: "341", "2.1bn", "sixty-one",
// "three hundred and twelve", "12 thousand".
type amount struct {
	total, part float64
	begun       bool
	digits      bool
	last        float64 // the size of the last word; a smaller one may follow
}

// take adds a folded word, and reports whether it belongs to the number.
func (c *amount) take(word string) bool {
	if value, scale, ok := inDigits(word); ok {
		if c.begun {
			return false
		}
		*c = amount{part: value * scale, begun: true, digits: true, last: 1}
		if scale > 1 {
			c.last = 0
		}
		return true
	}
	value, ok := numberWords[word]
	if word == "one" && c.begun && !c.digits && c.last >= 20 {
		value, ok = 1, true
	}
	switch {
	case !ok:
		return word == "and" && c.begun && !c.digits && c.last == 100
	case value >= 1000:
		if !c.begun || c.last == 0 {
			return false
		}
		c.total, c.part, c.last = c.total+c.part*value, 0, value
		return true
	case value == 100:
		if !c.begun || c.digits || c.part == 0 || c.part >= 100 {
			return false
		}
		c.part, c.last = c.part*100, 100
		return true
	case c.begun && (c.digits || value >= c.last || c.last < 20):
		return false
	}
	c.part, c.begun, c.last = c.part+value, true, value
	return true
}

// value is the number, whatever way it was written.
func (c *amount) value() (value float64, ok bool) { return c.total + c.part, c.begun }

// inDigits reads "341", "2.1", "7th" and, with its scale, "2.1bn".
func inDigits(word string) (value, scale float64, ok bool) {
	if word == "" || word[0] < '0' || word[0] > '9' {
		return 0, 0, false
	}
	end := 1
	for end < len(word) && (word[end] == '.' || '0' <= word[end] && word[end] <= '9') {
		end++
	}
	switch word[end:] {
	case "", "st", "nd", "rd", "th", "s":
		scale = 1
	case "k":
		scale = 1e3
	case "m", "mn":
		scale = 1e6
	case "bn", "b":
		scale = 1e9
	case "tn":
		scale = 1e12
	default:
		return 0, 0, false
	}
	value, err := strconv.ParseFloat(word[:end], 64)
	return value, scale, err == nil
}

// numberWords leaves out "one", which is mostly a pronoun.
var numberWords = map[string]float64{
	"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
	"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
	"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
	"thousand": 1e3, "million": 1e6, "mn": 1e6, "mln": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
}
