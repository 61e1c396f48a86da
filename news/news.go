// Package news is the vocabulary of the house: the things Attaché reads,
// keeps and shows. It holds types and their invariants, does no input or
// output, and imports nothing of ours, so that every other package can
// speak about an article or a citation in the same words.
//
// A type here and its SQL in package store share a file name.
package news
