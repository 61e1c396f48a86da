package store

import (
	"database/sql"
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pressly/goose/v3"

	"attache/news"
)

// migrateTo brings a new file to an earlier version of the tables.
func migrateTo(t *testing.T, path string, version int64) *sql.DB {
	t.Helper()
	db := sql.OpenDB(connector{dsn: dsn(path, "rwc")})
	t.Cleanup(func() { _ = db.Close() })
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		t.Fatal(err)
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(t.Context(), version); err != nil {
		t.Fatal(err)
	}
	if _, err := provider.DownTo(t.Context(), version); err != nil {
		t.Fatal(err)
	}
	return db
}

func TestAnEarlierDatabaseKeepsItsSourcesSubscriptionsAndArticles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	db := migrateTo(t, path, 3)
	for _, statement := range []string{
		`INSERT INTO sources (id, url, kind, title, etag, fetched_at, next_at, failures, problem) VALUES
		   (1, 'https://wire.example/feed', 'feed', 'Wire', '"1"', 100, 200, 0, ''), (2, 'attache:import', 'import', 'Files', '', NULL, NULL, 0, '')`,
		`INSERT INTO subscriptions (guild, source, label) VALUES ('', 1, 'wire'), ('7', 1, ''), ('', 2, '')`,
		`INSERT INTO source_sets (id, members) VALUES (1, '1')`,
		`INSERT INTO source_set_members (source, source_set) VALUES (1, 1)`,
		`INSERT INTO outlets (id, name, folded) VALUES (1, 'Wire', 'wire')`,
		`INSERT INTO articles (id, url, outlet, source_set, revision, published) VALUES (5, 'https://wire.example/1', 1, 1, 1, 90)`,
		`INSERT INTO revisions (article, revision, title, text, seen) VALUES (5, 1, 'Talks', 'They talked.', 95)`,
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s := openAt(t, path)
	for guild, want := range map[string]int{news.SharedGuild: 2, "7": 2} {
		sources, err := s.Sources(t.Context(), guild)
		if err != nil || len(sources) != want || sources[0].Title != "Wire" || sources[0].ETag != `"1"` || sources[0].Articles != 1 {
			t.Errorf("guild %q: %+v, %v", guild, sources, err)
		}
	}
	held, err := s.Held(t.Context(), []string{"https://wire.example/1"})
	if err != nil || held["https://wire.example/1"].Newest().Text != "They talked." {
		t.Errorf("%+v, %v", held, err)
	}
	if damage, err := s.Damage(t.Context()); err != nil || damage != "" {
		t.Errorf("%q, %v", damage, err)
	}
	if sets, err := s.VisibleSets(t.Context(), "7"); err != nil || !cmp.Equal(sets, []int64{1}) {
		t.Errorf("visible: %v, %v", sets, err)
	}
	var broken int
	if err := s.read.QueryRowContext(t.Context(), `SELECT count(*) FROM pragma_foreign_key_check`).Scan(&broken); err != nil || broken != 0 {
		t.Errorf("%d broken references, %v", broken, err)
	}
}

func TestEveryMigrationCanBeTakenBack(t *testing.T) {
	for version := range int64(6) {
		path := filepath.Join(t.TempDir(), "news.db")
		whole, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if err := whole.Close(); err != nil {
			t.Fatal(err)
		}
		if err := migrateTo(t, path, version).Close(); err != nil {
			t.Fatal(err)
		}
		openAt(t, path)
	}
}
