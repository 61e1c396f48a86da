package ingest

import (
	"testing"
	"unicode/utf8"
)

func TestPlainText(t *testing.T) {
	for s, want := range map[string]string{
		"Talks &amp; truce":                    "Talks & truce",
		"<b>Talks</b> <i>go</i> on":            "Talks go on",
		"one<br>two<p>three":                   "one two three",
		"a<script>alert(1)</script>b":          "ab",
		"growth < 2% and > 1%":                 "growth < 2% and > 1%",
		"  many \n\t  spaces\u00a0here ":       "many spaces here",
		"hy\u00adphen, zero\u200bwidth":        "hyphen, zerowidth",
		"turned \u202earound\u202c, two\u2028": "turned around, two",
		"":                                     "",
	} {
		if got := PlainText(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

func TestClipKeepsCharactersWhole(t *testing.T) {
	for limit := range 8 {
		if got := Clip("aéé€", limit); !utf8.ValidString(got) || len(got) > limit {
			t.Errorf("at %d bytes: %q", limit, got)
		}
	}
	if got := Clip("short", 100); got != "short" {
		t.Errorf("got %q", got)
	}
}

func TestWordCount(t *testing.T) {
	for s, want := range map[string]int{"": 0, " one ": 1, "one two\nthree": 3,
		"河水的分配": 3, "Talks 会谈 now": 3, "대화가 계속된다": 2, "محادثات طويلة": 2} {
		if got := WordCount(s); got != want {
			t.Errorf("%q: %d words", s, got)
		}
	}
}
