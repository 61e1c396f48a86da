package bot

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"attache/news"

	"github.com/gorilla/websocket"
)

// Close codes of the gateway
// (https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes).
const (
	closeNotAuthenticated  = 4003
	closeAuthentication    = 4004
	closeInvalidSeq        = 4007
	closeSessionTimedOut   = 4009
	closeInvalidShard      = 4010
	closeShardingRequired  = 4011
	closeInvalidVersion    = 4012
	closeInvalidIntents    = 4013
	closeDisallowedIntents = 4014
)

// closeCode is the code a connection was closed with, 0 without one.
func closeCode(err error) int {
	if closed, ok := errors.AsType[*websocket.CloseError](err); ok {
		return closed.Code
	}
	return 0
}

// endsSession tells the ends after which there is nothing to resume.
func endsSession(err error) bool {
	return slices.Contains([]int{
		websocket.CloseNormalClosure, websocket.CloseGoingAway,
		closeNotAuthenticated, closeInvalidSeq, closeSessionTimedOut, closeDisallowedIntents,
	}, closeCode(err))
}

// wrongToken is the sentence for a token that Discord does not take.
const wrongToken = "Discord refused the bot token: copy it again from the Developer Portal (Bot > Reset Token) into DISCORD_TOKEN."

// fatalSentence says what to do about an end that no new connection mends; it
// is empty for all others.
func fatalSentence(code int) string {
	switch code {
	case closeAuthentication:
		return wrongToken
	case closeInvalidShard, closeShardingRequired:
		return "Discord wants this bot to be sharded, because it is in too many servers for one connection; Attaché runs in up to 2,500."
	case closeInvalidVersion:
		return "Discord no longer speaks version 10 of its gateway: install a newer version of Attaché."
	case closeInvalidIntents:
		return "Discord does not know the intents this version asks for: install a newer version of Attaché."
	case closeDisallowedIntents:
		return "Discord does not allow this bot the intents it needs: look at Privileged Gateway Intents in the Developer Portal, under Bot."
	}
	return ""
}

// fatal is the fault for an error that trying again does not mend, or nil.
func fatal(err error) error {
	if hasStatus(err, http.StatusUnauthorized) {
		return &news.Fault{Sentence: wrongToken, Cause: err}
	}
	if sentence := fatalSentence(closeCode(err)); sentence != "" {
		return &news.Fault{Sentence: sentence, Cause: err}
	}
	return nil
}

// unreachable is the fault for a Discord that never answered.
func unreachable(base string, err error) error {
	return &news.Fault{
		Sentence: fmt.Sprintf("Discord could not be reached at %s: check the network connection, and DISCORD_API_URL if it is set.", base),
		Cause:    err,
	}
}

// The ways an answer ends without one, as causes of its context.
var (
	errRestarting = &news.Fault{Sentence: "Attaché is being restarted. Ask again in a minute."}
	errTooSlow    = &news.Fault{Sentence: "This took too long, so I stopped. Ask again, or ask something narrower."}
	errTooMany    = &news.Fault{Sentence: "Too many questions are being answered right now. Ask again in a minute."}
)

// wentWrong is what a reader is told of an error that has no sentence.
const wentWrong = "Something went wrong here; the operator's log has the cause."
