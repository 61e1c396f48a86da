package discordtest

import (
	"cmp"
	"time"
)

// Options shape a Server. The zero value is a Discord with one guild, one
// channel and Discord's own deadlines.
type Options struct {
	// Token is the bot's token; default DefaultToken. Any other is answered
	// with 401, and with close code 4004 on the gateway.
	Token string
	// Guilds are what the bot is a member of; default one Guild with
	// GuildID and ChannelID.
	Guilds []Guild
	// InteractionDeadline is how long a first response may take; default 3 s.
	InteractionDeadline time.Duration
	// TokenLifetime is how long an interaction's token serves; default 15 min.
	TokenLifetime time.Duration
	// Latency is added to every REST request; default none.
	Latency time.Duration
	// HeartbeatInterval is what HELLO asks for; default 41.25 s. A client
	// silent for twice as long is cut off with 4009.
	HeartbeatInterval time.Duration
	// Patience bounds a wait whose context has no deadline; default 10 s.
	Patience time.Duration
	// DisallowedIntents are privileged intents that are not switched on for
	// the application: asking for one closes the gateway with 4014.
	DisallowedIntents int
	// OpenAPI names Discord's openapi.json, see OpenAPIFile. Without it only
	// the rules of this package are checked.
	OpenAPI string
	// KeepViolations leaves it to the test to look at Violations; otherwise
	// each fails the test at its end.
	KeepViolations bool
}

// What a Server without further Options knows.
const (
	DefaultToken  = "discordtest-token"
	ApplicationID = "1100000000000000000"
	// BotID is the bot's user. It differs from ApplicationID, as it does for
	// older applications, so that mistaking one for the other shows.
	BotID     = "1100000000000000001"
	GuildID   = "1200000000000000001"
	ChannelID = "1300000000000000001"
	// ReaderID is the person who acts where none is named.
	ReaderID = "1400000000000000001"
)

// Discord's own times.
const (
	// Interactions: "Interaction Callback",
	// https://discord.com/developers/docs/interactions/receiving-and-responding
	discordDeadline      = 3 * time.Second
	discordTokenLifetime = 15 * time.Minute
	// Gateway: the heartbeat_interval that HELLO usually carries.
	discordHeartbeat = 41250 * time.Millisecond
)

func (o Options) withDefaults() Options {
	o.Token = cmp.Or(o.Token, DefaultToken)
	o.InteractionDeadline = cmp.Or(o.InteractionDeadline, discordDeadline)
	o.TokenLifetime = cmp.Or(o.TokenLifetime, discordTokenLifetime)
	o.HeartbeatInterval = cmp.Or(o.HeartbeatInterval, discordHeartbeat)
	o.Patience = cmp.Or(o.Patience, 10*time.Second)
	if len(o.Guilds) == 0 {
		o.Guilds = []Guild{{
			ID: GuildID, Name: "Chancery",
			Channels: []Channel{{ID: ChannelID, Name: "briefing"}},
		}}
	}
	return o
}
