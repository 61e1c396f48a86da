package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"attache/news"
)

func (w *batchWriter) insertPassage(p news.Passage) error {
	_, err := w.tx.ExecContext(w.ctx, `
		INSERT INTO passages (id, article, revision, ordinal, first_byte, last_byte, valid_from, valid_to, sentences, text)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		p.ID, p.Article, p.Revision, p.Ordinal, p.Start, p.End, p.ValidFrom.Unix(), unix(p.ValidTo),
		encodeSpans(p.Sentences), p.Text)
	return err
}

// LivePassages reads the passages of an article that no revision replaced,
// in order.
func (s *Store) LivePassages(ctx context.Context, article int64) ([]news.Passage, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT `+passageColumns+`
		FROM passages AS p WHERE article = ? AND valid_to IS NULL ORDER BY ordinal, id`, article)
	passages, err := collect(rows, err, func(rows *sql.Rows) (p news.Passage, err error) {
		return p, scanPassage(rows, &p)
	})
	if err != nil {
		return nil, fmt.Errorf("reading the passages of article %d: %w", article, err)
	}
	return passages, nil
}

// Evidence reads passages with the revisions of the articles they stand in
// (without the articles' full texts), in the order asked for. One that has
// been deleted is left out.
func (s *Store) Evidence(ctx context.Context, passages []int64) ([]news.Evidence, error) {
	numbers, err := list(passages)
	if err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `
		SELECT `+evidenceColumns+`
		FROM json_each(?) AS wanted
		JOIN passages AS p ON p.id = wanted.value`+evidenceJoins+`
		ORDER BY wanted.key`, numbers)
	evidence, err := collect(rows, err, scanEvidence)
	if err != nil {
		return nil, fmt.Errorf("reading %d passages: %w", len(passages), err)
	}
	return evidence, nil
}

// Headlines reads the titles (the addresses, where there is none) of the
// articles that passages stand in, in the order asked for. One that has been
// deleted is left out.
func (s *Store) Headlines(ctx context.Context, passages []int64) ([]string, error) {
	numbers, err := list(passages)
	if err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `
		SELECT coalesce(nullif(r.title, ''), a.url)
		FROM json_each(?) AS wanted
		JOIN passages AS p ON p.id = wanted.value`+evidenceJoins+`
		ORDER BY wanted.key`, numbers)
	headlines, err := collect(rows, err, func(rows *sql.Rows) (headline string, err error) {
		return headline, rows.Scan(&headline)
	})
	if err != nil {
		return nil, fmt.Errorf("reading %d headlines: %w", len(passages), err)
	}
	return headlines, nil
}

// Neighbours reads the passages that stand directly before and after the
// given ones in the same revision, and were valid at that time (zero: are
// valid now), in the order of the given ones.
func (s *Store) Neighbours(ctx context.Context, passages []int64, asOf time.Time) ([]news.Evidence, error) {
	numbers, err := list(passages)
	if err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `
		SELECT `+evidenceColumns+`
		FROM json_each(?1) AS wanted
		JOIN passages AS middle ON middle.id = wanted.value
		JOIN passages AS p ON p.article = middle.article AND p.revision = middle.revision
		  AND p.ordinal IN (middle.ordinal - 1, middle.ordinal + 1)`+evidenceJoins+`
		WHERE (?2 IS NULL AND p.valid_to IS NULL
		   OR p.valid_from <= ?2 AND (p.valid_to IS NULL OR p.valid_to > ?2))
		ORDER BY wanted.key, p.ordinal`, numbers, unix(asOf))
	evidence, err := collect(rows, err, scanEvidence)
	if err != nil {
		return nil, fmt.Errorf("reading the neighbours of %d passages: %w", len(passages), err)
	}
	return evidence, nil
}

const (
	evidenceColumns = passageColumns + `,
		a.url, r.title, o.name, a.authors, a.published, a.published_day, a.language, r.seen`
	evidenceJoins = `
		JOIN articles AS a ON a.id = p.article
		JOIN revisions AS r ON r.article = p.article AND r.revision = p.revision
		JOIN outlets AS o ON o.id = a.outlet`
)

func scanEvidence(rows *sql.Rows) (e news.Evidence, err error) {
	var (
		published, seen sql.NullInt64
		day             bool
		authors         []byte
	)
	a := &e.Article
	err = scanPassage(rows, &e.Passage, &a.URL, &a.Title, &a.Outlet, &authors, &published, &day, &a.Language, &seen)
	if err != nil {
		return e, err
	}
	a.ID, a.Revision = e.Passage.Article, e.Passage.Revision
	a.Published, a.Seen = moment(published, day), fromUnix(seen)
	return e, json.Unmarshal(authors, &a.Authors)
}

const passageColumns = `p.id, p.article, p.revision, p.ordinal, p.first_byte, p.last_byte,
	p.valid_from, p.valid_to, p.sentences, p.text`

// scanPassage reads passageColumns, and what follows them into more.
func scanPassage(rows *sql.Rows, p *news.Passage, more ...any) error {
	var (
		from, to  sql.NullInt64
		sentences []byte
	)
	err := rows.Scan(append([]any{&p.ID, &p.Article, &p.Revision, &p.Ordinal, &p.Start, &p.End,
		&from, &to, &sentences, &p.Text}, more...)...)
	if err != nil {
		return err
	}
	p.ValidFrom, p.ValidTo = fromUnix(from), fromUnix(to)
	p.Sentences, err = decodeSpans(sentences, len(p.Text))
	return err
}

func encodeSpans(spans []news.Span) []byte {
	blob := make([]byte, 0, 3*len(spans))
	at := 0
	for _, span := range spans {
		blob = binary.AppendUvarint(blob, uint64(span.Start-at))
		blob = binary.AppendUvarint(blob, uint64(span.End-span.Start))
		at = span.End
	}
	return blob
}

// decodeSpans reads what encodeSpans wrote for a text of that size.
func decodeSpans(blob []byte, size int) ([]news.Span, error) {
	var spans []news.Span
	at := 0
	for len(blob) > 0 {
		gap, n := binary.Uvarint(blob)
		length, m := binary.Uvarint(blob[max(n, 0):])
		if n <= 0 || m <= 0 || gap > uint64(size) || length > uint64(size) || at+int(gap)+int(length) > size {
			return nil, errors.New("the sentences of a passage are damaged")
		}
		span := news.Span{Start: at + int(gap), End: at + int(gap) + int(length)}
		spans, at, blob = append(spans, span), span.End, blob[n+m:]
	}
	return spans, nil
}
