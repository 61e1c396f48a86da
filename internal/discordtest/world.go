package discordtest

import (
	"fmt"
	"slices"
	"strconv"
)

// Guild is a server the bot is a member of.
type Guild struct {
	ID, Name string
	// Owner is a user's ID; empty for nobody the test knows.
	Owner    string
	Channels []Channel
	Roles    []Role
	Members  []Member
}

// Channel is a place to write in.
type Channel struct {
	ID, Name string
	// Type is Discord's number of the kind: 0 text, 5 announcement, 11 public
	// thread; a direct message is 1.
	Type int
	// Parent is the channel a thread hangs on.
	Parent string
	// AppPermissions is what the bot may do here; 0 stands for everything a
	// bot needs.
	AppPermissions int64
}

// Role is a set of permissions within a guild.
type Role struct {
	ID, Name    string
	Permissions int64
}

// Member is a person in a guild, with the IDs of their roles.
type Member struct {
	User  User
	Roles []string
}

// User is a person or a bot. The zero User stands for the reader ReaderID.
type User struct {
	ID, Name string
	Bot      bool
}

// Mention is what pings the user when it stands in a message.
func (u User) Mention() string { return "<@" + u.ID + ">" }

// Bot is the user the bot under test acts as.
func Bot() User { return User{ID: BotID, Name: "attache", Bot: true} }

// Permissions that tests speak of
// (https://discord.com/developers/docs/topics/permissions).
const (
	PermissionAdministrator         int64 = 1 << 3
	PermissionManageChannels        int64 = 1 << 4
	PermissionManageGuild           int64 = 1 << 5
	PermissionAddReactions          int64 = 1 << 6
	PermissionViewChannel           int64 = 1 << 10
	PermissionSendMessages          int64 = 1 << 11
	PermissionManageMessages        int64 = 1 << 13
	PermissionEmbedLinks            int64 = 1 << 14
	PermissionAttachFiles           int64 = 1 << 15
	PermissionReadHistory           int64 = 1 << 16
	PermissionUseCommands           int64 = 1 << 31
	PermissionSendMessagesInThreads int64 = 1 << 38

	// PermissionsOrdinary is what people may do where a test does not say.
	PermissionsOrdinary = PermissionAddReactions | PermissionViewChannel | PermissionSendMessages |
		PermissionEmbedLinks | PermissionAttachFiles | PermissionReadHistory |
		PermissionUseCommands | PermissionSendMessagesInThreads
)

const channelDirect = 1

// populate takes the world from the options; nothing else runs yet.
func (s *Server) populate() {
	s.guilds = s.options.Guilds
	s.know(Bot())
	s.know(s.reader(User{}))
	for _, guild := range s.guilds {
		for _, member := range guild.Members {
			s.know(s.reader(member.User))
		}
	}
}

func (s *Server) know(user User) { s.people[user.ID] = user }

// reader fills in who acts where a test does not say.
func (s *Server) reader(user User) User {
	if user.ID == "" {
		user.ID = ReaderID
	}
	if user.Name == "" {
		user.Name = "reader" + user.ID[max(0, len(user.ID)-3):]
	}
	return user
}

// person gives a user that a message speaks of, known or not; the caller
// holds mu.
func (s *Server) person(id string) User {
	if user, ok := s.people[id]; ok {
		return user
	}
	return s.reader(User{ID: id})
}

// channel finds a channel and its guild, which is nil for a direct message;
// the caller holds mu.
func (s *Server) channel(id string) (Channel, *Guild, bool) {
	for i := range s.guilds {
		for _, channel := range s.guilds[i].Channels {
			if channel.ID == id {
				return channel, &s.guilds[i], true
			}
		}
	}
	for _, direct := range s.directs {
		if direct == id {
			return Channel{ID: id, Type: channelDirect}, nil, true
		}
	}
	return Channel{}, nil, false
}

// guild finds a guild; the caller holds mu.
func (s *Server) guild(id string) (*Guild, bool) {
	i := slices.IndexFunc(s.guilds, func(g Guild) bool { return g.ID == id })
	if i < 0 {
		return nil, false
	}
	return &s.guilds[i], true
}

// place settles where somebody acts: the channel that is named, or the first
// channel of the guild that is named, or of the first guild. The caller
// holds mu.
func (s *Server) place(guildID, channelID string) (Channel, *Guild, error) {
	if channelID == "" {
		i := 0
		if guildID != "" {
			i = slices.IndexFunc(s.guilds, func(g Guild) bool { return g.ID == guildID })
		}
		if i < 0 || len(s.guilds[i].Channels) == 0 {
			return Channel{}, nil, fmt.Errorf("discordtest: there is no channel in guild %q", guildID)
		}
		return s.guilds[i].Channels[0], &s.guilds[i], nil
	}
	channel, guild, ok := s.channel(channelID)
	if !ok || (guildID != "" && (guild == nil || guild.ID != guildID)) {
		return Channel{}, nil, fmt.Errorf("discordtest: there is no channel %q in guild %q", channelID, guildID)
	}
	return channel, guild, nil
}

// appPermissions is what the bot may do in a channel.
func (c Channel) appPermissions() int64 {
	if c.AppPermissions != 0 {
		return c.AppPermissions
	}
	return PermissionsOrdinary
}

// mayPost tells whether the bot may write in the channel.
func (c Channel) mayPost() bool {
	needed := PermissionSendMessages
	if c.isThread() {
		needed = PermissionSendMessagesInThreads
	}
	return c.appPermissions()&needed != 0
}

// isThread tells the three kinds of thread (10 to 12) from other channels.
func (c Channel) isThread() bool { return c.Type >= 10 && c.Type <= 12 }

func snowflake(id int64) string { return strconv.FormatInt(id, 10) }
