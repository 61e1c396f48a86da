package llm

import "strings"

// The marks that open reasoning models (DeepSeek R1, Qwen) put around
// their reasoning, where the server does not take it out itself.
const (
	thinkOpen  = "<think>"
	thinkClose = "</think>"
)

// answerText takes the reasoning and the white space that may stand before
// an answer out of a stream. The same text comes out however the stream
// is cut into deltas.
type answerText struct {
	stage stage
	held  string // what cannot be told yet; shorter than a mark
}

type stage int

const (
	beforeAll    stage = iota // white space, or the start of thinkOpen
	inThought                 // up to thinkClose
	beforeAnswer              // white space
	withinAnswer
)

// next gives what of the answer is certain after one more delta.
func (a *answerText) next(delta string) string {
	if a.stage == withinAnswer {
		return delta
	}
	text := a.held + delta
	a.held = ""
	if a.stage == beforeAll {
		text = strings.TrimLeft(text, " \t\r\n")
		rest, thinks := strings.CutPrefix(text, thinkOpen)
		switch {
		case thinks:
			a.stage, text = inThought, rest
		case strings.HasPrefix(thinkOpen, text):
			a.held = text
			return ""
		default:
			a.stage = withinAnswer
			return text
		}
	}
	if a.stage == inThought {
		_, rest, closed := strings.Cut(text, thinkClose)
		if !closed {
			a.held = text[max(0, len(text)-len(thinkClose)+1):]
			return ""
		}
		a.stage, text = beforeAnswer, rest
	}
	if text = strings.TrimLeft(text, " \t\r\n"); text != "" {
		a.stage = withinAnswer
	}
	return text
}

// rest gives what was held when the stream ended: an answer that looked
// like the start of a mark. A thought that never closed is no answer.
func (a *answerText) rest() string {
	if a.stage != beforeAll {
		return ""
	}
	a.stage = withinAnswer
	return a.held
}
