package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// Callback types
// (https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type).
const (
	callbackMessage        = 4
	callbackDeferred       = 5
	callbackDeferredUpdate = 6
	callbackUpdate         = 7
	callbackChoices        = 8
	callbackModal          = 9
)

type callbackBody struct {
	Type int             `json:"type"`
	Data json.RawMessage `json:"data"`
}

// callbackFields are the top level of a callback, and what its data may hold
// where it is no message.
var (
	callbackFields = fields("type data")
	choiceFields   = fields("choices")
	modalFields    = fields("custom_id title components")
	deferredFields = fields("flags")
)

// checkCallback holds the message in a callback to the rules of messages.
func checkCallback(b body) []problem {
	top, problems := object("", b.value)
	if problems != nil {
		return problems
	}
	callback, problems := read[callbackBody]("", b.raw)
	if problems != nil {
		return problems
	}
	problems = unknownFields("", top, callbackFields)
	known := deferredFields
	switch callback.Type {
	case callbackMessage:
		return append(problems, responseRules.problems("data", top["data"], callback.Data, len(b.files))...)
	case callbackUpdate:
		return append(problems, updateRules.problems("data", top["data"], callback.Data, len(b.files))...)
	case callbackChoices:
		known = choiceFields
	case callbackModal:
		known = modalFields
	case callbackDeferred, callbackDeferredUpdate:
	default:
		return append(problems, problem{
			rule: RuleCallback, field: "type", code: "BASE_TYPE_CHOICES",
			message: fmt.Sprintf("Value must be one of {4, 5, 6, 7, 8, 9}. (it is %d)", callback.Type),
		})
	}
	if top["data"] == nil {
		return problems
	}
	data, wrong := object("data", top["data"])
	return append(append(problems, wrong...), unknownFields("data", data, known)...)
}

// callback is Create Interaction Response
// (https://discord.com/developers/docs/interactions/receiving-and-responding#create-interaction-response).
func (s *Server) callback(c *call) reply {
	sent, err := decode[callbackBody](c)
	if err != nil {
		return invalidForm()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	i, found := s.interactions[c.PathValue("interaction_token")]
	switch {
	case !found, i.ID != c.PathValue("interaction_id"), c.at.Sub(i.created) > s.options.InteractionDeadline:
		return refuse(http.StatusNotFound, 10062, "Unknown interaction")
	case i.response != nil:
		return refuse(http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
	case !i.kind.takes(sent.Type):
		wrong := problem{
			rule: RuleCallback, field: "type", code: "INTERACTION_CALLBACK_TYPE_INVALID",
			message: fmt.Sprintf("type %d does not answer this kind of interaction", sent.Type),
		}
		s.note(c.Request, wrong)
		return rejection(wrong)
	}
	if refusal := s.respond(i, sent, c.body.files, c.at); refusal != nil {
		return *refusal
	}
	s.touch()
	if c.URL.Query().Get("with_response") != "true" {
		return noContent()
	}
	return ok(s.callbackWire(i))
}

// takes tells which callback types answer a kind of interaction.
func (k interactionKind) takes(callback int) bool {
	switch k {
	case kindAutocomplete:
		return callback == callbackChoices
	case kindComponent:
		return callback != callbackChoices
	case kindModal:
		return callback != callbackChoices && callback != callbackModal
	}
	return slices.Contains([]int{callbackMessage, callbackDeferred, callbackModal}, callback)
}

// respond does what the callback says; the caller holds mu.
func (s *Server) respond(i *Interaction, sent callbackBody, files map[string]Attachment, now time.Time) *reply {
	response := &Response{Type: sent.Type, At: now, Took: now.Sub(i.created), Data: sent.Data}
	var data struct {
		messageBody
		Choices []Choice `json:"choices"`
	}
	broken := invalidForm()
	if len(sent.Data) > 0 && json.Unmarshal(sent.Data, &data) != nil {
		return &broken
	}
	switch sent.Type {
	case callbackMessage, callbackDeferred:
		message := i.newMessage(data.Flags.Value)
		if sent.Type == callbackDeferred {
			message.Flags |= FlagLoading
		} else {
			message.apply(data.messageBody, files)
		}
		s.post(message, now)
		i.original = message.ID
	case callbackDeferredUpdate, callbackUpdate:
		source, found := s.messages[i.source]
		if !found || !source.Deleted.IsZero() {
			unknown := unknownMessage()
			return &unknown
		}
		if sent.Type == callbackUpdate {
			source.apply(data.messageBody, files)
			s.revise(source, now)
		}
		i.original = source.ID
	case callbackChoices:
		response.Choices = data.Choices
	case callbackModal:
		if json.Unmarshal(sent.Data, &response.Modal) != nil {
			return &broken
		}
	}
	i.response = response
	return nil
}

// newMessage begins a message in answer, ephemeral if its flags say so.
func (i *Interaction) newMessage(flags int) *Message {
	return &Message{
		Channel: i.channel.ID, Author: Bot(), Interaction: i.ID, kind: i.kind, Flags: flags & FlagEphemeral,
	}
}

// callbackWire is the Interaction Callback Response Object.
func (s *Server) callbackWire(i *Interaction) map[string]any {
	interaction := map[string]any{"id": i.ID, "type": i.kind.wireType()}
	resource := map[string]any{"type": i.response.Type}
	if message, found := s.messages[i.original]; found {
		interaction["response_message_id"] = message.ID
		interaction["response_message_loading"] = message.Loading()
		interaction["response_message_ephemeral"] = message.Ephemeral()
		resource["message"] = s.messageWire(message)
	}
	return map[string]any{"interaction": interaction, "resource": resource}
}
