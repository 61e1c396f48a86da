package vector

import (
	"encoding/binary"
	"math"
)

// Code is a vector as it is kept.
type Code struct {
	// Signs has a bit for each dimension, the first in the lowest bit of the
	// first word: set where the number is positive.
	Signs []uint64
	// Bytes are the scale, a little-endian float32, and a signed byte for
	// each dimension; the scale times the bytes is a vector of length 1.
	Bytes []byte
}

// scaleSize is what the scale takes before the bytes.
const scaleSize = 4

// largest is what the largest number of a vector becomes.
const largest = 127

// Quantise gives the code of a vector, whatever its length. It fails where
// the vector has no direction: all zero, or not of finite numbers.
func Quantise(v []float32) (Code, error) {
	norm, peak := measure(v)
	if len(v) > MaxDimension || !(norm > 0) || math.IsInf(norm, 1) {
		return Code{}, errNoVector
	}
	c := Code{Signs: make([]uint64, words(len(v))), Bytes: make([]byte, scaleSize+len(v))}
	binary.LittleEndian.PutUint32(c.Bytes, math.Float32bits(float32(peak/largest/norm)))
	for i, x := range v {
		if x > 0 {
			c.Signs[i/64] |= 1 << (i % 64)
		}
		c.Bytes[scaleSize+i] = byte(int8(math.RoundToEven(float64(x) * largest / peak)))
	}
	return c, nil
}

// measure gives the length of a vector and its largest number without sign.
func measure(v []float32) (norm, peak float64) {
	for _, x := range v {
		norm += float64(x) * float64(x)
		peak = max(peak, math.Abs(float64(x)))
	}
	return math.Sqrt(norm), peak
}

// words is how many words hold the signs of a vector.
func words(dimension int) int { return (dimension + 63) / 64 }

// question is a question's vector made ready: finer than what it is compared
// with, so that it adds next to no error of its own.
type question struct {
	signs  []uint64
	fine   []int32
	factor float64 // makes a sum of products a cosine, with a vector's scale
}

// fineness is what the largest number of a question's vector becomes. The sum
// over MaxDimension products stays within 63 bits by far.
const fineness = 1 << 15

func newQuestion(v []float32) (question, error) {
	code, err := Quantise(v)
	if err != nil {
		return question{}, err
	}
	norm, peak := measure(v)
	q := question{signs: code.Signs, fine: make([]int32, len(v)), factor: peak / fineness / norm}
	for i, x := range v {
		q.fine[i] = int32(math.RoundToEven(float64(x) * fineness / peak))
	}
	return q, nil
}

// similarity is the cosine between the question and a vector's Bytes.
func (q question) similarity(code []byte) float64 {
	scale := math.Float32frombits(binary.LittleEndian.Uint32(code))
	code = code[scaleSize:][:len(q.fine)]
	var a, b int
	i := 0
	for ; i+2 <= len(code); i += 2 {
		a += int(int8(code[i])) * int(q.fine[i])
		b += int(int8(code[i+1])) * int(q.fine[i+1])
	}
	if i < len(code) {
		a += int(int8(code[i])) * int(q.fine[i])
	}
	return float64(a+b) * float64(scale) * q.factor
}
