package story_test

import (
	"encoding/binary"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"attache/ingest/story"
)

// encode gives a Sketch's bytes.
func encode(t testing.TB, s story.Sketch) []byte {
	t.Helper()
	data, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestASketchComesBackAsItWas(t *testing.T) {
	articles := generated(1, 12)
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.SampledFrom(articles).Draw(t, "article")
		title, text := w.title, w.text
		if rapid.Bool().Draw(t, "anything") {
			title, text = rapid.String().Draw(t, "title"), rapid.String().Draw(t, "text")
		}
		s := story.NewSketch(title, text)
		data, err := s.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var back story.Sketch
		if err := back.UnmarshalBinary(data); err != nil {
			t.Fatal(err)
		}
		again, err := back.MarshalBinary()
		if err != nil || !cmp.Equal(data, again) || story.Compare(s, s) != story.Compare(s, back) {
			t.Fatalf("%x became %x: %v", data, again, err)
		}
	})
}

func TestASketchIsSmallWhateverTheArticleIs(t *testing.T) {
	title, text := article700()
	huge := strings.Repeat(text+" Number 12345 of Vastria and Oland on March 6. ", 300)
	for name, c := range map[string]struct {
		text string
		most int
	}{
		"an article of 700 words": {text, 700},
		"a text of a megabyte":    {huge, 1000},
		"a megabyte of numbers":   {strings.Repeat("1 22 333 4444 ", 80_000), 1000},
		"one word of a megabyte":  {strings.Repeat("x", 1<<20), 1000},
		"bytes that are no text":  {strings.Repeat("\xff\xfe (", 300_000), 1000},
		"no text":                 {"", 100},
	} {
		if size := len(encode(t, story.NewSketch(title, c.text))); size > c.most {
			t.Errorf("%s: %d bytes, want at most %d", name, size, c.most)
		}
	}
}

// TestASketchMeansTheSameInEveryProcess fails when sketches change: those
// that are stored would no longer be like new ones, so the version of the
// encoding has to change with them.
func TestASketchMeansTheSameInEveryProcess(t *testing.T) {
	data := encode(t, story.NewSketch("Lake patrols prolonged by 60 days", protocol))
	if got, want := crc32.ChecksumIEEE(data[1:len(data)-4]), uint32(0x28d86105); data[0] != 1 || got != want {
		t.Errorf("version %d, checksum %#x, want %#x", data[0], got, want)
	}
}

func TestDamagedSketchesAreRefused(t *testing.T) {
	data := encode(t, story.NewSketch("Lake patrols", protocol))
	s := story.NewSketch("Other", "news")
	kept := encode(t, s)
	for at := range data {
		damaged := append([]byte(nil), data...)
		damaged[at] ^= 0x10
		if err := s.UnmarshalBinary(damaged); err == nil {
			t.Errorf("a damaged byte %d is accepted", at)
		}
		if err := s.UnmarshalBinary(data[:at]); err == nil {
			t.Errorf("the first %d bytes are accepted", at)
		}
	}
	if !cmp.Equal(kept, encode(t, s)) {
		t.Error("a refused sketch has changed the one it was read into")
	}
}

// FuzzUnmarshal seals the bytes with a right checksum, to get behind it.
func FuzzUnmarshal(f *testing.F) {
	for _, w := range generated(1, 3) {
		data := encode(f, story.NewSketch(w.title, w.text))
		f.Add(data[:len(data)-4])
	}
	other := story.NewSketch("Lake patrols", protocol)
	f.Fuzz(func(t *testing.T, body []byte) {
		data := binary.LittleEndian.AppendUint32(body[:len(body):len(body)], crc32.ChecksumIEEE(body))
		var s story.Sketch
		if err := s.UnmarshalBinary(data); err != nil {
			return
		}
		if again := encode(t, s); !cmp.Equal(data, again) {
			t.Errorf("%x is accepted and becomes %x", data, again)
		}
		if story.Compare(s, other) != story.Compare(other, s) {
			t.Error("it matters which comes first")
		}
	})
}

func FuzzSketch(f *testing.F) {
	f.Add("Lake patrols", protocol)
	f.Add("湖", "VELM (Meridian) - 60日。กข“A lake” 2.1bn sixty-one hundred and one thousand")
	f.Fuzz(func(t *testing.T, title, text string) {
		s := story.NewSketch(title, text)
		var back story.Sketch
		if err := back.UnmarshalBinary(encode(t, s)); err != nil {
			t.Fatal(err)
		}
		story.Agency(title, []string{title}, text)
	})
}
