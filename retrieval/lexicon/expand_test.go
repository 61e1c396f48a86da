package lexicon

import (
	"slices"
	"strings"
	"testing"
)

// expanded gives what a text's first mention is expanded to, by words.
func expanded(t *testing.T, l *Lexicon, text string) map[string]float32 {
	t.Helper()
	mentions := l.Find(text)
	if len(mentions) == 0 {
		t.Fatalf("nothing found in %q", text)
	}
	weights := make(map[string]float32)
	for _, x := range l.Expand(mentions[0], mentions...) {
		weights[strings.Join(x.Words, " ")] = x.Weight
	}
	return weights
}

func TestAMentionIsExpandedToWhatMeansTheSame(t *testing.T) {
	l := load(t)
	for text, want := range map[string]string{
		"Downing Street":          "number 10; british; britain; uk; united kingdom; london",
		"the Élysée":              "france; french; paris",
		"the Kremlin":             "russia; russian; moscow",
		"Foggy Bottom":            "state department; american foreign ministry; united states",
		"State Department":        "foggy bottom; department of state",
		"the Quai d'Orsay":        "french foreign ministry; foreign ministry; france",
		"China":                   "chinese; prc; beijing",
		"Beijing":                 "peking; china; chinese",
		"Britain":                 "uk; united kingdom; british; london; downing street",
		"the UK":                  "britain; british",
		"the British":             "uk; britain; united kingdom",
		"NATO":                    "north atlantic treaty organization; north atlantic treaty organisation",
		"the UNSC":                "un security council; security council",
		"the IAEA":                "international atomic energy agency; un nuclear watchdog",
		"the OSCE":                "organization for security and co operation in europe",
		"the P5+1":                "six world powers",
		"the Quad":                "quadrilateral security dialogue",
		"the JCPOA":               "iran nuclear deal; joint comprehensive plan of action",
		"Zelenskiy":               "zelensky; zelenskyy",
		"Kiev":                    "kyiv; ukraine; ukrainian",
		"Qaddafi":                 "gaddafi; kadhafi; gadhafi",
		"Kharkov":                 "kharkiv",
		"Odessa":                  "odesa",
		"Peking":                  "beijing",
		"Burma":                   "myanmar; burmese",
		"Côte d'Ivoire":           "ivory coast; ivorian",
		"Swaziland":               "eswatini; swazi",
		"Holland":                 "netherlands; dutch",
		"Soviet Union":            "ussr; soviet; russia; russian",
		"East Germany":            "gdr; german",
		"Украина":                 "ukraine; ukrainian; kyiv",
		"the foreign minister":    "top diplomat; minister of foreign affairs",
		"the prime minister":      "premier; head of government",
		"the ambassador":          "envoy",
		"the Pentagon":            "department of defense; american",
		"Brussels":                "european union; eu; belgium",
		"the foreign ministry":    "ministry of foreign affairs; mfa",
		"the Berlaymont":          "european commission",
		"Taoiseach":               "irish prime minister; prime minister",
		"Hezbollah":               "hizbullah",
		"Gaza":                    "gaza strip",
		"Senkaku Islands":         "diaoyu islands",
		"the Revolutionary Guard": "irgc; revolutionary guards",
	} {
		weights := expanded(t, l, text)
		for words := range strings.SplitSeq(want, "; ") {
			if weights[words] == 0 {
				t.Errorf("%s is not expanded to %q: %v", text, words, weights)
			}
		}
	}
}

func TestAGeneralNameIsTheCountrysOwnWhereTheQuestionNamesIt(t *testing.T) {
	l := load(t)
	for text, want := range map[string]string{
		"the foreign ministry of Britain":               "foreign office; fcdo",
		"the foreign ministry in Washington":            "state department; foggy bottom",
		"foreign minister of the UK":                    "foreign secretary",
		"foreign minister in the British government":    "foreign secretary",
		"foreign minister of the United States":         "secretary of state",
		"the defence ministry of America":               "pentagon",
		"the parliament of Ukraine":                     "verkhovna rada",
		"central bank of the US":                        "federal reserve",
		"finance minister, as Downing Street names him": "chancellor of the exchequer",
	} {
		weights := expanded(t, l, text)
		for words := range strings.SplitSeq(want, "; ") {
			if weights[words] < 0.7 {
				t.Errorf("%s: %q weighs %v: %v", text, words, weights[words], weights)
			}
		}
	}
	for words := range expanded(t, l, "the foreign ministry") {
		if slices.Contains([]string{"state department", "foreign office", "foggy bottom", "quai dorsay"}, words) {
			t.Errorf("whose foreign ministry is not said, yet it is expanded to %q", words)
		}
	}
	if weights := expanded(t, l, "the foreign ministry of India on talks with Britain"); weights["ministry of external affairs"] == 0 || weights["fcdo"] != 0 {
		t.Errorf("the foreign ministry is not that of the nearest country: %v", weights)
	}
	if weights := expanded(t, l, "the president of Poland on the United States"); weights["us president"] != 0 {
		t.Errorf("Poland's president is that of the United States: %v", weights)
	}
	if weights := expanded(t, l, "the foreign ministry of France"); weights["foreign office"] != 0 {
		t.Errorf("France's foreign ministry is Britain's: %v", weights)
	}
}

func TestNearerNamesWeighMore(t *testing.T) {
	l := load(t)
	for text, order := range map[string]string{
		"China":          "prc; chinese; beijing",
		"Britain":        "uk; british; london; downing street",
		"Downing Street": "number 10; uk; british; london",
		"Foggy Bottom":   "state department; american foreign ministry; foreign ministry; american",
	} {
		weights := expanded(t, l, text)
		last := float32(1)
		for words := range strings.SplitSeq(order, "; ") {
			if weights[words] >= last || weights[words] == 0 {
				t.Errorf("%s: %q weighs %v after %v", text, words, weights[words], last)
			}
			last = weights[words]
		}
	}
}

func TestWhatMeansSomethingElseIsNotExpanded(t *testing.T) {
	l := load(t)
	for text, never := range map[string]string{
		"the Washington Post": "united states; american; white house",
		"Wellington":          "new zealand",
		"Niger":               "nigeria; nigerian",
		"Guinea":              "guinea bissau; equatorial guinea",
		"North Korea":         "south korea; seoul",
		"Congo-Brazzaville":   "kinshasa; drc",
		"America":             "us",
		"Taiwan":              "republic of china",
		"Congress":            "us congress; capitol hill; american",
		"the prime minister":  "pm",
		"Kharkiv":             "ukraine",
		"Geneva":              "switzerland",
	} {
		mentions := l.Find(text)
		for _, x := range l.Expand(mentions[0], mentions...) {
			if words := strings.Join(x.Words, " "); slices.Contains(strings.Split(never, "; "), words) {
				t.Errorf("%s is expanded to %q", text, words)
			}
		}
	}
}

// checkExpansions reports what is wrong with expansions.
func checkExpansions(all []Expansion) string {
	if len(all) > maxExpansions {
		return "too many expansions"
	}
	last := float32(1)
	seen := make(map[string]bool)
	for _, x := range all {
		words := strings.Join(x.Words, " ")
		switch {
		case len(x.Words) == 0 || seen[words]:
			return "an expansion without words, or twice: " + words
		case x.Weight <= 0 || x.Weight >= 1 || x.Weight > last:
			return "a weight out of bounds or order: " + words
		}
		seen[words], last = true, x.Weight
	}
	return ""
}

func TestExpansionsOfEveryNameAreBoundedAndNotTheNameItself(t *testing.T) {
	l := load(t)
	for _, e := range l.Entries() {
		for _, n := range e.names {
			all := l.Expand(Mention{Entry: e, name: n})
			if fault := checkExpansions(all); fault != "" {
				t.Errorf("%s: %s", n.text, fault)
			}
			own := func(x Expansion) bool { return slices.Equal(x.Words, n.words()) }
			if slices.ContainsFunc(all, own) {
				t.Errorf("%s is expanded to itself", n.text)
			}
		}
	}
}

func TestSameTellsWhoIsUsedForWhom(t *testing.T) {
	l := load(t)
	for names, want := range map[string]bool{
		"Moscow/Russia": true, "the Kremlin/Russian": true, "the Kremlin/Moscow": true, "Downing Street/Britain": true,
		"London/Downing Street": true, "Iran/JCPOA": false, "Iran/Iraq": false, "Paris/Berlin": false,
		"the Pentagon/Foggy Bottom": false, "Kharkiv/Kyiv": false, "Wellington/New Zealand": false, "Zelensky/Zelenskiy": true,
	} {
		a, b, _ := strings.Cut(names, "/")
		x, y := l.Find(a)[0].Entry, l.Find(b)[0].Entry
		if Same(x, y) != want || Same(y, x) != want {
			t.Errorf("%s: same = %v, want %v", names, !want, want)
		}
	}
}
