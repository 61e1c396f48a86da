package discordtest

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"
)

// commandLimit is how many commands of a type a scope may hold
// (https://discord.com/developers/docs/interactions/application-commands#registering-a-command).
func commandLimit(kind int) int {
	if kind == commandChat {
		return 100
	}
	return 15
}

func (s *Server) listCommands(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	if refusal := s.unknownScope(c); refusal != nil {
		return *refusal
	}
	return ok(commandWires(s.commands[c.PathValue("guild_id")]))
}

// overwriteCommands is Bulk Overwrite Application Commands: what is not in
// the list is gone, what keeps its name keeps its ID.
func (s *Server) overwriteCommands(c *call) reply {
	sent, err := decode[[]map[string]any](c)
	if err != nil {
		return invalidForm()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if refusal := s.unknownScope(c); refusal != nil {
		return *refusal
	}
	guild := c.PathValue("guild_id")
	commands := make([]*Registered, 0, len(sent))
	for _, fields := range sent {
		command, err := newRegistered(guild, fields)
		if err != nil {
			return invalidForm()
		}
		command.ID = s.keptID(command, c.at)
		commands = append(commands, command)
	}
	if refusal := tooMany(commands); refusal != nil {
		return *refusal
	}
	s.commands[guild] = commands
	s.touch()
	return ok(commandWires(commands))
}

// createCommand is Create Application Command: 201, or 200 where it took the
// place of one of the same name.
func (s *Server) createCommand(c *call) reply {
	sent, err := decode[map[string]any](c)
	if err != nil {
		return invalidForm()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if refusal := s.unknownScope(c); refusal != nil {
		return *refusal
	}
	guild := c.PathValue("guild_id")
	command, err := newRegistered(guild, sent)
	if err != nil {
		return invalidForm()
	}
	command.ID = s.keptID(command, c.at)
	answer := reply{status: http.StatusCreated, body: command.wire()}
	commands := slices.Clone(s.commands[guild])
	if i := slices.IndexFunc(commands, func(r *Registered) bool { return r.ID == command.ID }); i >= 0 {
		commands[i], answer.status = command, http.StatusOK
	} else {
		commands = append(commands, command)
	}
	if refusal := tooMany(commands); refusal != nil {
		return *refusal
	}
	s.commands[guild] = commands
	s.touch()
	return answer
}

func (s *Server) getCommand(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	command, refusal := s.registered(c)
	if refusal != nil {
		return *refusal
	}
	return ok(command.wire())
}

func (s *Server) patchCommand(c *call) reply {
	sent, err := decode[map[string]any](c)
	if err != nil {
		return invalidForm()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	command, refusal := s.registered(c)
	if refusal != nil {
		return *refusal
	}
	fields := maps.Clone(command.sent)
	maps.Copy(fields, sent)
	patched, err := newRegistered(command.Guild, fields)
	if err != nil {
		return invalidForm()
	}
	patched.ID = command.ID
	*command = *patched
	s.touch()
	return ok(command.wire())
}

func (s *Server) deleteCommand(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	command, refusal := s.registered(c)
	if refusal != nil {
		return *refusal
	}
	s.commands[command.Guild] = slices.DeleteFunc(slices.Clone(s.commands[command.Guild]),
		func(r *Registered) bool { return r == command })
	s.touch()
	return noContent()
}

// unknownScope refuses another application's commands, and a guild the bot
// is not in; the caller holds mu.
func (s *Server) unknownScope(c *call) *reply {
	var refusal reply
	guild := c.PathValue("guild_id")
	_, member := s.guild(guild)
	switch {
	case c.PathValue("application_id") != ApplicationID:
		refusal = refuse(http.StatusForbidden, 20012, "You are not authorized to perform this action on this application")
	case guild != "" && !member:
		refusal = missingAccess()
	default:
		return nil
	}
	return &refusal
}

// registered finds the command of a request; the caller holds mu.
func (s *Server) registered(c *call) (*Registered, *reply) {
	if refusal := s.unknownScope(c); refusal != nil {
		return nil, refusal
	}
	for _, command := range s.commands[c.PathValue("guild_id")] {
		if command.ID == c.PathValue("command_id") {
			return command, nil
		}
	}
	unknown := refuse(http.StatusNotFound, 10063, "Unknown application command")
	return nil, &unknown
}

// keptID is the ID that a command has or gets; the caller holds mu.
func (s *Server) keptID(command *Registered, now time.Time) string {
	for _, known := range s.commands[command.Guild] {
		if known.key() == command.key() {
			return known.ID
		}
	}
	return s.newID(now)
}

func tooMany(commands []*Registered) *reply {
	counts := make(map[int]int)
	for _, command := range commands {
		kind := max(command.Type, commandChat)
		counts[kind]++
		if limit := commandLimit(kind); counts[kind] > limit {
			refusal := refuse(http.StatusBadRequest, 30032,
				fmt.Sprintf("Maximum number of application commands reached (%d)", limit))
			return &refusal
		}
	}
	return nil
}
