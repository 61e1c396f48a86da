package story

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

const (
	// encodingVersion changes with the encoding, and with anything that
	// changes what the same article's Sketch holds.
	encodingVersion = 1
	// maxSketchBytes bounds an encoded Sketch; the fullest has about 1,100.
	maxSketchBytes = 2048
)

// errDamaged is the cause where bytes are no encoded Sketch.
var errDamaged = errors.New("these bytes are no sketch of an article")

// MarshalBinary encodes a Sketch: a version, the SimHash, the two samples,
// the facts, a CRC-32 of all of it. Sorted hashes are written as steps.
func (s Sketch) MarshalBinary() ([]byte, error) {
	data := make([]byte, 0, 768)
	data = append(data, encodingVersion)
	for _, lane := range s.hash {
		data = binary.LittleEndian.AppendUint64(data, lane)
	}
	data = s.words.append(data)
	data = s.runs.append(data)
	data = s.facts.append(data)
	return binary.LittleEndian.AppendUint32(data, crc32.ChecksumIEEE(data)), nil
}

func (s sample) append(data []byte) []byte {
	data = binary.AppendUvarint(data, uint64(s.bound))
	data = binary.AppendUvarint(data, uint64(len(s.marks)))
	last := uint32(0)
	for _, mark := range s.marks {
		data = binary.AppendUvarint(data, uint64(mark-last))
		last = mark
	}
	return data
}

func (f facts) append(data []byte) []byte {
	data = binary.AppendUvarint(data, uint64(f.bound))
	data = binary.AppendUvarint(data, uint64(len(f.list)))
	last := uint16(0)
	for _, fact := range f.list {
		head := uint64(fact.value-last)<<4 | uint64(fact.kind-opener)<<1
		if fact.lead {
			head |= 1
		}
		data = binary.AppendUvarint(data, head)
		data = binary.LittleEndian.AppendUint16(data, fact.before)
		if fact.kind.isNumeric() {
			data = binary.LittleEndian.AppendUint16(data, fact.after)
		}
		last = fact.value
	}
	return data
}

// UnmarshalBinary decodes what MarshalBinary wrote. Bytes that are damaged,
// of another version or not whole give an error and leave s as it was.
func (s *Sketch) UnmarshalBinary(data []byte) error {
	if len(data) < 5 || len(data) > maxSketchBytes {
		return fmt.Errorf("decoding %d bytes: %w", len(data), errDamaged)
	}
	body := data[:len(data)-4]
	if crc32.ChecksumIEEE(body) != binary.LittleEndian.Uint32(data[len(body):]) {
		return fmt.Errorf("decoding: the checksum is wrong: %w", errDamaged)
	}
	d := decoder{rest: body}
	if version := d.byte(); version != encodingVersion {
		return fmt.Errorf("decoding: version %d is not known: %w", version, errDamaged)
	}
	var decoded Sketch
	for lane := range decoded.hash {
		decoded.hash[lane] = d.uint64()
	}
	decoded.words = d.sample(keptWords)
	decoded.runs = d.sample(keptRuns)
	decoded.facts = d.facts()
	if d.bad || len(d.rest) > 0 {
		return fmt.Errorf("decoding: %w", errDamaged)
	}
	*s = decoded
	return nil
}
