package discordtest

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

// createMessage is Create Message
// (https://discord.com/developers/docs/resources/message#create-message).
func (s *Server) createMessage(c *call) reply {
	body, err := decode[messageBody](c)
	if err != nil {
		return invalidForm()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	channel, refusal := s.writable(c)
	if refusal != nil {
		return *refusal
	}
	if same, repeated := s.sameNonce(body, c.at); repeated {
		return ok(s.messageWire(same))
	}
	message := &Message{Channel: channel.ID, Author: Bot(), Nonce: body.nonce()}
	if refusal := s.refer(message, body); refusal != nil {
		return *refusal
	}
	message.apply(body, c.body.files)
	s.post(message, c.at)
	if message.Nonce != "" {
		s.nonces[message.Nonce] = message.ID
	}
	return ok(s.messageWire(message))
}

// nonceWindow is "the past few minutes" in which enforce_nonce looks.
const nonceWindow = 5 * time.Minute

// sameNonce finds the message that enforce_nonce wants instead of a second.
func (s *Server) sameNonce(body messageBody, now time.Time) (*Message, bool) {
	if !body.EnforceNonce || body.nonce() == "" {
		return nil, false
	}
	message, ok := s.messages[s.nonces[body.nonce()]]
	return message, ok && now.Sub(message.Posted) < nonceWindow
}

// refer makes the message a reply where the body asks for it.
func (s *Server) refer(message *Message, body messageBody) *reply {
	if body.Reference == nil {
		return nil
	}
	target, found := s.live(body.Reference.MessageID)
	if found && target.Channel == message.Channel {
		message.ReplyTo, message.replyAuthor = target.ID, target.Author.ID
		return nil
	}
	if fail := body.Reference.FailIfNotExists; fail != nil && !*fail {
		return nil
	}
	refusal := invalidForm(problem{
		field: "message_reference", code: "REPLIES_UNKNOWN_MESSAGE", message: "Unknown message",
	})
	return &refusal
}

func (s *Server) getMessage(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	message, refusal := s.addressed(c)
	if refusal != nil {
		return *refusal
	}
	return ok(s.messageWire(message))
}

// listMessages is Get Channel Messages, newest first
// (https://discord.com/developers/docs/resources/message#get-channel-messages).
func (s *Server) listMessages(c *call) reply {
	const usual, most = 50, 100
	query := c.URL.Query()
	limit := usual
	if text := query.Get("limit"); text != "" {
		number, err := strconv.Atoi(text)
		if err != nil || number < 1 || number > most {
			return invalidForm(problem{
				field: "limit", code: "NUMBER_TYPE_MAX", message: "int value should be between 1 and 100.",
			})
		}
		limit = number
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	channel, _, refusal := s.visible(c)
	if refusal != nil {
		return *refusal
	}
	page := []*Message{}
	for _, id := range s.posted {
		message, found := s.live(id)
		if found && message.Channel == channel.ID && within(id, query.Get("after"), query.Get("before")) {
			page = append(page, message)
		}
	}
	if query.Get("after") != "" {
		page = page[:min(limit, len(page))]
	}
	page = page[max(0, len(page)-limit):]
	slices.Reverse(page)
	wire := []any{}
	for _, message := range page {
		wire = append(wire, s.messageWire(message))
	}
	return ok(wire)
}

// within compares snowflakes, which are numbers, by length and then digits.
func within(id, after, before string) bool {
	less := func(a, b string) bool { return len(a) < len(b) || len(a) == len(b) && a < b }
	return (after == "" || less(after, id)) && (before == "" || less(id, before))
}

// editMessage is Edit Message.
func (s *Server) editMessage(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	message, refusal := s.addressed(c)
	if refusal != nil {
		return *refusal
	}
	if !message.FromBot() {
		return refuse(http.StatusForbidden, 50005, "Cannot edit a message authored by another user")
	}
	return s.edit(c, message)
}

// edit applies the body of an edit, unless nothing would be left to see; the
// caller holds mu.
func (s *Server) edit(c *call, message *Message) reply {
	body, err := decode[messageBody](c)
	if err != nil {
		return invalidForm()
	}
	if message.wouldBeEmpty(body, len(c.body.files)) {
		s.note(c.Request, emptyMessage())
		return rejection(emptyMessage())
	}
	message.apply(body, c.body.files)
	s.revise(message, c.at)
	return ok(s.messageWire(message))
}

// deleteMessage is Delete Message.
func (s *Server) deleteMessage(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	message, refusal := s.addressed(c)
	if refusal != nil {
		return *refusal
	}
	channel, _, _ := s.channel(message.Channel)
	if !message.FromBot() && channel.AppPermissions&PermissionManageMessages == 0 {
		return refuse(http.StatusForbidden, 50013, "Missing Permissions")
	}
	s.remove(message, c.at)
	return noContent()
}

// addReaction is Create Reaction.
func (s *Server) addReaction(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	message, refusal := s.addressed(c)
	if refusal != nil {
		return *refusal
	}
	s.react(message, Reaction{User: BotID, Emoji: c.PathValue("emoji_name")})
	return noContent()
}

// removeReaction is Delete Own Reaction.
func (s *Server) removeReaction(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	message, refusal := s.addressed(c)
	if refusal != nil {
		return *refusal
	}
	own := Reaction{User: BotID, Emoji: c.PathValue("emoji_name")}
	message.Reactions = slices.DeleteFunc(slices.Clone(message.Reactions), func(r Reaction) bool { return r == own })
	s.touch()
	return noContent()
}

// addressed finds the message of a request, through its channel; an
// ephemeral one cannot be reached that way. The caller holds mu.
func (s *Server) addressed(c *call) (*Message, *reply) {
	channel, _, refusal := s.visible(c)
	if refusal != nil {
		return nil, refusal
	}
	message, found := s.live(c.PathValue("message_id"))
	if !found || message.Channel != channel.ID {
		unknown := unknownMessage()
		return nil, &unknown
	}
	return message, nil
}
