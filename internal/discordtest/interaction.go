package discordtest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// interactionKind tells what somebody did.
type interactionKind int

const (
	kindNone interactionKind = iota
	kindChatCommand
	kindContextMenu
	kindComponent
	kindAutocomplete
	kindModal
)

// wireType is Discord's number of the kind
// (https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-type).
func (k interactionKind) wireType() int {
	switch k {
	case kindComponent:
		return 3
	case kindAutocomplete:
		return 4
	case kindModal:
		return 5
	}
	return 2
}

// Interaction is one thing somebody asked of the bot, and what came of it.
type Interaction struct {
	ID, Token string

	server      *Server
	err         error // why it never reached the bot
	kind        interactionKind
	created     time.Time
	channel     Channel
	guild       *Guild // nil in direct messages
	user        User
	permissions int64
	data        map[string]any
	source      string // the message a component was on

	// Guarded by the server's mu.
	response  *Response
	original  string   // the message that @original means
	followups []string // messages
}

// Response is the bot's first answer to an interaction.
type Response struct {
	// Type is Discord's number: 4 message, 5 deferred message, 6 deferred
	// update, 7 update, 8 choices, 9 modal
	// (https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type).
	Type int
	At   time.Time
	// Took is how long the bot needed for it.
	Took    time.Duration
	Choices []Choice
	Modal   Modal
	// Data is the JSON of the answer; it may be empty.
	Data json.RawMessage
}

// Modal is a form that the bot shows.
type Modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}

// Err tells why the interaction never reached the bot, such as
// ErrNotOffered; every wait gives the same error.
func (i *Interaction) Err() error { return i.err }

// errNoResponse is what the person sees as "The application did not respond".
var errNoResponse = errors.New("the application did not respond in time")

// grace lets a response that came in time be handled before a wait gives up.
const grace = time.Second

// WaitResponse waits for the bot's first answer, at most until its deadline.
func (i *Interaction) WaitResponse(ctx context.Context) (Response, error) {
	if i.err != nil {
		return Response{}, i.err
	}
	deadline := i.created.Add(i.server.options.InteractionDeadline + grace)
	ctx, cancel := context.WithDeadlineCause(ctx, deadline, errNoResponse)
	defer cancel()
	var response Response
	err := i.server.wait(ctx, "a response to the interaction", func() bool {
		i.server.mu.Lock()
		defer i.server.mu.Unlock()
		if i.response != nil {
			response = *i.response
		}
		return i.response != nil
	})
	return response, err
}

// WaitDeferred waits until the bot has said that it is thinking.
func (i *Interaction) WaitDeferred(ctx context.Context) (Response, error) {
	response, err := i.WaitResponse(ctx)
	if err == nil && response.Type != callbackDeferred && response.Type != callbackDeferredUpdate {
		err = fmt.Errorf("discordtest: the bot answered with type %d and deferred nothing", response.Type)
	}
	return response, err
}

// WaitChoices waits for what the bot offers for an autocompleted option.
func (i *Interaction) WaitChoices(ctx context.Context) ([]Choice, error) {
	response, err := i.WaitResponse(ctx)
	return response.Choices, err
}

// WaitFinal waits until a message in answer, the original one or a followup,
// is loaded and as the test wants it; a nil cond wants any.
func (i *Interaction) WaitFinal(ctx context.Context, cond func(Message) bool) (Message, error) {
	if i.err != nil {
		return Message{}, i.err
	}
	var final Message
	err := i.server.wait(ctx, "an answer to the interaction", func() bool {
		for _, message := range i.Messages() {
			if !message.Loading() && (cond == nil || cond(message)) {
				final = message
				return true
			}
		}
		return false
	})
	if err != nil {
		err = fmt.Errorf("%w; it got %s", err, describe(i.Messages()))
	}
	return final, err
}

// Messages gives the messages in answer: the original one, then followups.
// The message a component stands on is among them once it was updated.
func (i *Interaction) Messages() []Message {
	i.server.mu.Lock()
	defer i.server.mu.Unlock()
	var messages []Message
	for _, id := range append([]string{i.original}, i.followups...) {
		message, ok := i.server.messages[id]
		if ok && message.Deleted.IsZero() && (id != i.source || message.Edited.After(i.created)) {
			messages = append(messages, message.snapshot())
		}
	}
	return messages
}

// Payload is the interaction as INTERACTION_CREATE brings it.
func (i *Interaction) Payload() json.RawMessage {
	i.server.mu.Lock()
	defer i.server.mu.Unlock()
	payload, err := json.Marshal(i.wire())
	if err != nil {
		i.server.t.Errorf("discordtest: encode the interaction: %v", err)
	}
	return payload
}

// wire is the interaction as the gateway brings it; the caller holds mu
// (https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object).
func (i *Interaction) wire() map[string]any {
	channel := i.server.channelWire(i.channel, i.guild)
	channel["permissions"] = strconv.FormatInt(i.permissions, 10)
	wire := map[string]any{
		"id": i.ID, "application_id": ApplicationID, "type": i.kind.wireType(), "data": i.data,
		"token": i.Token, "version": 1, "channel_id": i.channel.ID, "channel": channel,
		"app_permissions": strconv.FormatInt(i.channel.appPermissions(), 10),
		"locale":          "en-US", "entitlements": []any{}, "attachment_size_limit": maxBody,
		"authorizing_integration_owners": map[string]any{},
	}
	if i.guild == nil {
		wire["user"], wire["context"] = userWire(i.user), contextDirect
	} else {
		member := i.guild.member(i.user).wire()
		member["permissions"] = strconv.FormatInt(i.permissions, 10)
		wire["member"], wire["context"], wire["guild_locale"] = member, contextGuild, "en-US"
		wire["guild_id"] = i.guild.ID
		wire["guild"] = map[string]any{"id": i.guild.ID, "locale": "en-US", "features": []any{}}
		wire["authorizing_integration_owners"] = map[string]any{"0": i.guild.ID}
	}
	if message, ok := i.server.messages[i.source]; ok {
		wire["message"] = i.server.readWire(message, true)
	}
	return wire
}

// describe puts messages into the text of an error.
func describe(messages []Message) string {
	if len(messages) == 0 {
		return "no message"
	}
	var text string
	for _, message := range slices.Backward(messages) {
		if len(text) > 0 {
			text += ", "
		}
		text += fmt.Sprintf("%q", message.Text())
	}
	return text
}
