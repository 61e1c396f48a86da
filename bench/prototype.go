package main

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	_ "github.com/mattn/go-sqlite3" // the driver "sqlite3"
)

// prototype is the least that answers like a full-text index, as a measure
// of how fast one can be built: words in lower case, no stemming, and for
// each word of a segment one row with a run of postings, each the uvarint gap
// of the passage's number and one byte of impact. A segment is written in one
// transaction, and nothing is ever merged.
type prototype struct {
	db       *sql.DB
	segment  int
	passages uint32
	runs     map[string]*prototypeRun
	// counts are the words of one passage.
	counts map[string]int
}

type prototypeRun struct {
	data []byte
	last uint32
	df   int
}

const (
	prototypeSegment = 1 << 16
	// The constants of BM25 in the impacts.
	prototypeK1, prototypeB, prototypeLength = 1.2, 0.75, 160
)

// indexPrototype builds the prototype over passages.
func indexPrototype(ctx context.Context, path string, passages []passage) (err error) {
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal_mode=WAL&_synchronous=NORMAL&_cache_size=-16000&_txlock=immediate")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, `CREATE TABLE postings (
		term TEXT NOT NULL, segment INTEGER NOT NULL, df INTEGER NOT NULL, data BLOB NOT NULL,
		PRIMARY KEY (term, segment)) STRICT, WITHOUT ROWID`); err != nil {
		return err
	}
	p := &prototype{db: db, runs: make(map[string]*prototypeRun), counts: make(map[string]int)}
	for _, one := range passages {
		p.add(one)
		if p.passages == prototypeSegment {
			if err := p.flush(ctx); err != nil {
				return err
			}
		}
	}
	return p.flush(ctx)
}

// add indexes a passage under the next number of the segment.
func (p *prototype) add(one passage) {
	clear(p.counts)
	length := 0
	for _, field := range []string{one.Title, one.Text} {
		words := strings.FieldsFunc(strings.ToLower(field), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		for _, word := range words {
			p.counts[word]++
		}
		length += len(words)
	}
	for word, count := range p.counts {
		run := p.runs[word]
		if run == nil {
			run = &prototypeRun{}
			p.runs[strings.Clone(word)] = run
		}
		frequency := float64(count)
		impact := frequency / (frequency + prototypeK1*(1-prototypeB+prototypeB*float64(length)/prototypeLength))
		run.data = binary.AppendUvarint(run.data, uint64(p.passages-run.last))
		run.data = append(run.data, uint8(max(1, impact*255)))
		run.last = p.passages
		run.df++
	}
	p.passages++
}

// flush writes the segment and begins the next.
func (p *prototype) flush(ctx context.Context) error {
	tx, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := p.write(ctx, tx); err != nil {
		return errors.Join(fmt.Errorf("writing segment %d: %w", p.segment, err), tx.Rollback())
	}
	p.segment++
	p.passages = 0
	clear(p.runs)
	return tx.Commit()
}

func (p *prototype) write(ctx context.Context, tx *sql.Tx) (err error) {
	insert, err := tx.PrepareContext(ctx, `INSERT INTO postings (term, segment, df, data) VALUES (?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, insert.Close()) }()
	for _, term := range slices.Sorted(maps.Keys(p.runs)) {
		run := p.runs[term]
		if _, err := insert.ExecContext(ctx, term, p.segment, run.df, run.data); err != nil {
			return err
		}
	}
	return nil
}
