package discordtest

// Gateway intents
// (https://discord.com/developers/docs/events/gateway#gateway-intents).
const (
	IntentGuilds          = 1 << 0
	IntentGuildMembers    = 1 << 1 // privileged
	IntentGuildPresences  = 1 << 8 // privileged
	IntentGuildMessages   = 1 << 9
	IntentGuildReactions  = 1 << 10
	IntentDirectMessages  = 1 << 12
	IntentDirectReactions = 1 << 13
	IntentMessageContent  = 1 << 15 // privileged

	// allIntents are the bits that mean something.
	allIntents = 1<<17 - 1 | 1<<20 | 1<<21 | 1<<24 | 1<<25
)

// dispatch sends an event to the sessions it concerns: of the guild's shard
// (direct messages: the first), and with the intent, if it takes one. The
// caller holds mu.
func (s *Server) dispatch(name, guildID string, intent int, data func(*session) any) {
	for _, session := range s.gateway.sessions {
		if session.handles(guildID) && (intent == 0 || session.intents&intent != 0) {
			session.emit(name, data(session))
		}
	}
}

// either gives the intent for what happens in a guild or in direct messages.
func either(guildID string, inGuild, direct int) int {
	if guildID == "" {
		return direct
	}
	return inGuild
}

// dispatchMessage tells of a message, as far as the session may read it. What
// only one person sees is no event.
func (s *Server) dispatchMessage(name string, m *Message) {
	if m.Ephemeral() {
		return
	}
	intent := either(m.Guild, IntentGuildMessages, IntentDirectMessages)
	s.dispatch(name, m.Guild, intent, func(session *session) any {
		wire := s.readWire(m, session.intents&IntentMessageContent != 0)
		if guild, found := s.guild(m.Guild); found {
			wire["guild_id"] = m.Guild
			member := guild.member(m.Author).wire()
			delete(member, "user") // the author says it
			wire["member"] = member
		}
		return wire
	})
}

func (s *Server) dispatchDeletion(m *Message) {
	if m.Ephemeral() {
		return
	}
	intent := either(m.Guild, IntentGuildMessages, IntentDirectMessages)
	s.dispatch("MESSAGE_DELETE", m.Guild, intent, func(*session) any {
		return withGuild(m.Guild, map[string]any{"id": m.ID, "channel_id": m.Channel})
	})
}

func (s *Server) dispatchReaction(m *Message, reaction Reaction) {
	intent := either(m.Guild, IntentGuildReactions, IntentDirectReactions)
	s.dispatch("MESSAGE_REACTION_ADD", m.Guild, intent, func(*session) any {
		wire := map[string]any{
			"user_id": reaction.User, "message_id": m.ID, "channel_id": m.Channel,
			"emoji": map[string]any{"id": nil, "name": reaction.Emoji}, "burst": false, "type": 0,
			"message_author_id": m.Author.ID,
		}
		if guild, found := s.guild(m.Guild); found {
			wire["member"] = guild.member(s.person(reaction.User)).wire()
		}
		return withGuild(m.Guild, wire)
	})
}

func withGuild(guildID string, wire map[string]any) map[string]any {
	if guildID != "" {
		wire["guild_id"] = guildID
	}
	return wire
}
