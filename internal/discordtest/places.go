package discordtest

import (
	"net/http"
	"time"
)

func (s *Server) getGateway(*call) reply {
	return ok(map[string]any{"url": s.gatewayURL()})
}

// getGatewayBot is Get Gateway Bot; a session start is one IDENTIFY
// (https://discord.com/developers/docs/events/gateway#get-gateway-bot).
func (s *Server) getGatewayBot(*call) reply {
	const perDay = 1000
	s.mu.Lock()
	defer s.mu.Unlock()
	return ok(map[string]any{
		"url": s.gatewayURL(), "shards": 1,
		"session_start_limit": map[string]any{
			"total": perDay, "remaining": max(0, perDay-s.gateway.identified),
			"reset_after": (24 * time.Hour).Milliseconds(), "max_concurrency": 1,
		},
	})
}

func (s *Server) getSelf(*call) reply { return ok(userWire(Bot())) }

func (s *Server) getApplication(*call) reply {
	return ok(map[string]any{
		"id": ApplicationID, "name": "Attaché", "description": "", "icon": nil, "flags": 0,
		"bot_public": true, "bot_require_code_grant": false, "verify_key": "", "bot": userWire(Bot()),
	})
}

func (s *Server) getGuild(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	guild, found := s.guild(c.PathValue("guild_id"))
	if !found {
		return unknownGuild()
	}
	return ok(guild.wire())
}

// getMember gives a membership to everybody whom the test has seen.
func (s *Server) getMember(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	guild, found := s.guild(c.PathValue("guild_id"))
	if !found {
		return unknownGuild()
	}
	user, known := s.people[c.PathValue("user_id")]
	if !known {
		return unknownMember()
	}
	return ok(guild.member(user).wire())
}

func (s *Server) getChannel(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	channel, guild, refusal := s.visible(c)
	if refusal != nil {
		return *refusal
	}
	return ok(s.channelWire(channel, guild))
}

// openDirect is Create DM
// (https://discord.com/developers/docs/resources/user#create-dm).
func (s *Server) openDirect(c *call) reply {
	recipient, err := decode[struct {
		ID string `json:"recipient_id"`
	}](c)
	if err != nil || recipient.ID == "" {
		return invalidForm(problem{field: "recipient_id", code: "BASE_TYPE_REQUIRED", message: "This field is required"})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.direct(recipient.ID, c.at)
	return ok(s.channelWire(Channel{ID: id, Type: channelDirect}, nil))
}

// DirectChannel gives the channel of direct messages between the bot and a
// user.
func (s *Server) DirectChannel(userID string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.direct(userID, time.Now())
}

func (s *Server) direct(userID string, now time.Time) string {
	if s.directs[userID] == "" {
		s.directs[userID] = s.newID(now)
	}
	return s.directs[userID]
}

// typing is Trigger Typing Indicator.
func (s *Server) typing(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, refusal := s.writable(c); refusal != nil {
		return *refusal
	}
	return noContent()
}

// visible finds the channel of a request, if the bot can see it; the caller
// holds mu.
func (s *Server) visible(c *call) (Channel, *Guild, *reply) {
	channel, guild, found := s.channel(c.PathValue("channel_id"))
	var refusal reply
	switch {
	case !found:
		refusal = unknownChannel()
	case channel.appPermissions()&PermissionViewChannel == 0:
		refusal = missingAccess()
	default:
		return channel, guild, nil
	}
	return Channel{}, nil, &refusal
}

// writable finds the channel of a request, if the bot may write there; the
// caller holds mu.
func (s *Server) writable(c *call) (Channel, *reply) {
	channel, _, refusal := s.visible(c)
	if refusal == nil && !channel.mayPost() {
		missing := refuse(http.StatusForbidden, 50013, "Missing Permissions")
		refusal = &missing
	}
	return channel, refusal
}
