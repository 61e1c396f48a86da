package store

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"attache/news"
)

var day = time.Date(2031, 3, 4, 0, 0, 0, 0, time.UTC)

func TestOpenMakesTheFolderAndOpensAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "b", "news.db")
	for range 2 {
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSeveralProcessesMayStartAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			s, err := Open(t.Context(), path)
			if err != nil {
				t.Error(err)
				return
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}

func TestPragmasHoldOnEveryConnection(t *testing.T) {
	s := open(t)
	for range readers - 1 { // one is kept for the data version
		conn, err := s.read.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := conn.Close(); err != nil {
				t.Error(err)
			}
		}()
		for pragma, want := range map[string]string{
			"foreign_keys": "1", "journal_mode": "wal", "busy_timeout": busyTimeout, "query_only": "1", "synchronous": "1",
			"mmap_size": strconv.Itoa(mapped),
		} {
			var got string
			if err := conn.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
				t.Errorf("%s is %q, want %q: %v", pragma, got, want, err)
			}
		}
	}
	for pragma, want := range map[string]string{"foreign_keys": "1", "journal_mode": "wal", "busy_timeout": busyTimeout} {
		var got string
		if err := s.write.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("the writer's %s is %q, want %q: %v", pragma, got, want, err)
		}
	}
}

func TestEveryTableIsStrict(t *testing.T) {
	s := open(t)
	rows, err := s.read.QueryContext(t.Context(), `
		SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND schema = 'main'
		  AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'goose_%'`)
	loose, err := collect(rows, err, func(rows *sql.Rows) (name string, err error) {
		return name, rows.Scan(&name)
	})
	if err != nil || len(loose) > 0 {
		t.Errorf("not strict: %v, %v", loose, err)
	}
}

func TestWhatCannotBeOpenedIsExplained(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte(strings.Repeat("no database at all ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		file: "is not a database", filepath.Join(file, "news.db"): "cannot be opened", dir: "cannot be opened or made",
	} {
		_, err := Open(t.Context(), path)
		if fault, ok := errors.AsType[*news.Fault](err); !ok || !strings.Contains(fault.Sentence, want) || !strings.Contains(fault.Sentence, "--db") {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestABatchIsAllOrNothing(t *testing.T) {
	s := open(t)
	source := add(t, s, news.SharedGuild, "https://wire.example/feed")
	first, err := filing(t.Context(), s, "https://wire.example/1", source.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Commit(t.Context(), news.Batch{Filings: []news.Filing{first}}); err != nil {
		t.Fatal(err)
	}
	second := first
	second.Article.URL = "https://wire.example/2"
	if err := s.Commit(t.Context(), news.Batch{Filings: []news.Filing{second, first}}); !errors.Is(err, news.ErrStale) {
		t.Errorf("a batch with an article that is there ended with %v", err)
	}
	known, err := s.Known(t.Context(), 1, []string{"https://wire.example/1", "https://wire.example/2"})
	if err != nil || len(known) != 1 || known["https://wire.example/1"].URL != "https://wire.example/1" {
		t.Errorf("known: %v, %v", known, err)
	}
	revised := first
	revised.Article.ID, revised.Article.Revision = 1, 3
	if err := s.Commit(t.Context(), news.Batch{Filings: []news.Filing{revised}}); !errors.Is(err, news.ErrStale) {
		t.Errorf("a revision of what is not the newest ended with %v", err)
	}
}

func TestDataVersionTellsOfEveryWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	here, there := openAt(t, path), openAt(t, path)
	version := func() int64 {
		t.Helper()
		v, err := here.DataVersion(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	before := version()
	if version() != before {
		t.Error("it changed without a write")
	}
	add(t, here, "1", "https://wire.example/feed")
	after := version()
	if after == before {
		t.Error("a write of this process is not told")
	}
	add(t, there, "1", "https://wire.example/other")
	if version() == after {
		t.Error("a write of another process is not told")
	}
}

func TestAnAnswerOutlivesTheArticleItCites(t *testing.T) {
	s := open(t)
	source := add(t, s, news.SharedGuild, "https://wire.example/feed")
	f, err := filing(t.Context(), s, "https://wire.example/1", source.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Commit(t.Context(), news.Batch{Filings: []news.Filing{f}}); err != nil {
		t.Fatal(err)
	}
	answer := news.Answer{
		Question: "Who?", Mode: news.ModeExtractive, Text: "The treaty was signed [1].", AsOf: news.At(day),
		Sentences: []news.Sentence{{Text: "The treaty was signed.", Citations: []int{1}}},
		Citations: []news.Citation{{N: 1, PassageID: 1}},
	}
	id, err := s.SaveAnswer(t.Context(), "1", day, answer)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.NotePosted(t.Context(), id, "channel", "message"); err != nil {
		t.Fatal(err)
	}
	cited := func() (count int) {
		if err := s.read.QueryRowContext(t.Context(),
			`SELECT count(*) FROM citations WHERE answer = ? AND passage IS NOT NULL`, id).Scan(&count); err != nil {
			t.Fatal(err)
		}
		return count
	}
	if cited() != 1 {
		t.Error("the citation was not kept")
	}
	if found, err := s.DeleteArticle(t.Context(), "https://wire.example/1"); err != nil || !found {
		t.Fatalf("deleting: %v, %v", found, err)
	}
	var text string
	if err := s.read.QueryRowContext(t.Context(), `SELECT text FROM answers WHERE message = 'message'`).Scan(&text); err != nil || text != answer.Text || cited() != 0 {
		t.Errorf("afterwards %q with %d citations: %v", text, cited(), err)
	}
	if _, err := s.SaveAnswer(t.Context(), "1", day, answer); err != nil {
		t.Errorf("an answer whose passage went meanwhile: %v", err)
	}
}
