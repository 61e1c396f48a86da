package ingest

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

func encoded(t *testing.T, enc encoding.Encoding, s string) []byte {
	t.Helper()
	out, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDecode(t *testing.T) {
	const text = "<p>Café – “naïve”</p>"
	const russian = "<p>Переговоры</p>"
	const report = "<p>Министры обеих стран встретились в старом порту и решили, что переговоры о границе продолжатся весной.</p>"
	const japaneseReport = "<p>両国の大臣は古い港町で会い、国境についての話し合いを春に続けることで合意した。</p>"
	for name, c := range map[string]struct {
		body        []byte
		contentType string
		want        string
	}{
		"trusts a UTF-8 mark over the header":       {[]byte("\xef\xbb\xbf" + text), "text/html; charset=iso-8859-1", text},
		"sees UTF-8 under a wrong header":           {[]byte(text), "text/html; charset=windows-1252", text},
		"reads UTF-16 with a mark":                  {encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), text), "", text},
		"reads UTF-16 by its zero bytes":            {encoded(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), text), "", text},
		"reads little-endian UTF-16 without mark":   {encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), text), "text/xml; charset=utf-8", text},
		"reads UTF-32":                              {encoded(t, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), text), "", text},
		"follows the header":                        {encoded(t, charmap.Windows1251, russian), "text/html; charset=windows-1251", russian},
		"follows a meta element":                    {append([]byte(`<meta charset="koi8-r">`), encoded(t, charmap.KOI8R, russian)...), "text/html", `<meta charset="koi8-r">` + russian},
		"follows the older meta element":            {append([]byte(`<META http-equiv="Content-Type" content="text/html; charset=Shift_JIS">`), encoded(t, japanese.ShiftJIS, "外交")...), "", `<META http-equiv="Content-Type" content="text/html; charset=Shift_JIS">外交`},
		"follows and drops an XML declaration":      {append([]byte("<?xml version='1.1' encoding='gbk'?>"), encoded(t, simplifiedchinese.GBK, "<a>外交</a>")...), "text/xml", "<a>外交</a>"},
		"knows Cyrillic by its letters":             {encoded(t, charmap.KOI8R, report), "", report},
		"knows Japanese by its letters":             {encoded(t, japanese.EUCJP, japaneseReport), "text/html", japaneseReport},
		"guesses where nothing is declared":         {encoded(t, charmap.Windows1252, text), "", text},
		"does not believe a wrong UTF-8":            {encoded(t, charmap.Windows1252, text), "text/html; charset=utf-8", text},
		"does not believe UTF-16 in ASCII":          {[]byte(`<?xml version="1.0" encoding="utf-16"?><a>plain</a>`), "", "<a>plain</a>"},
		"ignores an encoding nobody knows":          {[]byte(text), "text/html; charset=klingon", text},
		"replaces zero bytes and other controls":    {[]byte("a\x00b\x0bc"), "", "a b c"},
		"replaces stray bytes in the midst of text": {[]byte("éééééééééééééééééééééé\xff!"), "text/html; charset=utf-8", "éééééééééééééééééééééé\uFFFD!"},
		"has nothing to say about nothing":          {nil, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := string(Decode(c.body, c.contentType)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\xff\xfe<\x00a\x00"), "text/html")
	f.Add([]byte("<?xml encoding='utf-7'?>+AGE-"), "text/xml; charset=utf-16")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		if out := Decode(body, contentType); !utf8.Valid(out) {
			t.Fatalf("%q is not UTF-8", out)
		}
	})
}
