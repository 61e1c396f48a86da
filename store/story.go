package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"attache/news"
)

// insertSketch writes what copies of an article are looked for by, in place
// of what an earlier revision had.
func (w *batchWriter) insertSketch(a news.Article, sketch []byte) error {
	if sketch == nil {
		return nil
	}
	at := a.Seen
	if !a.Published.IsZero() {
		at = a.Published.Time
	}
	_, err := w.tx.ExecContext(w.ctx, `
		INSERT INTO sketches (article, at, data) VALUES (?1, ?2, ?3)
		ON CONFLICT (article) DO UPDATE SET at = ?2, data = ?3`, a.ID, at.Unix(), sketch)
	return err
}

const sketchColumns = `k.article, k.at, k.data, a.story FROM sketches AS k JOIN articles AS a ON a.id = k.article`

// NextArticle gives the number that the next new article gets.
func (s *Store) NextArticle(ctx context.Context) (int64, error) {
	var next int64
	err := s.read.QueryRowContext(ctx,
		`SELECT coalesce((SELECT max(seq) + 1 FROM sqlite_sequence WHERE name = 'articles'), 1)`).Scan(&next)
	if err != nil {
		return 0, fmt.Errorf("reading the number of the next article: %w", err)
	}
	return next, nil
}

// Unstoried reads the sketches of up to limit articles of which no copies
// have been looked for, in order.
func (s *Store) Unstoried(ctx context.Context, limit int) ([]news.Sketch, error) {
	return s.sketches(ctx, `SELECT `+sketchColumns+` WHERE a.story IS NULL ORDER BY a.id LIMIT ?`, limit)
}

// SketchesFrom reads up to limit sketches from an article on, in order.
func (s *Store) SketchesFrom(ctx context.Context, article int64, limit int) ([]news.Sketch, error) {
	return s.sketches(ctx, `SELECT `+sketchColumns+` WHERE k.article >= ? ORDER BY k.article LIMIT ?`, article, limit)
}

// SketchesBetween reads the sketches of articles published (or first seen)
// from one time to before another, of those before the given article.
func (s *Store) SketchesBetween(ctx context.Context, from, to time.Time, before int64) ([]news.Sketch, error) {
	return s.sketches(ctx, `SELECT `+sketchColumns+` WHERE k.at >= ? AND k.at < ? AND k.article < ?`,
		from.Unix(), to.Unix(), before)
}

// Sketches reads the sketches of the given articles.
func (s *Store) Sketches(ctx context.Context, articles []int64) ([]news.Sketch, error) {
	wanted, err := list(articles)
	if err != nil {
		return nil, err
	}
	return s.sketches(ctx, `SELECT `+sketchColumns+` WHERE k.article IN (SELECT value FROM json_each(?))`, wanted)
}

func (s *Store) sketches(ctx context.Context, query string, values ...any) ([]news.Sketch, error) {
	rows, err := s.read.QueryContext(ctx, query, values...)
	sketches, err := collect(rows, err, scanSketch)
	if err != nil {
		return nil, fmt.Errorf("reading sketches: %w", err)
	}
	return sketches, nil
}

func scanSketch(rows *sql.Rows) (k news.Sketch, err error) {
	var at, story sql.NullInt64
	err = rows.Scan(&k.Article, &at, &k.Data, &story)
	k.At, k.Story = fromUnix(at), story.Int64
	return k, err
}

// GroupStories puts articles into the stories of their copies, and joins
// stories that an article shows to be one; an article without copies gets a
// story of its own. origin says which of the members of a story the others
// go back to, given the earliest published first, each with the beginning
// and the end of its text. It is done whole or not at all, and doing it again changes
// nothing.
func (s *Store) GroupStories(ctx context.Context, found []news.Kin, origin func([]news.Article) int) error {
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		touched := make(map[int64]bool)
		for _, kin := range found {
			story, err := joinStory(ctx, tx, kin)
			if err != nil {
				return err
			}
			if len(kin.Copies) > 0 {
				touched[story] = true
			}
		}
		for story := range touched {
			if err := settleOrigin(ctx, tx, story, origin); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("grouping stories: %w", err)
	}
	return nil
}

// joinStory gives the story that an article and its copies belong to: the
// lowest of those that they are in, else one named after the article. The
// others are joined to it.
func joinStory(ctx context.Context, tx *sql.Tx, kin news.Kin) (int64, error) {
	members, err := list(append(slices.Clone(kin.Copies), kin.Article))
	if err != nil {
		return 0, err
	}
	rows, err := tx.QueryContext(ctx, `
		SELECT DISTINCT story FROM articles
		WHERE id IN (SELECT value FROM json_each(?)) AND story IS NOT NULL ORDER BY story`, members)
	joined, err := collect(rows, err, func(rows *sql.Rows) (id int64, err error) { return id, rows.Scan(&id) })
	if err != nil {
		return 0, err
	}
	if len(joined) == 0 {
		joined = []int64{kin.Article}
		if _, err := tx.ExecContext(ctx, `INSERT INTO stories (id, origin) VALUES (?1, ?1) ON CONFLICT DO NOTHING`, kin.Article); err != nil {
			return 0, err
		}
	}
	story, others := joined[0], joined[1:]
	if _, err := tx.ExecContext(ctx,
		`UPDATE articles SET story = ? WHERE id IN (SELECT value FROM json_each(?))`, story, members); err != nil {
		return 0, err
	}
	for _, other := range others {
		if _, err := tx.ExecContext(ctx, `UPDATE articles SET story = ? WHERE story = ?`, story, other); err != nil {
			return 0, err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM stories WHERE id = ?`, other); err != nil {
			return 0, err
		}
	}
	return story, nil
}

// openingLength and closingLength are how many characters of a text an
// origin is told by: its dateline and its credit line.
const (
	openingLength = 400
	closingLength = 300
)

func settleOrigin(ctx context.Context, tx *sql.Tx, story int64, origin func([]news.Article) int) error {
	members, err := storyMembers(ctx, tx, story)
	if err != nil || len(members) == 0 {
		return err
	}
	chosen := origin(members)
	if chosen < 0 || chosen >= len(members) {
		chosen = 0
	}
	_, err = tx.ExecContext(ctx, `UPDATE stories SET origin = ? WHERE id = ?`, members[chosen].ID, story)
	return err
}

func storyMembers(ctx context.Context, tx *sql.Tx, story int64) ([]news.Article, error) {
	rows, err := tx.QueryContext(ctx, `
		SELECT a.id, a.url, a.authors, a.published, a.published_day, o.name, r.title, r.seen,
		       CASE WHEN length(r.text) <= ?1 + ?2 THEN r.text
		            ELSE substr(r.text, 1, ?1) || char(10) || substr(r.text, -?2) END
		FROM articles AS a JOIN outlets AS o ON o.id = a.outlet
		JOIN revisions AS r ON r.article = a.id AND r.revision = 1
		WHERE a.story = ?3
		ORDER BY coalesce(a.published, r.seen), a.id`, openingLength, closingLength, story)
	return collect(rows, err, func(rows *sql.Rows) (a news.Article, err error) {
		var (
			published, seen sql.NullInt64
			day             bool
			authors         []byte
		)
		err = rows.Scan(&a.ID, &a.URL, &authors, &published, &day, &a.Outlet, &a.Title, &seen, &a.Text)
		if err != nil {
			return a, err
		}
		a.Published, a.Seen = moment(published, day), fromUnix(seen)
		return a, json.Unmarshal(authors, &a.Authors)
	})
}

// Stories reads the stories of articles, by article. Articles of which no
// copies have been looked for are missing from the map.
func (s *Store) Stories(ctx context.Context, articles []int64) (map[int64]news.Story, error) {
	wanted, err := list(articles)
	if err != nil {
		return nil, err
	}
	stories := make(map[int64]news.Story)
	rows, err := s.read.QueryContext(ctx, `
		SELECT w.value, t.id, t.origin, m.id
		FROM json_each(?) AS w JOIN articles AS a ON a.id = w.value
		JOIN stories AS t ON t.id = a.story
		JOIN articles AS m ON m.story = t.id
		ORDER BY w.value, m.published, m.id`, wanted)
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var article, id, origin, member int64
		err := rows.Scan(&article, &id, &origin, &member)
		story := stories[article]
		story.ID, story.Origin, story.Members = id, origin, append(story.Members, member)
		stories[article] = story
		return struct{}{}, err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the stories of %d articles: %w", len(articles), err)
	}
	return stories, nil
}

// CountStories counts the reports that articles tell: copies of one are
// counted once.
func (s *Store) CountStories(ctx context.Context, articles []int64) (int, error) {
	wanted, err := list(articles)
	if err != nil {
		return 0, err
	}
	// A story has the number of one of its articles.
	var stories int
	err = s.read.QueryRowContext(ctx, `
		SELECT count(DISTINCT coalesce(story, id)) FROM articles WHERE id IN (SELECT value FROM json_each(?))`, wanted).Scan(&stories)
	if err != nil {
		return 0, fmt.Errorf("counting the stories of %d articles: %w", len(articles), err)
	}
	return stories, nil
}

// leaveStory takes a deleted article out of its story, which goes with its
// last member. The earliest of those left takes the place of an origin.
func leaveStory(ctx context.Context, tx *sql.Tx, article, story int64) error {
	if _, err := tx.ExecContext(ctx, `
		DELETE FROM stories WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM articles WHERE story = ?1)`, story); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE stories SET origin = (SELECT id FROM articles WHERE story = ?1 ORDER BY published, id LIMIT 1)
		WHERE id = ?1 AND origin = ?2`, story, article)
	return err
}
