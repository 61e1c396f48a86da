package discordtest

import "mime"

// Message types
// (https://discord.com/developers/docs/resources/message#message-object-message-types).
const (
	typeDefault     = 0
	typeReply       = 19
	typeChatCommand = 20
	typeContextMenu = 23
)

func (m *Message) wireType() int {
	switch {
	case m.ReplyTo != "":
		return typeReply
	case m.kind == kindContextMenu:
		return typeContextMenu
	case m.kind == kindChatCommand:
		return typeChatCommand
	}
	return typeDefault
}

// messageWire is a message as the REST API gives it, with the message it
// replies to; the caller holds mu. Where the application has not switched
// MESSAGE_CONTENT on, content is missing here too.
func (s *Server) messageWire(m *Message) map[string]any {
	return s.readWire(m, s.options.DisallowedIntents&IntentMessageContent == 0)
}

// readWire is a message as a reader gets it who may or may not read content.
func (s *Server) readWire(m *Message, mayRead bool) map[string]any {
	wire := s.plainWire(m, mayRead)
	if m.ReplyTo == "" {
		return wire
	}
	wire["message_reference"] = map[string]any{"type": 0, "message_id": m.ReplyTo, "channel_id": m.Channel}
	wire["referenced_message"] = nil
	if target, found := s.live(m.ReplyTo); found {
		wire["referenced_message"] = s.plainWire(target, mayRead)
	}
	return wire
}

// plainWire is a message without the one it replies to.
func (s *Server) plainWire(m *Message, mayRead bool) map[string]any {
	mentions := []any{}
	everyone := false
	for _, id := range m.Mentions {
		mentions = append(mentions, userWire(s.person(id)))
	}
	for _, ping := range m.Pings {
		everyone = everyone || ping == "@everyone" || ping == "@here"
	}
	wire := map[string]any{
		"id": m.ID, "channel_id": m.Channel, "type": m.wireType(), "author": userWire(m.Author),
		"content": "", "embeds": []any{}, "components": []any{}, "attachments": []any{},
		"mentions": mentions, "mention_roles": []any{}, "mention_everyone": everyone,
		"timestamp": wireTime(m.Posted), "edited_timestamp": wireTime(m.Edited),
		"flags": m.Flags, "pinned": false, "tts": false,
	}
	if m.Nonce != "" {
		wire["nonce"] = m.Nonce
	}
	if m.Interaction != "" {
		wire["application_id"], wire["webhook_id"] = ApplicationID, ApplicationID
	}
	if mayRead || m.opensTo(BotID) {
		wire["content"], wire["embeds"], wire["components"] = m.Content, raws(m.Embeds), raws(m.Components)
		wire["attachments"] = m.attachmentWires()
	}
	return wire
}

// opensTo tells which messages show their content without MESSAGE_CONTENT
// (https://discord.com/developers/docs/events/gateway#message-content-intent).
func (m *Message) opensTo(bot string) bool {
	if m.Author.ID == bot || m.Guild == "" {
		return true
	}
	for _, id := range m.Mentions {
		if id == bot {
			return true
		}
	}
	return false
}

func (m *Message) attachmentWires() []any {
	wires := []any{}
	for _, file := range m.Attachments {
		mediaType, _, err := mime.ParseMediaType(file.Type)
		if err != nil {
			mediaType = "application/octet-stream"
		}
		url := "https://cdn.discordapp.com/attachments/" + m.Channel + "/" + file.ID + "/" + file.Name
		wires = append(wires, map[string]any{
			"id": file.ID, "filename": file.Name, "size": len(file.Data), "content_type": mediaType,
			"description": file.Description, "url": url, "proxy_url": url,
		})
	}
	return wires
}
