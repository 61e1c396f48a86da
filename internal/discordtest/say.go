package discordtest

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Say writes a message for a person and tells the gateway. It waits until the
// bot is online; Post does not. A message that cannot be written fails the
// test.
func (s *Server) Say(ctx context.Context, message Message) Message {
	s.t.Helper()
	if err := s.WaitReady(ctx); err != nil {
		s.t.Errorf("discordtest: %q was not said: %v", message.Content, err)
		return Message{}
	}
	return s.Post(message)
}

// Post is Say without a look at the bot: what is said while it is away
// reaches it only if it can resume its session.
func (s *Server) Post(message Message) Message {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	said, err := s.write(message, time.Now())
	if err != nil {
		s.t.Errorf("discordtest: %q was not said: %v", message.Content, err)
		return Message{}
	}
	return said.snapshot()
}

// write files a person's message; the caller holds mu.
func (s *Server) write(message Message, now time.Time) (*Message, error) {
	target, found := s.live(message.ReplyTo)
	if message.ReplyTo != "" && !found {
		return nil, fmt.Errorf("there is no message %q to reply to", message.ReplyTo)
	}
	if found && message.Channel == "" {
		message.Channel = target.Channel
	}
	channel, _, err := s.place(message.Guild, message.Channel)
	if err != nil {
		return nil, err
	}
	said := &Message{
		Channel: channel.ID, Author: s.reader(message.Author), Content: message.Content,
		ReplyTo: message.ReplyTo, Quiet: message.Quiet,
		Mentions: mentioned(message.Content), Pings: pings(message.Content, nil),
	}
	s.know(said.Author)
	if found && !message.Quiet && !slices.Contains(said.Mentions, target.Author.ID) {
		said.replyAuthor = target.Author.ID
		said.Mentions = append(said.Mentions, target.Author.ID)
		said.Pings = append(said.Pings, target.Author.ID)
	}
	s.post(said, now)
	return said, nil
}

// Remove deletes a message as a person or a moderator does.
func (s *Server) Remove(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if message, found := s.live(id); found {
		s.remove(message, time.Now())
	}
}

// React puts somebody's emoji under a message.
func (s *Server) React(messageID string, user User, emoji string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	user = s.reader(user)
	s.know(user)
	if message, found := s.live(messageID); found {
		s.react(message, Reaction{User: user.ID, Emoji: emoji})
	}
}

// WaitMessage waits until a message of the bot in a channel, new or edited,
// is as the test wants it; a nil cond wants any.
func (s *Server) WaitMessage(ctx context.Context, channelID string, cond func(Message) bool) (Message, error) {
	var found Message
	err := s.wait(ctx, "a message of the bot in channel "+channelID, func() bool {
		for _, message := range s.Messages(channelID) {
			if message.FromBot() && (cond == nil || cond(message)) {
				found = message
				return true
			}
		}
		return false
	})
	if err != nil {
		err = fmt.Errorf("%w; the channel holds %s", err, describe(s.Messages(channelID)))
	}
	return found, err
}
