package filing_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"attache/news"
)

// wire is a report long enough to be told from others.
func wire(town string, ships int) string {
	return fmt.Sprintf("MERLE (Lakeside Wire) - Vastria will send %d ships to the strait off %s, its foreign minister Ana Brandt said on Tuesday.\n\n"+
		"Brandt told reporters after a meeting of the cabinet that the vessels would sail on 14 May and stay for six weeks. "+
		"Oland called the plan a provocation and recalled its envoy Tomas Orr, who had served in Merle since 2028.\n\n"+
		"The two navies last met off %s in 2029, when a fishing boat sank and eleven sailors drowned. A treaty of that year "+
		"obliges both sides to announce exercises thirty days ahead. Diplomats said that no announcement had been made.", ships, town, town)
}

func reprint(outlet, title, text string) news.Article {
	a := article("https://"+outlet+".example/"+fmt.Sprint(len(title)), title, text)
	a.Outlet = outlet
	return a
}

// storyOf gives the story of each article, by address.
func (a *archive) storyOf(t *testing.T, articles ...news.Article) []news.Story {
	t.Helper()
	var ids []int64
	for _, one := range articles {
		ids = append(ids, a.held(t, one.URL).Article)
	}
	all, err := a.store.Stories(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	var stories []news.Story
	for _, id := range ids {
		stories = append(stories, all[id])
	}
	return stories
}

func TestReprintsAreOneStoryWhateverTheOrder(t *testing.T) {
	t.Parallel()
	set := []news.Article{
		reprint("lakeside-wire", "Vastria to send 12 ships", wire("Halse", 12)),
		reprint("gazette", "Twelve ships for Halse", wire("Halse", 12)),
		reprint("courier", "Navy sails again", wire("Halse", 12)+"\n\nMore on our front page tomorrow."),
		reprint("post", "Another strait, another fleet", wire("Dorn", 40)),
	}
	set[0].Outlet = "Lakeside Wire"
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			a := newArchive(t)
			order := slices.Clone(set)
			rand.New(rand.NewPCG(seed, 1)).Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			for _, one := range order {
				a.file(t, news.Filed{New: 1}, one)
			}
			stories := a.storyOf(t, set...)
			if stories[0].ID == 0 || stories[1].ID != stories[0].ID || stories[2].ID != stories[0].ID || stories[3].ID == stories[0].ID {
				t.Fatalf("stories %+v", stories)
			}
			if origin := a.held(t, set[0].URL).Article; stories[0].Origin != origin || len(stories[0].Members) != 3 {
				t.Errorf("the origin is %d of %v, want %d", stories[0].Origin, stories[0].Members, origin)
			}
		})
	}
}

func TestStoriesAreFoundInOneCallAndAcrossFilers(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	first, second := reprint("lakeside-wire", "Vastria to send ships", wire("Halse", 12)), reprint("gazette", "Ships", wire("Halse", 12))
	third := reprint("courier", "Navy sails again", wire("Halse", 12))
	a.file(t, news.Filed{New: 2}, first, second)
	other := newFiler(t, openStore(t, a.path))
	if _, err := other.File(t.Context(), a.source, []news.Article{third}); err != nil {
		t.Fatal(err)
	}
	stories := a.storyOf(t, first, second, third)
	if stories[0].ID == 0 || stories[1].ID != stories[0].ID || stories[2].ID != stories[0].ID {
		t.Errorf("stories %+v", stories)
	}
}

func TestAStoryOutlivesItsOrigin(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	first, second := reprint("lakeside-wire", "Vastria to send ships", wire("Halse", 12)), reprint("gazette", "Ships", wire("Halse", 12))
	a.file(t, news.Filed{New: 2}, first, second)
	if found, err := a.store.DeleteArticle(t.Context(), first.URL); !found || err != nil {
		t.Fatalf("%v, %v", found, err)
	}
	left := a.storyOf(t, second)[0]
	if want := a.held(t, second.URL).Article; left.Origin != want || len(left.Members) != 1 {
		t.Errorf("%+v, want %d", left, want)
	}
}
