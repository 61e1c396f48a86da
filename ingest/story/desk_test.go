package story_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"testing"
	"time"

	"attache/ingest/story"
	"attache/internal/sharedtest"
	"attache/news"
)

// deskArticle is a row of the shared reports.
type deskArticle struct {
	URL       string      `json:"url"`
	Title     string      `json:"title"`
	Text      string      `json:"text"`
	Published news.Moment `json:"published"`
	Outlet    string      `json:"source"`
	Authors   []string    `json:"authors"`
}

// deskStories are the stories among them.
type deskStories struct {
	Clusters []struct {
		Origin  string   `json:"origin"`
		Members []string `json:"members"`
	} `json:"clusters"`
	MustNotMerge []struct{ A, B string } `json:"must_not_merge"`
}

func readDesk(t *testing.T) (map[string]deskArticle, deskStories) {
	t.Helper()
	file, err := os.Open(sharedtest.Path(t, "eval", "desk2031", "corpus.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	articles := make(map[string]deskArticle)
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a deskArticle
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		articles[a.URL] = a
	}
	data, err := os.ReadFile(sharedtest.Path(t, "eval", "desk2031", "stories.json"))
	if err != nil {
		t.Fatal(err)
	}
	var stories deskStories
	if err := json.Unmarshal(data, &stories); err != nil {
		t.Fatal(err)
	}
	return articles, stories
}

func TestStoriesOfTheSharedReportsAreFoundAndNoOthers(t *testing.T) {
	articles, stories := readDesk(t)
	sketches := make(map[int64]story.Sketch)
	shelf := shelfOver(sketches)
	var urls []string
	for url, a := range articles {
		id := int64(len(urls))
		urls = append(urls, url)
		sketches[id] = story.NewSketch(a.Title, a.Text)
		shelf.Add(id, a.Published.Time, sketches[id])
	}
	found := newGroups(len(urls))
	for id, url := range urls {
		matches, err := shelf.Find(t.Context(), articles[url].Published.Time, sketches[int64(id)])
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range matches {
			found.join(id, int(m.ID))
		}
	}
	want := make(map[string]int)
	for i, cluster := range stories.Clusters {
		for _, url := range cluster.Members {
			want[url] = i + 1
		}
	}
	for i, a := range urls {
		for j, b := range urls[:i] {
			same := want[a] > 0 && want[a] == want[b]
			if found.together(i, j) != same {
				t.Errorf("%s and %s: one story is %t, want %t (%+v)", a, b, !same, same, story.Compare(sketches[int64(i)], sketches[int64(j)]))
			}
		}
	}
	for _, pair := range stories.MustNotMerge {
		a, b := articles[pair.A], articles[pair.B]
		if v := story.Compare(story.NewSketch(a.Title, a.Text), story.NewSketch(b.Title, b.Text)); v.Same {
			t.Errorf("%s and %s are taken for one report: %+v", pair.A, pair.B, v)
		}
	}
}

func TestOriginsOfTheSharedStories(t *testing.T) {
	articles, stories := readDesk(t)
	for _, cluster := range stories.Clusters {
		var members []story.Member
		for _, url := range cluster.Members {
			a := articles[url]
			members = append(members, story.Member{Published: a.Published, Outlet: a.Outlet, Authors: a.Authors, Text: a.Text})
		}
		if got := cluster.Members[story.Origin(members)]; got != cluster.Origin {
			t.Errorf("the origin is %s, want %s", got, cluster.Origin)
		}
	}
}

// shelfOver is a Shelf whose sketches are held in a map.
func shelfOver(sketches map[int64]story.Sketch) *story.Shelf {
	return story.NewShelf(func(_ context.Context, ids []int64) (map[int64]story.Sketch, error) {
		known := make(map[int64]story.Sketch, len(ids))
		for _, id := range ids {
			if s, ok := sketches[id]; ok {
				known[id] = s
			}
		}
		return known, nil
	})
}

// groups joins articles into stories.
type groups struct{ parent []int }

func newGroups(n int) groups {
	g := groups{parent: make([]int, n)}
	for i := range g.parent {
		g.parent[i] = i
	}
	return g
}

func (g groups) of(i int) int {
	for g.parent[i] != i {
		i = g.parent[i]
	}
	return i
}

func (g groups) join(i, j int)          { g.parent[g.of(i)] = g.of(j) }
func (g groups) together(i, j int) bool { return g.of(i) == g.of(j) }

var someDay = time.Date(2031, 3, 6, 9, 0, 0, 0, time.UTC)
