package discordtest

import (
	"regexp"
	"slices"
)

// allowedMentions says what in a message may ping
// (https://discord.com/developers/docs/resources/message#allowed-mentions-object).
type allowedMentions struct {
	Parse       []string `json:"parse"`
	Users       []string `json:"users"`
	Roles       []string `json:"roles"`
	RepliedUser bool     `json:"replied_user"`
}

// mentionPattern finds a user, a role, or everybody. Its groups are the
// marks "", "!" or "&" and the ID.
var mentionPattern = regexp.MustCompile(`<@([!&]?)(\d{15,20})>|@everyone|@here`)

// mentioned gives the users that a text speaks of, in order.
func mentioned(text string) []string {
	var users []string
	for _, match := range mentionPattern.FindAllStringSubmatch(text, -1) {
		if id := match[2]; id != "" && match[1] != "&" && !slices.Contains(users, id) {
			users = append(users, id)
		}
	}
	return users
}

// pings gives what a text notifies under the sender's allowed_mentions; nil
// stands for a sender that left them out.
func pings(text string, allowed *allowedMentions) []string {
	var pinged []string
	for _, match := range mentionPattern.FindAllStringSubmatch(text, -1) {
		name, kind, listed := match[0], "everyone", []string(nil)
		if match[2] != "" {
			name, kind = match[2], "users"
			if match[1] == "&" {
				kind = "roles"
			}
		}
		if allowed != nil && kind == "users" {
			listed = allowed.Users
		} else if allowed != nil && kind == "roles" {
			listed = allowed.Roles
		}
		may := allowed == nil || slices.Contains(allowed.Parse, kind) || slices.Contains(listed, name)
		if may && !slices.Contains(pinged, name) {
			pinged = append(pinged, name)
		}
	}
	return pinged
}
