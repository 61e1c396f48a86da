package filing

import (
	"context"
	"fmt"
	"sync"
	"time"

	"attache/ingest/story"
	"attache/news"
)

// storyArchive is what looking for copies asks of the store.
type storyArchive interface {
	// FirstUnstoried gives the first article of which no copies have been
	// looked for; where there is none, the number of the next article.
	FirstUnstoried(ctx context.Context) (int64, error)
	// SketchesFrom reads up to limit sketches from an article on, in order.
	SketchesFrom(ctx context.Context, article int64, limit int) ([]news.Sketch, error)
	// SketchesBetween reads the sketches of a time, of articles before the
	// given one.
	SketchesBetween(ctx context.Context, from, to time.Time, before int64) ([]news.Sketch, error)
	// Sketches reads those of the given articles.
	Sketches(ctx context.Context, articles []int64) ([]news.Sketch, error)
	// GroupStories writes which articles are copies of one another.
	GroupStories(ctx context.Context, found []news.Kin, origin func([]news.Article) int) error
}

const (
	// sketchesAtOnce bounds the articles whose copies are looked for in one
	// transaction.
	sketchesAtOnce = 256
	// maxShelved bounds the articles on the shelf, some 20 MB; when there are
	// more, it is filled anew with what is needed next.
	maxShelved = 200_000
)

// stories looks for copies of articles that were filed, by this process or
// another. It holds what finds the articles of the days that it has had to
// do with.
type stories struct {
	archive storyArchive

	mu sync.Mutex
	// next is the first article that has not been looked at; 0 at first.
	next  int64
	shelf *story.Shelf
	// shelved are the days on the shelf, up to article next, and size how
	// many articles that is.
	shelved map[int64]bool
	size    int
	// recent are the sketches of the articles that are being looked at.
	recent map[int64]story.Sketch
}

func newStories(a storyArchive) *stories {
	s := &stories{archive: a}
	s.empty()
	return s
}

func (s *stories) empty() {
	s.shelf, s.size = story.NewShelf(s.look), 0
	s.shelved = make(map[int64]bool)
}

// settle gives a story to every article that has none yet. What it has not
// done when ctx or the process ends, the next call does.
func (s *stories) settle(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.next == 0 {
		first, err := s.archive.FirstUnstoried(ctx)
		if err != nil {
			return err
		}
		s.next = first
	}
	for {
		sketches, err := s.archive.SketchesFrom(ctx, s.next, sketchesAtOnce)
		if err != nil || len(sketches) == 0 {
			return err
		}
		if err := s.group(ctx, sketches); err != nil {
			// What is on the shelf may be half of it.
			s.empty()
			return fmt.Errorf("looking for copies: %w", err)
		}
		s.next = sketches[len(sketches)-1].Article + 1
	}
}

// group looks for copies of articles among those before them.
func (s *stories) group(ctx context.Context, sketches []news.Sketch) error {
	if s.size > maxShelved {
		s.empty()
	}
	s.recent = make(map[int64]story.Sketch, len(sketches))
	var found []news.Kin
	for _, k := range sketches {
		if err := s.shelve(ctx, k.At); err != nil {
			return err
		}
		sketch, err := unpack(k)
		if err != nil {
			return err
		}
		if k.Story == 0 {
			matches, err := s.shelf.Find(ctx, k.At, sketch)
			if err != nil {
				return err
			}
			kin := news.Kin{Article: k.Article}
			for _, match := range matches {
				kin.Copies = append(kin.Copies, match.ID)
			}
			found = append(found, kin)
		}
		s.recent[k.Article] = sketch
		s.put(k, sketch)
	}
	if len(found) == 0 {
		return nil
	}
	return s.archive.GroupStories(ctx, found, originOf)
}

func (s *stories) put(k news.Sketch, sketch story.Sketch) {
	s.shelf.Add(k.Article, k.At, sketch)
	s.size++
}

// shelve puts the articles on the shelf that one of that time is to be
// compared with.
func (s *stories) shelve(ctx context.Context, at time.Time) error {
	const day = 24 * time.Hour
	for n := -story.Window; n <= story.Window; n++ {
		from := at.Truncate(day).AddDate(0, 0, n)
		if s.shelved[from.Unix()] {
			continue
		}
		sketches, err := s.archive.SketchesBetween(ctx, from, from.Add(day), s.next)
		if err != nil {
			return err
		}
		for _, k := range sketches {
			sketch, err := unpack(k)
			if err != nil {
				return err
			}
			s.put(k, sketch)
		}
		s.shelved[from.Unix()] = true
	}
	return nil
}

// look gives the sketches of articles on the shelf.
func (s *stories) look(ctx context.Context, articles []int64) (map[int64]story.Sketch, error) {
	found := make(map[int64]story.Sketch, len(articles))
	var missing []int64
	for _, id := range articles {
		if sketch, ok := s.recent[id]; ok {
			found[id] = sketch
		} else {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return found, nil
	}
	sketches, err := s.archive.Sketches(ctx, missing)
	if err != nil {
		return nil, err
	}
	for _, k := range sketches {
		if found[k.Article], err = unpack(k); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func unpack(k news.Sketch) (sketch story.Sketch, err error) {
	if err := sketch.UnmarshalBinary(k.Data); err != nil {
		return sketch, fmt.Errorf("article %d: %w", k.Article, err)
	}
	return sketch, nil
}

// originOf says which member of a story the others go back to.
func originOf(articles []news.Article) int {
	members := make([]story.Member, len(articles))
	for i, a := range articles {
		members[i] = story.Member{Published: a.Published, Outlet: a.Outlet, Authors: a.Authors, Text: a.Text}
	}
	return story.Origin(members)
}
