// Package vector finds the passages whose meaning is near a question's, by
// vectors that an embedding model made of both. Its rules are:
//
//   - A vector is kept twice, and never as it came: one bit a dimension (its
//     sign) stays in memory and is scanned for every question, one byte a
//     dimension ranks the few that the scan leaves. The order is that of the
//     bytes, and the same every time.
//   - Who may see a passage, and when it was known, is decided inside the
//     scan by the asker's filter. Nothing outside of it is in a result.
//   - Vectors of two models, or of two dimensions, are never compared.
//   - The rows are plain blobs: any SQL engine that keeps them finds the
//     same.
//
// A million vectors of 1,024 dimensions need 132 MB of memory, and 1 GB of
// rows: Vectors.Size says what is in use.
package vector

import "errors"

const (
	// MaxDimension bounds what a model may give.
	MaxDimension = 8192
	// BlockSize is the most vectors that a block holds.
	BlockSize = 4096
	// rescored is how many of the nearest by sign are ranked by their bytes,
	// unless many are asked for. Shakir, Aarsen and Lee, "Binary and Scalar
	// Embedding Quantization" (huggingface.co/blog/embedding-quantization,
	// 2024), keep four for each one wanted; with 800 for ten the bytes decide.
	rescored = 800
	// perWanted is how many are ranked for each one that is asked for.
	perWanted = 8
)

var (
	// ErrDimension is a question's vector of another dimension than those
	// kept: the model has changed behind its name.
	ErrDimension = errors.New("the model gives vectors of another dimension than those kept")
	errCorrupt   = errors.New("the stored vectors are damaged")
	errNoVector  = errors.New("not a vector: it has no direction, or is too long")
)

// Hit is a passage that was found. Similarity is the cosine of the angle
// between its vector and the question's, to about two decimals: 1 is the
// same direction, 0 none in common.
type Hit struct {
	Passage    int64
	Similarity float64
}
