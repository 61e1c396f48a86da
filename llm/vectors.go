package llm

import (
	"fmt"
	"math"

	"github.com/sashabaranov/go-openai"
)

// maxDimension bounds the numbers of a vector; open models go to 4,096.
const maxDimension = 8192

// vectorError is a response that holds no usable vectors; what says in words
// what it holds.
type vectorError struct{ what string }

func (e *vectorError) Error() string { return "the embedding model gave " + e.what }

// inOrder checks that there is one vector for each text, and puts them in the
// order of their texts.
func inOrder(data []openai.Embedding, texts int) ([][]float32, error) {
	if len(data) != texts {
		return nil, &vectorError{fmt.Sprintf("%d vectors for %d texts", len(data), texts)}
	}
	vectors := make([][]float32, texts)
	for _, d := range data {
		if d.Index < 0 || d.Index >= texts || vectors[d.Index] != nil {
			return nil, &vectorError{"vectors that do not say which text they are of"}
		}
		if err := sound(d.Embedding); err != nil {
			return nil, err
		}
		vectors[d.Index] = d.Embedding
	}
	return vectors, nil
}

// sound checks that a vector has a direction. Nulls, with which some servers
// write what is no number, are zeros here.
func sound(v []float32) error {
	if len(v) == 0 || len(v) > maxDimension {
		return &vectorError{fmt.Sprintf("a vector of %d numbers", len(v))}
	}
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if !(sum > 0) || math.IsInf(sum, 1) {
		return &vectorError{"a vector without a direction: all zeros, or no numbers"}
	}
	return nil
}

func oneDimension(vectors [][]float32) error {
	for _, v := range vectors {
		if len(v) != len(vectors[0]) {
			return &vectorError{fmt.Sprintf("vectors of %d and of %d numbers at once", len(vectors[0]), len(v))}
		}
	}
	return nil
}
