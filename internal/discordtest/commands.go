package discordtest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Registered is a command that Discord offers to people.
type Registered struct {
	ID string
	// Guild is empty for a command that is offered everywhere.
	Guild string
	Definition

	// sent is the definition as it came, field by field.
	sent map[string]any
}

// Commands gives what is registered for a guild, or with "" everywhere.
func (s *Server) Commands(guildID string) []Registered {
	s.mu.Lock()
	defer s.mu.Unlock()
	commands := make([]Registered, 0, len(s.commands[guildID]))
	for _, command := range s.commands[guildID] {
		commands = append(commands, *command)
	}
	return commands
}

// WaitCommands waits until commands of these names are registered, in
// whichever scope.
func (s *Server) WaitCommands(ctx context.Context, names ...string) error {
	return s.wait(ctx, "the commands "+strings.Join(names, ", "), func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return !slices.ContainsFunc(names, func(name string) bool { return !s.isRegistered(name) })
	})
}

func (s *Server) isRegistered(name string) bool {
	for _, scope := range s.commands {
		if slices.ContainsFunc(scope, func(r *Registered) bool { return r.Name == name }) {
			return true
		}
	}
	return false
}

func newRegistered(guild string, sent map[string]any) (*Registered, error) {
	raw, err := json.Marshal(sent)
	if err != nil {
		return nil, fmt.Errorf("encode the command: %w", err)
	}
	command := &Registered{Guild: guild, sent: sent}
	if err := json.Unmarshal(raw, &command.Definition); err != nil {
		return nil, fmt.Errorf("decode the command: %w", err)
	}
	return command, nil
}

// wire is the command as Discord gives it: what was sent, with its identity,
// and permissions as a string whichever way they came.
func (r *Registered) wire() map[string]any {
	wire := map[string]any{"description": "", "default_member_permissions": nil, "nsfw": false}
	maps.Copy(wire, r.sent)
	wire["id"], wire["application_id"], wire["version"] = r.ID, ApplicationID, r.ID
	wire["type"] = max(r.Type, commandChat)
	if permissions := unquoted(r.DefaultMemberPermissions); permissions != "" {
		wire["default_member_permissions"] = permissions
	}
	if r.Guild != "" {
		wire["guild_id"] = r.Guild
	}
	return wire
}

func commandWires(commands []*Registered) []map[string]any {
	wires := make([]map[string]any, 0, len(commands))
	for _, command := range commands {
		wires = append(wires, command.wire())
	}
	return wires
}
