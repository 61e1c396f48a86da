package quote

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/news"
)

// written is a quotation as a test writes it: words | speaker | role | verb |
// outlet.
func written(text string, q news.Quote) string {
	return strings.Join([]string{text[q.Start:q.End], q.Speaker, q.Role, q.Verb, q.Outlet}, " | ")
}

func findAll(t testing.TB, text string) []string {
	t.Helper()
	var got []string
	for _, q := range Find(text, newSplitter(t).Split(text)) {
		got = append(got, written(text, q))
	}
	return got
}

func TestFindReadsWhoSpeaks(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"after the quotation, with the verb first": {
			`"The border stays shut," said Ana Brandt, Vastria's foreign minister.`,
			[]string{"The border stays shut, | Ana Brandt | Vastria's foreign minister | said | "}},
		"before the quotation": {
			`Ana Brandt said: "The border stays shut."`,
			[]string{"The border stays shut. | Ana Brandt |  | said | "}},
		"between two pieces": {
			`"The border," Ana Brandt told the Example Times, "stays shut."`,
			[]string{"The border, | Ana Brandt |  | told | Example Times", "stays shut. | Ana Brandt |  | told | Example Times"}},
		"with according to in front": {
			`According to Ana Brandt, "the border stays shut".`,
			[]string{"the border stays shut | Ana Brandt |  | According to | "}},
		"with according to at the end": {
			`The border "stays shut for now", according to Ana Brandt.`,
			[]string{"stays shut for now | Ana Brandt |  | according to | "}},
		"for a ministry in a statement": {
			`In a statement, the ministry said "the border stays shut".`,
			[]string{"the border stays shut | the ministry |  | said | "}},
		"for somebody without a name": {
			`"The border stays shut", a senior official told reporters on condition of anonymity.`,
			[]string{"The border stays shut | a senior official |  | told | "}},
		"for a group with a name": {
			`The White House said the plan was "dead on arrival".`,
			[]string{"dead on arrival | White House |  | said | "}},
		"for two together": {
			`"We shall not yield," the two countries said in a joint statement.`,
			[]string{"We shall not yield, | the two countries |  | said | "}},
		"for two names": {
			`"We shall not yield," Brandt and Orr said in Portmere.`,
			[]string{"We shall not yield, | Brandt and Orr |  | said | "}},
		"for police": {
			`"Nobody was hurt," police said late on Monday.`,
			[]string{"Nobody was hurt, | police |  | said | "}},
		"who was quoted by an outlet": {
			`"The border stays shut," Brandt was quoted as saying by Reuters.`,
			[]string{"The border stays shut, | Brandt |  | saying | Reuters"}},
		"who was quoted by an outlet as saying it": {
			`Brandt was quoted by Reuters as saying "the border stays shut for now".`,
			[]string{"the border stays shut for now | Brandt |  | saying | Reuters"}},
		"with a verb that nobody listed": {
			`"The border stays shut," Brandt grumbled.`,
			[]string{"The border stays shut, | Brandt |  | grumbled | "}},
		"in a statement by a ministry": {
			`The border "stays shut for now", according to a statement by the Vastrian Foreign Ministry.`,
			[]string{"stays shut for now | Vastrian Foreign Ministry |  | according to | "}},
		"with other words between": {
			`Brandt said late on Monday that talks, which began in May, were "tense and slow".`,
			[]string{"tense and slow | Brandt |  | said | "}},
		"who called something something": {
			`Brandt called it "a grave mistake".`,
			[]string{"a grave mistake | Brandt |  | called | "}},
		"who described something": {
			`On Monday Ana Brandt, the foreign minister, described the vote as "a farce".`,
			[]string{"a farce | Ana Brandt | foreign minister | described | "}},
		"who is an envoy of somewhere and told it": {
			`"The border stays shut," Ana Brandt, an envoy of Vastria, told reporters.`,
			[]string{"The border stays shut, | Ana Brandt | envoy of Vastria | told | "}},
		"who is an envoy of somewhere, with the verb first": {
			`"The border stays shut," said Ana Brandt, the envoy of Vastria.`,
			[]string{"The border stays shut, | Ana Brandt | envoy of Vastria | said | "}},
		"who adds to it": {
			`"It is late," Brandt said, adding: "We are tired."`,
			[]string{"It is late, | Brandt |  | said | ", "We are tired. | Brandt |  | adding | "}},
		"after a question, a sentence by itself": {
			`"Who will pay for it?" Brandt asked. "Not us!" Orr replied.`,
			[]string{"Who will pay for it? | Brandt |  | asked | ", "Not us! | Orr |  | replied | "}},
		"for what goes on in the paragraph": {
			`"It is late," Brandt said. "We are tired. We want to go home."`,
			[]string{"It is late, | Brandt |  | said | ", "We are tired. We want to go home. | Brandt |  | said | "}},
		"of the outer quotation only": {
			`“Orr told me ‘never again’ and I said “fine” to him,” Brandt said.`,
			[]string{"Orr told me ‘never again’ and I said “fine” to him, | Brandt |  | said | "}},
		"of a quotation with straight marks inside": {
			`"They crossed the "green line" again," Brandt said.`,
			[]string{`They crossed the "green line" again, | Brandt |  | said | `}},
		"in guillemets": {
			`«La frontière reste fermée», a déclaré Ana Brandt.`,
			[]string{"La frontière reste fermée | Ana Brandt |  | déclaré | "}},
		"in German": {
			`„Die Grenze bleibt zu“, sagte Außenministerin Ana Brandt.`,
			[]string{"Die Grenze bleibt zu | Ana Brandt | Außenministerin | sagte | "}},
		"in Spanish": {
			`“La frontera sigue cerrada”, dijo Ramón Díaz-Canel.`,
			[]string{"La frontera sigue cerrada | Ramón Díaz-Canel |  | dijo | "}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, findAll(t, test.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFindTellsNamesFromRoles(t *testing.T) {
	for subject, want := range map[string]string{
		"Foreign Secretary David Lammy":                         "David Lammy | Foreign Secretary",
		"Vastrian President Ana Brandt":                         "Ana Brandt | Vastrian President",
		"Vastrian foreign minister Ana Brandt":                  "Ana Brandt | Vastrian foreign minister",
		"US Secretary of State Ana Brandt":                      "Ana Brandt | US Secretary of State",
		"Secretary of State Brandt":                             "Brandt | Secretary of State",
		"Sen. Ana Brandt":                                       "Ana Brandt | Sen.",
		"Minister of Youth and Sports Bo Orr":                   "Bo Orr | Minister of Youth and Sports",
		"The ambassador to Oland, Bo Orr,":                      "Bo Orr | ambassador to Oland",
		"Ana Brandt of Portmere":                                "Ana Brandt | ",
		"Mr. Brandt":                                            "Brandt | ",
		"CDC Director Dr. Ana Brandt":                           "Ana Brandt | CDC Director",
		"the ministry's spokesman Bo Orr":                       "Bo Orr | ministry's spokesman",
		"Ursula von der Leyen":                                  "Ursula von der Leyen | ",
		"Commission President Ursula von der Leyen":             "Ursula von der Leyen | Commission President",
		"Mohammed Al-Sudani":                                    "Mohammed Al-Sudani | ",
		"Kim Jong Un":                                           "Kim Jong Un | ",
		"Mary O'Brien":                                          "Mary O'Brien | ",
		"Pope Leo":                                              "Pope Leo | ",
		"Prince Harry":                                          "Prince Harry | ",
		"the Vastrian Foreign Ministry":                         "Vastrian Foreign Ministry | ",
		"Ana Brandt, who chairs the committee,":                 "Ana Brandt | who chairs the committee",
		"Ana Brandt, who is president of the bank,":             "Ana Brandt | president of the bank",
		"Ana Brandt, the foreign secretary,":                    "Ana Brandt | foreign secretary",
		"Ana Brandt, a professor of law at Vastria State,":      "Ana Brandt | professor of law at Vastria State",
		"Ana Brandt, a judge in Portmere, and head of a panel,": "Ana Brandt | judge in Portmere",
		"Ana Brandt, the envoy of Oland,":                       "Ana Brandt | envoy of Oland",
		"Ana Brandt, the foreign minister of East Vastria,":     "Ana Brandt | foreign minister of East Vastria",
		"Ana Brandt, president of Vastria,":                     "Ana Brandt | president of Vastria",
		"Ana Brandt, a spokeswoman for Oland Airways,":          "Ana Brandt | spokeswoman for Oland Airways",
		"Ana Brandt, Ambassador to Oland,":                      "Ana Brandt | Ambassador",
		"Ana Brandt, Minister of Foreign Affairs of Vastria,":   "Ana Brandt | Minister of Foreign Affairs of Vastria",
		"Ana Brandt, Secretary of State for Foreign Affairs,":   "Ana Brandt | Secretary of State for Foreign Affairs",
		"Ana Brandt, Vastria's envoy,":                          "Ana Brandt | Vastria's envoy",
		"In Portmere, the director of testing Bo Orr,":          "Bo Orr | director of testing",
		"In Portmere, Minister of State for Trade Bo Orr,":      "Bo Orr | Minister of State for Trade",
		"Ana Brandt (52)":                                       "Ana Brandt | ",
		"Ana Brandt on Monday":                                  "Ana Brandt | ",
		"Macy's":                                                "Macy's | ",
	} {
		t.Run(subject, func(t *testing.T) {
			text := fmt.Sprintf(`"The border stays shut," %s said.`, subject)
			want := "The border stays shut, | " + want + " | said | "
			if diff := cmp.Diff([]string{want}, findAll(t, text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFindNamesTheOutlet(t *testing.T) {
	for rest, want := range map[string]string{
		"told the Financial Times":                      "told | Financial Times",
		"told BBC Radio 4's Today programme":            "told | BBC Radio 4's Today programme",
		"told CNN's Bo Orr":                             "told | CNN",
		"told CNN on Monday":                            "told | CNN",
		"told Le Monde":                                 "told | Le Monde",
		"told reporters":                                "told | ",
		"told the Security Council":                     "told | ",
		"told Bo Orr":                                   "told | ",
		"said in an interview with CNN":                 "said | CNN",
		"wrote on X":                                    "wrote | X",
		"wrote on Truth Social":                         "wrote | Truth Social",
		"posted on Telegram":                            "posted | Telegram",
		"said in a video posted to Twitter on Thursday": "said | Twitter",
		"said on Monday":                                "said | ",
		"said in Portmere":                              "said | ",
	} {
		t.Run(rest, func(t *testing.T) {
			text := fmt.Sprintf(`"The border stays shut," Ana Brandt %s.`, rest)
			want := "The border stays shut, | Ana Brandt |  | " + want
			if diff := cmp.Diff([]string{want}, findAll(t, text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFindRemembersWhoWasNamed(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"and completes a name and its role": {
			"Foreign Secretary Ana Brandt flew to Oland.\n\n\"We agreed,\" Brandt said.",
			[]string{"We agreed, | Ana Brandt | Foreign Secretary | said | "}},
		"and completes a name with particles": {
			"Commission President Ursula von der Leyen flew to Oland.\n\n\"We agreed,\" von der Leyen said.",
			[]string{"We agreed, | Ursula von der Leyen | Commission President | said | "}},
		"for a pronoun": {
			"Ana Brandt flew to Oland.\n\n\"We agreed,\" she told the BBC.",
			[]string{"We agreed, | Ana Brandt |  | told | BBC"}},
		"for a ruler": {
			"King Bo III opened the bridge.\n\n\"It is long,\" Bo said.",
			[]string{"It is long, | King Bo III |  | said | "}},
		"for what somebody is called by age": {
			"Ana Brandt won again.\n\n\"I am tired,\" the 52-year-old said.",
			[]string{"I am tired, | Ana Brandt |  | said | "}},
		"over a caption": {
			"“We met at noon,” Ana Brandt said.\n\nA guard waits at the long bridge over the river in Portmere. Bo Orr/Vastria Photos\n\n“We talked about the bridge.”",
			[]string{"We met at noon, | Ana Brandt |  | said | ", "We talked about the bridge. | Ana Brandt |  | said | "}},
		"for an office": {
			"Ana Brandt, the interior minister, flew to Oland.\n\n\"We agreed,\" the minister added.",
			[]string{"We agreed, | Ana Brandt | interior minister | added | "}},
		"but not who of two is meant": {
			"Ana Brandt and Bo Orr flew to Oland.\n\n\"We agreed,\" she said.",
			[]string{"We agreed, |  |  | said | "}},
		"but not which of two ministers": {
			"Oland sent foreign minister Bo Orr. Vastria sent interior minister Ana Brandt.\n\n\"We agreed,\" the minister said.",
			[]string{"We agreed, |  |  | said | "}},
		"and who was called a man": {
			"Ana Brandt said she was glad. Bo Orr said he was not.\n\n\"We agreed,\" she said.",
			[]string{"We agreed, | Ana Brandt |  | said | "}},
		"over paragraphs that a quotation goes on in": {
			"“We met at noon,” Ana Brandt said. “We talked.\n\n“We agreed. It was late.\n\n“Then we left.”\n\nNobody else came.",
			[]string{"We met at noon, | Ana Brandt |  | said | ", "We talked. | Ana Brandt |  | said | ",
				"We agreed. It was late. | Ana Brandt |  | said | ", "Then we left. | Ana Brandt |  | said | "}},
		"back over paragraphs before the speaker": {
			"“We met at noon. We talked.\n\n“Then we left,” Ana Brandt said.",
			[]string{"We met at noon. We talked. | Ana Brandt |  | said | ", "Then we left, | Ana Brandt |  | said | "}},
		"who issued a statement": {
			"Oland Airways issued a statement.\n\n\"We regret the delay,\" the statement read.",
			[]string{"We regret the delay, | Oland Airways |  | read | "}},
		"who was indirectly quoted just before": {
			"Ana Brandt said she would not come. \"It is too late.\"",
			[]string{"It is too late. | Ana Brandt |  | said | "}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, findAll(t, test.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFindLeavesOutWordsInMarksThatNobodySays(t *testing.T) {
	for name, text := range map[string]string{
		"a scare quote":              `Troops crossed the so-called "green line" at noon.`,
		"a title":                    `The film "The Long Bridge" opened in Portmere.`,
		"a title after a verb":       `Brandt announced that she will write a new "Lord of the Hills" film.`,
		"a name":                     `The fund, called "Bridge Capital", was shut.`,
		"a headline":                 `Brandt: "We will not yield"`,
		"a list of titles":           "Winners:\n\n\"The Long Bridge\"\n\n\"Salt\"",
		"a quotation without a verb": `The talks were "tense" and went on for hours.`,
		"what might be said":         `Brandt could say "the border stays shut" and nobody would believe it.`,
		"what was not said":          `Brandt did not say "the border stays shut" at all.`,
		"what was announced by name": `Brandt announced a "bridge" fund.`,
		"marks that do not pair":     "Brandt said \"nothing.\n\nThe talks went on.",
		"apostrophes":                `Brandt's aides said the 'talks' weren't over, and that's that.`,
		"inches":                     `Orr said the 5'10" man and the 6" rule were gone.`,
	} {
		t.Run(name, func(t *testing.T) {
			if got := findAll(t, text); got != nil {
				t.Errorf("found %q", got)
			}
		})
	}
}

func TestFindIsSafeForConcurrentUse(t *testing.T) {
	text := "Foreign Secretary Ana Brandt flew to Oland.\n\n\"We agreed,\" Brandt told the BBC."
	sentences := newSplitter(t).Split(text)
	want := Find(text, sentences)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if diff := cmp.Diff(want, Find(text, sentences)); diff != "" {
				t.Error(diff)
			}
		})
	}
	wait.Wait()
}
