package index

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"
)

// A tail is the sorted mini-index of one committed batch, in one blob:
//
//	uint32 count of terms
//	uint32 offset of each term's entry, and of the blob's end
//	entries: uvarint length of the term, the term, uvarint df, the run
//
// Integers of fixed size are little-endian. It is searched where it lies.
type tail struct {
	blob  []byte
	terms int
}

// openTail checks the frame of a tail; entries are checked as they are read.
func openTail(blob []byte) (tail, error) {
	if len(blob) < 4 {
		return tail{}, errCorrupt
	}
	terms := int(binary.LittleEndian.Uint32(blob))
	if terms < 0 || len(blob) < 8+4*terms {
		return tail{}, errCorrupt
	}
	return tail{blob: blob, terms: terms}, nil
}

// entry reads the i-th term in sorted order.
func (t tail) entry(i int) (term []byte, df int, run []byte, err error) {
	from := binary.LittleEndian.Uint32(t.blob[4+4*i:])
	to := binary.LittleEndian.Uint32(t.blob[8+4*i:])
	if from > to || int(to) > len(t.blob) {
		return nil, 0, nil, errCorrupt
	}
	rest := t.blob[from:to]
	size, used := binary.Uvarint(rest)
	if used <= 0 || size > uint64(len(rest)-used) {
		return nil, 0, nil, errCorrupt
	}
	term, rest = rest[used:used+int(size)], rest[used+int(size):]
	count, used := binary.Uvarint(rest)
	if used <= 0 || count > SegmentSize {
		return nil, 0, nil, errCorrupt
	}
	return term, int(count), rest[used:], nil
}

// find gives the run of a term, with a df of 0 where the tail lacks it.
func (t tail) find(term string) (df int, run []byte, err error) {
	low, high := 0, t.terms
	for low < high {
		mid := (low + high) / 2
		found, df, run, err := t.entry(mid)
		if err != nil {
			return 0, nil, err
		}
		switch order := strings.Compare(string(found), term); {
		case order == 0:
			return df, run, nil
		case order < 0:
			low = mid + 1
		default:
			high = mid
		}
	}
	return 0, nil, nil
}

// builder collects the postings of a batch, passage by passage.
type builder struct {
	runs  map[string]*openRun
	count uint32
}

type openRun struct {
	data []byte
	last uint32
	df   int
}

func newBuilder() *builder { return &builder{runs: make(map[string]*openRun)} }

// add indexes the next passage.
func (b *builder) add(p Impacts) {
	n := b.count
	b.count++
	for i, term := range p.terms {
		run := b.runs[term]
		if run == nil {
			run = &openRun{}
			b.runs[term] = run
		}
		run.data = appendPosting(run.data, run.last, n, p.impacts[i])
		run.last = n
		run.df++
	}
}

// blob writes the tail.
func (b *builder) blob() []byte {
	terms := slices.Sorted(maps.Keys(b.runs))
	size := 8 + 4*len(terms)
	head := make([]byte, 0, size)
	head = binary.LittleEndian.AppendUint32(head, uint32(len(terms)))
	var body []byte
	for _, term := range terms {
		head = binary.LittleEndian.AppendUint32(head, uint32(size+len(body)))
		body = binary.AppendUvarint(body, uint64(len(term)))
		body = append(body, term...)
		run := b.runs[term]
		body = binary.AppendUvarint(body, uint64(run.df))
		body = append(body, run.data...)
	}
	head = binary.LittleEndian.AppendUint32(head, uint32(size+len(body)))
	return append(head, body...)
}
