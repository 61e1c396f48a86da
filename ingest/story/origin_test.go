package story_test

import (
	"testing"

	"pgregory.net/rapid"

	"attache/ingest/story"
	"attache/news"
)

func TestAgency(t *testing.T) {
	const body = "The four states on the lake agreed on Wednesday to prolong joint patrols.\n\nThe patrols began in 2028."
	for name, c := range map[string]struct {
		outlet  string
		authors []string
		text    string
		want    string
	}{
		"in the dateline's brackets":          {"The Harbour Gazette", nil, "VELM, April 5 (Reuters) - " + body, "Reuters"},
		"with a long dash":                    {"The Harbour Gazette", nil, "VELM (AFP) — " + body, "AFP"},
		"by its full name":                    {"The Harbour Gazette", nil, "Velm (Agence France-Presse) – " + body, "AFP"},
		"with brackets and no place":          {"The Harbour Gazette", nil, "(Reuters) - " + body, "Reuters"},
		"of which nobody has heard":           {"The Harbour Gazette", nil, "VELM (Meridian Press) - " + body, "Meridian Press"},
		"without brackets":                    {"The Harbour Gazette", nil, "VELM, Reuters – " + body, "Reuters"},
		"in the byline":                       {"The Harbour Gazette", []string{"By Associated Press"}, body, "AP"},
		"beside the newsdesk":                 {"The Harbour Gazette", []string{"Newsdesk and dpa"}, body, "dpa"},
		"in a byline in the text":             {"The Harbour Gazette", nil, "By The Associated Press\n\n" + body, "AP"},
		"as the source":                       {"The Harbour Gazette", nil, body + "\n\nSource: AFP", "AFP"},
		"as a helper":                         {"The Harbour Gazette", []string{"Ana Brandt"}, body + "\n\nwith AFP", "AFP"},
		"behind the last sentence":            {"The Harbour Gazette", nil, body + " — dpa", "dpa"},
		"in brackets behind it":               {"The Harbour Gazette", nil, body + " (Xinhua)", "Xinhua"},
		"in small letters and in two":         {"Der Hafenbote", nil, body + "\n\nlin/afp", "AFP"},
		"as the first publisher":              {"The Harbour Gazette", nil, body + "\n\nThis article was originally published by Bloomberg.", "Bloomberg"},
		"in the opening":                      {"The Harbour Gazette", nil, "The four states agreed, the Kyodo news agency reports.\n\n" + body, "Kyodo"},
		"that is the outlet itself":           {"Reuters", []string{"Ana Brandt"}, "VELM (Reuters) - " + body, "Reuters"},
		"not at all":                          {"The Harbour Gazette", []string{"Ana Brandt"}, body, ""},
		"not in the news about it":            {"The Harbour Gazette", nil, "Reuters will move its office in Velm, its landlord said.\n\n" + body, ""},
		"not by a name that has it inside":    {"The Harbour Gazette", []string{"Pat Apart", "PAUL ANITA"}, body, ""},
		"not in a remark in brackets":         {"The Harbour Gazette", nil, "The minister (left) - late as ever - spoke first.\n\n" + body, ""},
		"not in a word that happens to dash":  {"The Harbour Gazette", nil, "He came - he saw - he left (again) - " + body, ""},
		"not where somebody told it anything": {"The Harbour Gazette", nil, "Brandt told Reuters on Monday that the boats would stay.\n\n" + body, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := story.Agency(c.outlet, c.authors, c.text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// at is a moment in the order of publication.
func at(text string) news.Moment {
	m, err := news.ParseMoment(text)
	if err != nil {
		panic(err)
	}
	return m
}

func TestOrigin(t *testing.T) {
	const body = "The four states on the lake agreed on Wednesday to prolong joint patrols."
	early, late, day := at("2031-03-05T10:00:00Z"), at("2031-03-05T18:00:00Z"), at("2031-03-05")
	// The first of each list is the origin.
	for name, members := range map[string][]story.Member{
		"the agency that names itself, though later": {
			{Published: late, Outlet: "Meridian Press Agency", Text: "VELM, March 5 (Meridian Press) - " + body},
			{Published: early, Outlet: "Harbour Gazette", Text: body},
			{Published: early, Outlet: "Kontinent Daily", Text: "VELM (Meridian Press) - " + body},
		},
		"the agency that names itself by its initials": {
			{Published: late, Outlet: "Meridian Press Agency", Text: "VELM (MPA) - " + body},
			{Published: early, Outlet: "Harbour Gazette", Text: body},
		},
		"a known agency under its full name": {
			{Published: late, Outlet: "Associated Press", Text: "VELM (AP) — " + body},
			{Published: early, Outlet: "Harbour Gazette", Text: "VELM (AP) — " + body},
		},
		"the outlet that a reprint's dateline credits": {
			{Published: late, Outlet: "Reuters", Text: body},
			{Published: early, Outlet: "Harbour Gazette", Text: "VELM (Reuters) - " + body},
		},
		"the outlet that a reprint's byline credits": {
			{Published: late, Outlet: "The Lagoon Times", Text: body},
			{Published: early, Outlet: "Harbour Gazette", Authors: []string{"Newsdesk and Lagoon Times"}, Text: body},
		},
		"the outlet that a credit line credits": {
			{Published: late, Outlet: "Corvane Newswire", Text: body},
			{Published: early, Outlet: "Harbour Gazette", Text: body + "\n\nSource: Corvane"},
		},
		"the outlet that a rewrite's opening credits": {
			{Published: late, Outlet: "Corvane Newswire", Text: body},
			{Published: early, Outlet: "Harbour Gazette", Text: "Joint patrols go on, the Corvane agency reports."},
		},
		"the first, where the credited is not among them": {
			{Published: early, Outlet: "Harbour Gazette", Text: "VELM (Reuters) - " + body},
			{Published: late, Outlet: "Kontinent Daily", Text: body},
		},
		"the first, where nobody is credited": {
			{Published: early, Outlet: "Kontinent Daily", Text: body},
			{Published: late, Outlet: "Harbour Gazette", Text: body},
		},
		"the one with an hour before the one with a day": {
			{Published: late, Outlet: "Kontinent Daily", Text: body},
			{Published: day, Outlet: "Harbour Gazette", Text: body},
		},
		"a dated one before an undated one": {
			{Published: late, Outlet: "Kontinent Daily", Text: body},
			{Outlet: "Harbour Gazette", Text: body},
		},
		"the only one": {{Outlet: "Harbour Gazette"}},
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				shuffled := rapid.Permutation(members).Draw(t, "order")
				if got := shuffled[story.Origin(shuffled)]; got.Outlet != members[0].Outlet {
					t.Fatalf("the origin is %s, want %s", got.Outlet, members[0].Outlet)
				}
			})
		})
	}
	if got := story.Origin(nil); got != -1 {
		t.Errorf("the origin of nothing is %d", got)
	}
}
