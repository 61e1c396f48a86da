package filing

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"attache/ingest/story"
	"attache/news"
)

// storyArchive is what looking for copies asks of the store.
type storyArchive interface {
	// NextArticle gives the number that the next new article gets.
	NextArticle(ctx context.Context) (int64, error)
	// Unstoried reads up to limit sketches of articles of which no copies
	// have been looked for.
	Unstoried(ctx context.Context, limit int) ([]news.Sketch, error)
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
	maxShelved = 500_000
)

// stories looks for copies of articles that were filed, by this process or
// another. It holds what finds the articles of the days that it has had to
// do with.
type stories struct {
	archive storyArchive
	logger  *slog.Logger

	mu sync.Mutex
	// next is the first article that is not on the shelf although its day
	// is; 0 at first.
	next  int64
	shelf *story.Shelf
	// shelved are the days on the shelf, up to article next, and size how
	// many articles that is.
	shelved map[int64]bool
	size    int
	// recent are the sketches of the articles that are being looked at.
	recent map[int64]story.Sketch
}

func newStories(a storyArchive, logger *slog.Logger) *stories {
	s := &stories{archive: a, logger: logger}
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
	err := s.settleAll(ctx)
	if err != nil {
		// What is on the shelf may be half of it.
		s.empty()
	}
	return err
}

func (s *stories) settleAll(ctx context.Context) error {
	pending, err := s.catchUp(ctx)
	if err != nil {
		return err
	}
	for {
		sketches, err := s.archive.Unstoried(ctx, sketchesAtOnce)
		if err != nil {
			return err
		}
		if len(sketches) == 0 {
			break
		}
		if err := s.group(ctx, sketches); err != nil {
			return err
		}
		for _, k := range sketches {
			delete(pending, k.Article)
		}
	}
	// Another process has looked for copies of these.
	for _, k := range pending {
		s.putIfShelved(ctx, k)
	}
	return nil
}

// catchUp puts what was filed since the last call on the shelf, by whatever
// process, but for those articles that have no story yet.
func (s *stories) catchUp(ctx context.Context) (pending map[int64]news.Sketch, err error) {
	if s.next == 0 {
		s.next, err = s.archive.NextArticle(ctx)
		return nil, err
	}
	pending = make(map[int64]news.Sketch)
	for {
		sketches, err := s.archive.SketchesFrom(ctx, s.next, sketchesAtOnce)
		if err != nil || len(sketches) == 0 {
			return pending, err
		}
		for _, k := range sketches {
			if k.Story == 0 {
				pending[k.Article] = k
			} else {
				s.putIfShelved(ctx, k)
			}
		}
		s.next = sketches[len(sketches)-1].Article + 1
	}
}

// putIfShelved puts an article on the shelf where those of its day are.
func (s *stories) putIfShelved(ctx context.Context, k news.Sketch) {
	if s.shelved[dayOf(k.At).Unix()] {
		s.put(k, s.unpack(ctx, k))
	}
}

// group looks for copies of articles.
func (s *stories) group(ctx context.Context, sketches []news.Sketch) error {
	if s.size > maxShelved {
		s.empty()
	}
	s.recent = make(map[int64]story.Sketch, len(sketches))
	for _, k := range sketches {
		s.recent[k.Article] = s.unpack(ctx, k)
	}
	found := make([]news.Kin, 0, len(sketches))
	for _, k := range sketches {
		if err := s.shelve(ctx, k.At); err != nil {
			return err
		}
		s.put(k, s.recent[k.Article])
		matches, err := s.shelf.Find(ctx, k.At, s.recent[k.Article])
		if err != nil {
			return err
		}
		kin := news.Kin{Article: k.Article}
		for _, match := range matches {
			if match.ID != k.Article {
				kin.Copies = append(kin.Copies, match.ID)
			}
		}
		found = append(found, kin)
	}
	return s.archive.GroupStories(ctx, found, originOf)
}

func (s *stories) put(k news.Sketch, sketch story.Sketch) {
	s.shelf.Add(k.Article, k.At, sketch)
	s.size++
}

const day = 24 * time.Hour

func dayOf(at time.Time) time.Time { return at.Truncate(day) }

// shelve puts the articles on the shelf that one of that time is to be
// compared with.
func (s *stories) shelve(ctx context.Context, at time.Time) error {
	for n := -story.Window; n <= story.Window; n++ {
		from := dayOf(at).AddDate(0, 0, n)
		if s.shelved[from.Unix()] {
			continue
		}
		sketches, err := s.archive.SketchesBetween(ctx, from, from.Add(day), s.next)
		if err != nil {
			return err
		}
		for _, k := range sketches {
			s.put(k, s.unpack(ctx, k))
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
	for _, k := range sketches {
		found[k.Article] = s.unpack(ctx, k)
	}
	return found, err
}

// unpack reads a sketch. One that cannot be read, such as another version's,
// is like nothing: its article gets a story of its own.
func (s *stories) unpack(ctx context.Context, k news.Sketch) (sketch story.Sketch) {
	if err := sketch.UnmarshalBinary(k.Data); err != nil {
		s.logger.WarnContext(ctx, "sketch passed over", "article", k.Article, "error", err)
		return story.Sketch{}
	}
	return sketch
}

// originOf says which member of a story the others go back to.
func originOf(articles []news.Article) int {
	members := make([]story.Member, len(articles))
	for i, a := range articles {
		members[i] = story.Member{Published: a.Published, Outlet: a.Outlet, Authors: a.Authors, Text: a.Text}
	}
	return story.Origin(members)
}
