// Package store keeps everything Attaché holds in one SQLite file. Its
// rules are:
//
//   - All SQL of the project stands here, each aggregate's in a file named
//     like its type in package news. No other package imports the driver,
//     and no exported name carries an idea of SQLite's.
//   - There is one writer connection and several read-only ones (WAL), so
//     readers never wait for a writer. Pragmas stand in the DSN or are set
//     as a connection opens: an Exec would reach one pooled connection only.
//   - Every write is one short transaction; a batch holds whole articles
//     together with their index entries.
//   - Errors keep their cause and say what was being done. Those that an
//     operator can mend are a *news.Fault.
package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	"github.com/mattn/go-sqlite3"
	"github.com/pressly/goose/v3"

	"attache/news"
)

//go:embed migrations/*.sql
var migrations embed.FS

const (
	// busyTimeout is how long a write waits for another process's, in ms.
	busyTimeout = "10000"
	// readers is how many questions read at once before one waits.
	readers = 8
	// mapped is how much of the file is read through memory mapping, bytes:
	// the most that SQLite maps.
	mapped = 0x7fff0000
)

// Store is an open database. It is safe for concurrent use; Close it.
type Store struct {
	write *sql.DB
	read  *sql.DB

	watching sync.Mutex
	watch    *sql.Conn // sees every other connection's commits in data_version
}

// Open opens the database file, making it and its folder when missing, and
// brings its tables up to date.
func Open(ctx context.Context, path string) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, openFault(path, err)
	}
	s := &Store{
		write: sql.OpenDB(connector{dsn: dsn(path, "rwc")}),
		read:  sql.OpenDB(connector{dsn: dsn(path, "ro")}),
	}
	s.write.SetMaxOpenConns(1)
	s.read.SetMaxOpenConns(readers)
	s.read.SetMaxIdleConns(readers)
	if err := s.migrate(ctx); err != nil {
		return nil, errors.Join(openFault(path, err), s.Close())
	}
	watch, err := s.read.Conn(ctx)
	if err != nil {
		return nil, errors.Join(openFault(path, err), s.Close())
	}
	s.watch = watch
	return s, nil
}

// Close waits for running statements and closes the file.
func (s *Store) Close() error {
	var watch error
	if s.watch != nil {
		watch = s.watch.Close()
	}
	return errors.Join(watch, s.read.Close(), s.write.Close())
}

func dsn(path, mode string) string {
	options := url.Values{
		"mode":          {mode},
		"_journal_mode": {"WAL"},
		"_busy_timeout": {busyTimeout},
		"_foreign_keys": {"1"},
		"_synchronous":  {"NORMAL"},
		"_txlock":       {"immediate"},
		"_cache_size":   {"-16000"}, // KiB
		// Compiling a statement anew costs more than most questions to the
		// database do; there are fewer than this many.
		"_stmt_cache_size": {"64"},
	}
	if mode == "ro" {
		// What is mapped is not cached besides, so a reader needs little.
		options.Set("_cache_size", "-2000")
		options.Set("_query_only", "1")
		options.Set("_txlock", "deferred")
		options.Del("_journal_mode")
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: options.Encode()}).String()
}

// migrateAttempts bounds how often a start is tried again because another
// process was migrating the same file.
const migrateAttempts = 5

func (s *Store) migrate(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, s.write, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("reading the migrations: %w", err)
	}
	for range migrateAttempts {
		var pending bool
		if pending, err = provider.HasPending(ctx); err == nil && !pending {
			return nil
		}
		if _, err = provider.Up(ctx); err == nil {
			return nil
		}
		if sqliteCode(err) != sqlite3.ErrError && sqliteCode(err) != sqlite3.ErrBusy && sqliteCode(err) != sqlite3.ErrConstraint {
			break
		}
	}
	return fmt.Errorf("bringing the tables up to date: %w", err)
}

// inTx runs work in a write transaction: all of it, or nothing.
func (s *Store) inTx(ctx context.Context, work func(tx *sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return writeFault(fmt.Errorf("beginning to write: %w", err))
	}
	if err := work(tx); err != nil {
		return writeFault(errors.Join(err, ignoreDone(tx.Rollback())))
	}
	if err := tx.Commit(); err != nil {
		return writeFault(fmt.Errorf("committing: %w", err))
	}
	return nil
}

// inSnapshot runs reads that must agree with one another.
func (s *Store) inSnapshot(ctx context.Context, work func(tx *sql.Tx) error) error {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("beginning to read: %w", err)
	}
	return errors.Join(work(tx), ignoreDone(tx.Rollback()))
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// DataVersion changes whenever any connection, of this process or another,
// has committed a change: PRAGMA data_version as one connection sees it
// (https://sqlite.org/pragma.html#pragma_data_version).
func (s *Store) DataVersion(ctx context.Context) (int64, error) {
	s.watching.Lock()
	defer s.watching.Unlock()
	var version int64
	err := s.watch.QueryRowContext(ctx, "PRAGMA data_version").Scan(&version)
	if err != nil {
		return 0, fmt.Errorf("reading the data version: %w", err)
	}
	return version, nil
}

func isConstraint(err error) bool { return sqliteCode(err) == sqlite3.ErrConstraint }

func sqliteCode(err error) sqlite3.ErrNo {
	if e, ok := errors.AsType[sqlite3.Error](err); ok {
		return e.Code
	}
	return 0
}

// openFault explains why a database cannot be opened.
func openFault(path string, err error) error {
	sentence := fmt.Sprintf("The database %s cannot be opened: choose another file with --db or ATTACHE_DB.", path)
	switch code := sqliteCode(err); {
	case errors.Is(err, os.ErrPermission) || code == sqlite3.ErrPerm || code == sqlite3.ErrReadonly || errors.Is(err, errReadOnlyFS):
		sentence = fmt.Sprintf("The database %s cannot be written: make its folder writable, or choose another file with --db or ATTACHE_DB.", path)
	case code == sqlite3.ErrCantOpen:
		sentence = fmt.Sprintf("The database %s cannot be opened or made: check that it is a file in a folder that can be written, or choose another with --db or ATTACHE_DB.", path)
	case code == sqlite3.ErrNotADB || code == sqlite3.ErrCorrupt:
		sentence = fmt.Sprintf("%s is not a database of Attaché's: choose another file with --db or ATTACHE_DB.", path)
	case code == sqlite3.ErrBusy:
		sentence = fmt.Sprintf("The database %s is in use by another program: wait until it has finished.", path)
	}
	return &news.Fault{Sentence: sentence, Cause: err}
}

// writeFault explains a failed write where an operator can mend it.
func writeFault(err error) error {
	switch sqliteCode(err) {
	case sqlite3.ErrFull:
		return &news.Fault{Sentence: "The disk is full: free some space and try again; nothing was lost.", Cause: err}
	case sqlite3.ErrReadonly, sqlite3.ErrPerm:
		return &news.Fault{Sentence: "The database cannot be written: make its folder writable and try again.", Cause: err}
	case sqlite3.ErrBusy:
		return &news.Fault{Sentence: "The database is busy with another program's writing: try again in a moment.", Cause: err}
	}
	return err
}

// Damage is what SQLite's quick check finds wrong with the file; empty where
// it is whole (https://sqlite.org/pragma.html#pragma_quick_check).
func (s *Store) Damage(ctx context.Context) (string, error) {
	var found string
	if err := s.read.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil {
		return "", fmt.Errorf("checking the database: %w", err)
	}
	if found == "ok" {
		return "", nil
	}
	return found, nil
}
