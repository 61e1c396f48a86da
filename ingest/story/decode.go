package story

import "encoding/binary"

// decoder takes values off the front of some bytes. After the first that
// makes no sense it is bad and gives zeros.
type decoder struct {
	rest []byte
	bad  bool
}

// take gives the next n bytes, or zeros.
func (d *decoder) take(n int) []byte {
	if len(d.rest) < n {
		d.bad, d.rest = true, nil
		return make([]byte, n)
	}
	taken := d.rest[:n]
	d.rest = d.rest[n:]
	return taken
}

func (d *decoder) byte() byte     { return d.take(1)[0] }
func (d *decoder) uint16() uint16 { return binary.LittleEndian.Uint16(d.take(2)) }
func (d *decoder) uint64() uint64 { return binary.LittleEndian.Uint64(d.take(8)) }

// number reads a variable-length number of at most limit.
func (d *decoder) number(limit uint64) uint64 {
	n, size := binary.Uvarint(d.rest)
	if size <= 0 || n > limit || size > 1 && d.rest[size-1] == 0 {
		d.bad, d.rest = true, nil
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

func (d *decoder) sample(kept int) sample {
	s := sample{bound: uint32(d.number(everything))}
	count := int(d.number(uint64(kept)))
	s.marks = make([]uint32, 0, count)
	mark := uint32(0)
	for i := range count {
		before := mark
		mark += uint32(d.number(2 * everything))
		if i > 0 && mark>>1 == before>>1 || mark>>1 >= s.bound {
			d.bad = true
		}
		s.marks = append(s.marks, mark)
	}
	return s
}

func (d *decoder) facts() facts {
	f := facts{bound: uint32(d.number(everyFact))}
	count := int(d.number(keptFacts))
	f.list = make([]fact, 0, count)
	value := uint64(0)
	for range count {
		head := d.number(everyFact << 4)
		value += head >> 4
		if value >= uint64(f.bound) {
			d.bad = true
		}
		next := fact{value: uint16(value), kind: opener + kind(head>>1&7), lead: head&1 == 1, before: d.uint16()}
		if next.kind > month {
			d.bad = true
		}
		if next.kind.isNumeric() {
			next.after = d.uint16()
		}
		f.list = append(f.list, next)
	}
	return f
}
