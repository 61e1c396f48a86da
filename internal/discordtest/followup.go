package discordtest

import (
	"net/http"
	"slices"
)

// createFollowup is Create Followup Message. Straight after a deferred
// response it fills that one in instead, whose flags stay
// (https://discord.com/developers/docs/interactions/receiving-and-responding#create-followup-message).
func (s *Server) createFollowup(c *call) reply {
	body, err := decode[messageBody](c)
	if err != nil {
		return invalidForm()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	i, refusal := s.acknowledged(c)
	if refusal != nil {
		return *refusal
	}
	original, found := s.messages[i.original]
	if found && original.Loading() && original.Deleted.IsZero() {
		return s.edit(c, original)
	}
	message := i.newMessage(body.Flags.Value)
	message.apply(body, c.body.files)
	s.post(message, c.at)
	i.followups = append(i.followups, message.ID)
	return ok(s.messageWire(message))
}

// getResponse is Get Original Interaction Response and Get Followup Message.
func (s *Server) getResponse(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	message, refusal := s.responded(c)
	if refusal != nil {
		return *refusal
	}
	return ok(s.messageWire(message))
}

// editResponse is Edit Original Interaction Response and Edit Followup
// Message.
func (s *Server) editResponse(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	message, refusal := s.responded(c)
	if refusal != nil {
		return *refusal
	}
	return s.edit(c, message)
}

// deleteResponse is Delete Original Interaction Response and Delete Followup
// Message.
func (s *Server) deleteResponse(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	message, refusal := s.responded(c)
	if refusal != nil {
		return *refusal
	}
	s.remove(message, c.at)
	return noContent()
}

// acknowledged finds the interaction of a request by its token, which serves
// from the first response until it expires. The caller holds mu.
func (s *Server) acknowledged(c *call) (*Interaction, *reply) {
	i, found := s.interactions[c.PathValue("webhook_token")]
	var refusal reply
	switch {
	case !found || c.PathValue("webhook_id") != ApplicationID:
		refusal = unknownWebhook()
	case c.at.Sub(i.created) > s.options.TokenLifetime:
		refusal = refuse(http.StatusUnauthorized, 50027, "Invalid Webhook Token")
	case i.response == nil:
		refusal = unknownWebhook()
	default:
		return i, nil
	}
	return nil, &refusal
}

// responded finds the message of a request among an interaction's own; the
// caller holds mu.
func (s *Server) responded(c *call) (*Message, *reply) {
	i, refusal := s.acknowledged(c)
	if refusal != nil {
		return nil, refusal
	}
	id := c.PathValue("message_id")
	if id == "" { // the route with @original
		id = i.original
	}
	message, found := s.messages[id]
	if !found || !message.Deleted.IsZero() || (id != i.original && !slices.Contains(i.followups, id)) {
		unknown := unknownMessage()
		return nil, &unknown
	}
	return message, nil
}
