package ingest

import (
	"github.com/abadojack/whatlanggo"
)

const (
	// minLanguageWords is from how many words on a text shows its language.
	minLanguageWords = 20
	// languageBytes is as much of a text as is looked at.
	languageBytes = 4000
)

// LanguageOf is the language a text is written in, by its script and
// trigrams, as an ISO 639-1 code; empty where it is too short to tell.
func LanguageOf(text string) string {
	text = Clip(text, languageBytes)
	if WordCount(text) < minLanguageWords {
		return ""
	}
	found := whatlanggo.Detect(text)
	if !found.IsReliable() {
		return ""
	}
	return found.Lang.Iso6391()
}
