package discordtest

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"
)

// Messages gives what stands in a channel, oldest first, ephemeral messages
// among it.
func (s *Server) Messages(channelID string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var messages []Message
	for _, id := range s.posted {
		if m := s.messages[id]; m.Channel == channelID && m.Deleted.IsZero() {
			messages = append(messages, m.snapshot())
		}
	}
	return messages
}

// Message finds a message by its ID, a deleted one too.
func (s *Server) Message(id string) (Message, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	message, ok := s.messages[id]
	if !ok {
		return Message{}, false
	}
	return message.snapshot(), true
}

// snapshot is a copy that later changes leave alone: slices are replaced and
// never written into, but for Versions, which grow.
func (m *Message) snapshot() Message {
	copied := *m
	copied.Versions = slices.Clone(m.Versions)
	return copied
}

// live finds a message that all in the channel can see; the caller holds mu.
func (s *Server) live(id string) (*Message, bool) {
	message, ok := s.messages[id]
	return message, ok && message.Deleted.IsZero() && !message.Ephemeral()
}

// post files a message and tells the gateway; the caller holds mu.
func (s *Server) post(message *Message, now time.Time) {
	_, guild, _ := s.channel(message.Channel)
	if guild != nil {
		message.Guild = guild.ID
	}
	message.ID, message.Posted = s.newID(now), now
	s.numberFiles(message, now)
	message.keepVersion(now)
	s.messages[message.ID] = message
	s.posted = append(s.posted, message.ID)
	s.dispatchMessage("MESSAGE_CREATE", message)
	s.touch()
}

// revise files what was changed in a message; the caller holds mu.
func (s *Server) revise(message *Message, now time.Time) {
	message.Flags &^= FlagLoading
	message.Edited = now
	s.numberFiles(message, now)
	message.keepVersion(now)
	s.dispatchMessage("MESSAGE_UPDATE", message)
	s.touch()
}

// numberFiles gives new attachments their IDs; the caller holds mu.
func (s *Server) numberFiles(message *Message, now time.Time) {
	message.Attachments = slices.Clone(message.Attachments)
	for i := range message.Attachments {
		if message.Attachments[i].ID == "" {
			message.Attachments[i].ID = s.newID(now)
		}
	}
}

// remove deletes a message; the caller holds mu.
func (s *Server) remove(message *Message, now time.Time) {
	message.Deleted = now
	s.dispatchDeletion(message)
	s.touch()
}

func (s *Server) react(message *Message, reaction Reaction) {
	if !slices.Contains(message.Reactions, reaction) {
		message.Reactions = append(slices.Clone(message.Reactions), reaction)
		s.dispatchReaction(message, reaction)
	}
	s.touch()
}

func (m *Message) keepVersion(now time.Time) {
	m.Versions = append(m.Versions, Version{
		At: now, Content: m.Content, Embeds: m.Embeds, Components: m.Components, Flags: m.Flags,
	})
}

// flagsOfSender are the flags a bot may set in any message: no link previews,
// no notification, components v2.
const flagsOfSender = 1<<2 | 1<<12 | FlagComponentsV2

// apply takes over what a body says; fields left out stay as they are.
func (m *Message) apply(body messageBody, files map[string]Attachment) {
	if body.Content.Set {
		m.Content = body.Content.Value
	}
	if body.Embeds.Set {
		m.Embeds = body.Embeds.Value
	}
	if body.Components.Set {
		m.Components = body.Components.Value
	}
	if body.Flags.Set {
		m.Flags = m.Flags&^flagsOfSender | body.Flags.Value&flagsOfSender
	}
	m.Attachments = append(m.kept(body), uploads(body, files)...)
	text := m.Content
	for component := range walk(m.Components) {
		text += "\n" + component.Content
	}
	m.Pings = pings(text, body.AllowedMentions)
	if m.replyAuthor != "" && (body.AllowedMentions == nil || body.AllowedMentions.RepliedUser) &&
		!slices.Contains(m.Pings, m.replyAuthor) {
		m.Pings = append(m.Pings, m.replyAuthor)
	}
	users := append(mentioned(text), m.replyAuthor)
	m.Mentions = slices.DeleteFunc(slices.Clone(m.Pings), func(id string) bool { return !slices.Contains(users, id) })
}

// kept are the attachments an edit leaves: all, or those it lists.
func (m *Message) kept(body messageBody) []Attachment {
	kept := slices.Clone(m.Attachments)
	if !body.Attachments.Set {
		return kept
	}
	return slices.DeleteFunc(kept, func(a Attachment) bool {
		_, listed := body.attachment(a.ID)
		return !listed
	})
}

// uploads are the files that came with a body, in the order of their parts.
func uploads(body messageBody, files map[string]Attachment) []Attachment {
	numbers := slices.SortedFunc(maps.Keys(files), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	var attachments []Attachment
	for _, number := range numbers {
		file := files[number]
		if ref, ok := body.attachment(number); ok {
			file.Description = ref.Description
		}
		attachments = append(attachments, file)
	}
	return attachments
}

func (b messageBody) attachment(id string) (attachmentRef, bool) {
	i := slices.IndexFunc(b.Attachments.Value, func(ref attachmentRef) bool { return unquoted(ref.ID) == id })
	if i < 0 {
		return attachmentRef{}, false
	}
	return b.Attachments.Value[i], true
}

// wouldBeEmpty tells whether an edit would leave nothing to see.
func (m *Message) wouldBeEmpty(body messageBody, files int) bool {
	edited := *m
	edited.apply(body, nil)
	return edited.Content == "" && len(edited.Embeds) == 0 && len(edited.Components) == 0 &&
		len(edited.Attachments) == 0 && files == 0
}

// nonce gives the nonce, which may be a string or a number.
func (b messageBody) nonce() string { return unquoted(b.Nonce) }

// unquoted reads an ID or a nonce, a string or a number in JSON; null is "".
func unquoted(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	return strings.TrimSpace(string(raw))
}
