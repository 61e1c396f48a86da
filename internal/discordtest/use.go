package discordtest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"
)

// Command is somebody's use of a command.
type Command struct {
	// Guild and Channel say where; without them it is the first guild's first
	// channel. DirectChannel gives the channel of direct messages.
	Guild, Channel string
	User           User
	// Permissions are the user's in the channel; 0 stands for
	// PermissionsOrdinary.
	Permissions int64
	Name        string
	// Subcommand is the name of one, after that of its group if it has one:
	// "add" or "source add".
	Subcommand string
	// Options by name. Users, channels and roles are given by their IDs.
	Options map[string]any
	// Target is the message that a message command is used on.
	Target string
	// Unchecked sends the command although it is not registered so, as a
	// client does that remembers an older one.
	Unchecked bool
}

// ErrNotOffered is a command that Discord would not let the person use: it
// is not registered, not for them, or not with these options.
var ErrNotOffered = errors.New("not offered by Discord")

// Slash uses a chat command, or with a Target a message command. It waits
// until the bot is online and has registered the command.
func (s *Server) Slash(ctx context.Context, command Command) *Interaction {
	return s.useCommand(ctx, command, "")
}

// Autocomplete types into the option named focused, whose value so far is
// among the command's options.
func (s *Server) Autocomplete(ctx context.Context, command Command, focused string) *Interaction {
	return s.useCommand(ctx, command, focused)
}

// Undelivered makes the interaction of a command without telling the gateway, for
// tests that hand its Payload to the bot themselves. Nothing is waited for.
func (s *Server) Undelivered(command Command) *Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.prepare(command, "")
}

func (s *Server) useCommand(ctx context.Context, command Command, focused string) *Interaction {
	err := s.wait(ctx, "the bot to come online with the command "+command.Name, func() bool {
		s.mu.Lock()
		registered := command.Unchecked || s.isRegistered(command.Name)
		s.mu.Unlock()
		return registered && s.isOnline()
	})
	if err != nil {
		return &Interaction{server: s, err: err}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.deliver(s.prepare(command, focused))
}

// prepare makes the interaction of a command; the caller holds mu.
func (s *Server) prepare(command Command, focused string) *Interaction {
	channel, guild, err := s.place(command.Guild, command.Channel)
	if err != nil {
		return &Interaction{server: s, err: err}
	}
	data, err := s.commandData(command, guild, focused)
	if err != nil {
		return &Interaction{server: s, err: fmt.Errorf("%w: /%s: %w", ErrNotOffered, command.Name, err)}
	}
	kind := kindChatCommand
	if command.Target != "" {
		kind = kindContextMenu
	}
	if focused != "" {
		kind = kindAutocomplete
	}
	return s.newInteraction(&Interaction{
		kind: kind, channel: channel, guild: guild, data: data,
		user: command.User, permissions: command.Permissions,
	})
}

// newInteraction completes an interaction and puts it on the books; the
// caller holds mu.
func (s *Server) newInteraction(i *Interaction) *Interaction {
	i.server, i.created = s, time.Now()
	i.ID, i.Token = s.newID(i.created), rand.Text()+rand.Text()
	i.user = s.reader(i.user)
	s.know(i.user)
	if i.permissions == 0 {
		i.permissions = PermissionsOrdinary
	}
	s.interactions[i.Token] = i
	s.touch()
	return i
}

// deliver tells the gateway, unless the interaction failed before; the caller
// holds mu.
func (s *Server) deliver(i *Interaction) *Interaction {
	if i.err != nil {
		return i
	}
	guild := ""
	if i.guild != nil {
		guild = i.guild.ID
	}
	s.dispatch("INTERACTION_CREATE", guild, 0, func(*session) any { return i.wire() })
	return i
}
