package discordtest

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// The shapes in which Discord sends things, at
// https://discord.com/developers/docs/resources.

// wireTime is ISO 8601 as Discord writes it; nil for a time that is not yet.
func wireTime(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format("2006-01-02T15:04:05.000000-07:00")
}

func userWire(user User) map[string]any {
	return map[string]any{
		"id": user.ID, "username": user.Name, "global_name": user.Name,
		"discriminator": "0", "avatar": nil, "bot": user.Bot,
	}
}

// joined is when everybody came: long ago, and the same in every run.
const joined = "2021-06-01T12:00:00.000000+00:00"

func (m Member) wire() map[string]any {
	return map[string]any{
		"user": userWire(m.User), "roles": list(m.Roles), "joined_at": joined,
		"nick": nil, "avatar": nil, "deaf": false, "mute": false, "flags": 0,
	}
}

func (r Role) wire() map[string]any {
	return map[string]any{
		"id": r.ID, "name": r.Name, "permissions": strconv.FormatInt(r.Permissions, 10),
		"color": 0, "hoist": false, "position": 0, "managed": false, "mentionable": false, "flags": 0,
	}
}

// members are the guild's people, the bot among them.
func (g *Guild) members() []Member {
	if slices.ContainsFunc(g.Members, func(m Member) bool { return m.User.ID == BotID }) {
		return g.Members
	}
	return append(slices.Clone(g.Members), Member{User: Bot()})
}

// member gives somebody's membership; a stranger has no roles.
func (g *Guild) member(user User) Member {
	for _, member := range g.Members {
		if member.User.ID == user.ID {
			return Member{User: user, Roles: member.Roles}
		}
	}
	return Member{User: user}
}

func (g *Guild) wire() map[string]any {
	everyone := Role{ID: g.ID, Name: "@everyone", Permissions: PermissionsOrdinary}
	roles := []map[string]any{everyone.wire()}
	for _, role := range g.Roles {
		roles = append(roles, role.wire())
	}
	return map[string]any{
		"id": g.ID, "name": g.Name, "icon": nil, "owner_id": g.Owner, "roles": roles,
		"emojis": []any{}, "features": []any{}, "preferred_locale": "en-US",
		"afk_timeout": 300, "verification_level": 1, "default_message_notifications": 1,
		"explicit_content_filter": 0, "mfa_level": 0, "system_channel_flags": 0, "premium_tier": 0, "nsfw_level": 0,
	}
}

// createWire is the guild as GUILD_CREATE brings it
// (https://discord.com/developers/docs/events/gateway-events#guild-create).
func (s *Server) createWire(g *Guild) map[string]any {
	wire := g.wire()
	channels, threads, members := []map[string]any{}, []map[string]any{}, []map[string]any{}
	for _, channel := range g.Channels {
		if channel.isThread() {
			threads = append(threads, s.channelWire(channel, g))
		} else {
			channels = append(channels, s.channelWire(channel, g))
		}
	}
	for _, member := range g.members() {
		members = append(members, member.wire())
	}
	wire["channels"], wire["threads"], wire["members"] = channels, threads, members
	wire["joined_at"], wire["large"], wire["unavailable"] = joined, false, false
	wire["member_count"] = len(members)
	return wire
}

// channelWire gives a channel; the bot's own permissions stand as an
// overwrite for its user.
func (s *Server) channelWire(channel Channel, guild *Guild) map[string]any {
	wire := map[string]any{"id": channel.ID, "type": channel.Type}
	if guild == nil {
		for user, id := range s.directs {
			if id == channel.ID {
				wire["recipients"] = []any{userWire(s.person(user))}
			}
		}
		return wire
	}
	wire["guild_id"], wire["name"], wire["position"] = guild.ID, channel.Name, 0
	wire["parent_id"] = nil
	if channel.Parent != "" {
		wire["parent_id"] = channel.Parent
	}
	overwrites := []any{}
	if channel.AppPermissions != 0 {
		overwrites = append(overwrites, map[string]any{
			"id": BotID, "type": 1,
			"allow": strconv.FormatInt(channel.AppPermissions, 10),
			"deny":  strconv.FormatInt(PermissionsOrdinary&^channel.AppPermissions, 10),
		})
	}
	wire["permission_overwrites"] = overwrites
	return wire
}

// list turns a missing slice into an empty JSON array.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

// raws are the JSON of embeds or components as the bot sent them.
func raws[T interface{ raw() json.RawMessage }](items []T) []json.RawMessage {
	all := make([]json.RawMessage, 0, len(items))
	for _, item := range items {
		all = append(all, item.raw())
	}
	return all
}

func (e Embed) raw() json.RawMessage     { return e.Raw }
func (c Component) raw() json.RawMessage { return c.Raw }
