package discordtest

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Where a command may be used
// (https://discord.com/developers/docs/interactions/application-commands#interaction-contexts).
const (
	contextGuild  = 0
	contextDirect = 1
)

// commandData is the data of a command's interaction, if Discord lets the
// person use the command so; the caller holds mu.
func (s *Server) commandData(command Command, guild *Guild, focused string) (map[string]any, error) {
	kind := commandChat
	if command.Target != "" {
		kind = commandMessage
	}
	offered, err := s.offered(command, kind, guild)
	if err != nil && !command.Unchecked {
		return nil, err
	}
	if offered == nil {
		offered = &Registered{ID: "1", Definition: Definition{Name: command.Name}}
	}
	f := filling{server: s, focused: focused, unchecked: command.Unchecked, resolved: make(map[string]map[string]any)}
	options, err := f.descend(offered.Options, strings.Fields(command.Subcommand), command.Options)
	if err != nil {
		return nil, err
	}
	data := map[string]any{"id": offered.ID, "name": command.Name, "type": kind}
	if offered.Guild != "" {
		data["guild_id"] = offered.Guild
	}
	if len(options) > 0 {
		data["options"] = options
	}
	if command.Target != "" {
		target, found := s.live(command.Target)
		if !found {
			return nil, fmt.Errorf("there is no message %q", command.Target)
		}
		data["target_id"] = target.ID
		f.resolve("messages", target.ID, s.readWire(target, true))
	}
	if len(f.resolved) > 0 {
		data["resolved"] = f.resolved
	}
	return data, nil
}

// offered finds the command that the person can see in this place; the
// guild's own come first.
func (s *Server) offered(command Command, kind int, guild *Guild) (*Registered, error) {
	scopes := []string{""}
	if guild != nil {
		scopes = []string{guild.ID, ""}
	}
	for _, scope := range scopes {
		for _, registered := range s.commands[scope] {
			if registered.Name == command.Name && max(registered.Type, commandChat) == kind {
				return registered, registered.admits(command.Permissions, guild == nil)
			}
		}
	}
	return nil, errors.New("it is not registered here")
}

// admits tells whether somebody with these permissions sees the command.
// Permissions count in guilds only, and administrators have all.
func (r *Registered) admits(permissions int64, direct bool) error {
	place := contextGuild
	if direct {
		place = contextDirect
	}
	if len(r.Contexts) > 0 && !slices.Contains(r.Contexts, place) {
		return errors.New("it is not for this kind of channel")
	}
	needs := unquoted(r.DefaultMemberPermissions)
	if permissions == 0 {
		permissions = PermissionsOrdinary
	}
	if direct || needs == "" || permissions&PermissionAdministrator != 0 {
		return nil
	}
	needed, err := strconv.ParseInt(needs, 10, 64)
	if err != nil || needed == 0 || permissions&needed != needed {
		return errors.New("it is for members with more permissions")
	}
	return nil
}
