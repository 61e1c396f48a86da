// Package samplenews is a small newspaper world for the demonstration:
// short pieces on well-documented diplomatic events, by three invented
// outlets, and a site that serves them the way real outlets do.
//
// Its rules are:
//   - The outlets and the bylines are invented and say "Sample"; the events
//     are not. A date, a number or a name in a piece must be public record,
//     and words in quotation marks must have been spoken or written so.
//   - A piece is a readable file. What is wrong with one is reported with
//     its file and line when the pieces are read, never skipped.
//   - Some events are told by several outlets in words of their own; such
//     pieces share an event.
//   - The site knows nothing of who reads it. It is meant for loopback and
//     is read through the ordinary fetching code.
package samplenews

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"
)

//go:embed pieces/*.md
var pieceFiles embed.FS

// Piece is one sample article.
type Piece struct {
	// Slug names the piece in its address; unique among all outlets.
	Slug string
	// Title is plain text.
	Title string
	// Outlet is the publisher's name as in Outlets.
	Outlet string
	// Author is an invented byline.
	Author string
	// Published is exact and keeps the zone of the place it was filed in.
	Published time.Time
	// Updated is a later change; zero when there was none.
	Updated time.Time
	// Event groups the pieces of several outlets on one event; empty for
	// an event told once.
	Event string
	// Text is the body: paragraphs parted by blank lines, without markup.
	Text string
	// Path is the address of the piece on the site, from the root.
	Path string
}

// Paragraphs are the paragraphs of the text, the first of them the lead.
func (p Piece) Paragraphs() []string { return strings.Split(p.Text, "\n\n") }

// Lead is the first paragraph: who did what, when and where.
func (p Piece) Lead() string { return p.Paragraphs()[0] }

// Modified is the last time the piece changed.
func (p Piece) Modified() time.Time {
	if p.Updated.IsZero() {
		return p.Published
	}
	return p.Updated
}

// Pieces reads all sample pieces, newest first. An error names the file
// and line.
func Pieces() ([]Piece, error) { return readPieces(pieceFiles) }

// readPieces reads the folder "pieces" of files.
func readPieces(files fs.FS) ([]Piece, error) {
	paths, err := fs.Glob(files, "pieces/*.md")
	if err != nil {
		return nil, fmt.Errorf("listing the sample pieces: %w", err)
	}
	pieces := make([]Piece, 0, len(paths))
	taken := make(map[string]string, len(paths))
	for _, path := range paths {
		content, err := fs.ReadFile(files, path)
		if err != nil {
			return nil, fmt.Errorf("reading a sample piece: %w", err)
		}
		piece, err := parsePiece(path, content)
		if err != nil {
			return nil, fmt.Errorf("reading a sample piece: %w", err)
		}
		if other, ok := taken[piece.Slug]; ok {
			return nil, fmt.Errorf("reading a sample piece: %s: has the slug of %s", path, other)
		}
		taken[piece.Slug] = path
		pieces = append(pieces, piece)
	}
	slices.SortStableFunc(pieces, func(a, b Piece) int {
		return cmp.Or(b.Published.Compare(a.Published), cmp.Compare(a.Slug, b.Slug))
	})
	return pieces, nil
}
