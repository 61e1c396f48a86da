package index

// scores are what the passages of one segment are worth, by number. They
// are large, so a question borrows them.
type scores struct {
	// sums are the scores so far.
	sums [SegmentSize]float32
	// credit is the best word of the group at work; all zero between groups.
	credit [SegmentSize]float32
	reader reader
}

// group adds what a term or the best of its alternatives is worth: weight
// times the greatest share of an impact. runs and words are parallel, size
// the number of passages in the segment.
func (s *scores) group(runs [][]byte, words []word, weight float32, size int) error {
	held, only := 0, 0
	for i, run := range runs {
		if len(run) > 0 {
			held, only = held+1, i
		}
	}
	switch held {
	case 0:
		return nil
	case 1:
		s.add(runs[only], words[only].share, weight, size)
		return s.reader.err
	}
	for i, run := range runs {
		if s.raise(run, words[i].share, size); s.reader.err != nil {
			clear(s.credit[:])
			return s.reader.err
		}
	}
	for _, run := range runs {
		s.settle(run, weight, size)
	}
	return s.reader.err
}

// add adds the impacts of a run.
func (s *scores) add(run []byte, share, weight float32, size int) {
	for s.reader.start(run, size); s.reader.next(); {
		for i, n := range s.reader.numbers[:s.reader.count] {
			s.sums[n] += weight * (share * float32(s.reader.impacts[i]))
		}
	}
}

// raise notes the impacts of a run where they are more than those before.
func (s *scores) raise(run []byte, share float32, size int) {
	for s.reader.start(run, size); s.reader.next(); {
		for i, n := range s.reader.numbers[:s.reader.count] {
			if credit := share * float32(s.reader.impacts[i]); credit > s.credit[n] {
				s.credit[n] = credit
			}
		}
	}
}

// settle adds what has been noted for the passages of a run.
func (s *scores) settle(run []byte, weight float32, size int) {
	for s.reader.start(run, size); s.reader.next(); {
		for _, n := range s.reader.numbers[:s.reader.count] {
			s.sums[n] += weight * s.credit[n]
			s.credit[n] = 0
		}
	}
}
