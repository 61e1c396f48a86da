package discordtest

import "slices"

// endpoints are the routes of the REST API that a bot like ours may need.
func endpoints() []endpoint {
	const (
		channel = "/channels/{channel_id}"
		message = channel + "/messages/{message_id}"
		own     = message + "/reactions/{emoji_name}/@me"
		webhook = "/webhooks/{webhook_id}/{webhook_token}"
	)
	return slices.Concat([]endpoint{
		{pattern: "GET /gateway", open: true, serve: (*Server).getGateway},
		{pattern: "GET /gateway/bot", serve: (*Server).getGatewayBot},
		{pattern: "GET /users/@me", serve: (*Server).getSelf},
		{pattern: "POST /users/@me/channels", check: anyObject, serve: (*Server).openDirect},
		{pattern: "GET /applications/@me", serve: (*Server).getApplication},
		{pattern: "GET /oauth2/applications/@me", serve: (*Server).getApplication},
		{pattern: "GET /guilds/{guild_id}", serve: (*Server).getGuild},
		{pattern: "GET /guilds/{guild_id}/members/{user_id}", serve: (*Server).getMember},
		{pattern: "GET " + channel, serve: (*Server).getChannel},
		{pattern: "POST " + channel + "/typing", serve: (*Server).typing},

		{pattern: "GET " + channel + "/messages", serve: (*Server).listMessages},
		{pattern: "POST " + channel + "/messages", check: createRules.check, serve: (*Server).createMessage},
		{pattern: "GET " + message, serve: (*Server).getMessage},
		{pattern: "PATCH " + message, check: editRules.check, serve: (*Server).editMessage},
		{pattern: "DELETE " + message, serve: (*Server).deleteMessage},
		{pattern: "PUT " + own, serve: (*Server).addReaction},
		{pattern: "DELETE " + own, serve: (*Server).removeReaction},

		{
			pattern: "POST /interactions/{interaction_id}/{interaction_token}/callback", open: true,
			check: checkCallback, serve: (*Server).callback,
		},
		{pattern: "POST " + webhook, open: true, check: followupRules.check, serve: (*Server).createFollowup},
	}, responseEndpoints(webhook), commandEndpoints())
}

// responseEndpoints are about one message in answer to an interaction.
func responseEndpoints(webhook string) []endpoint {
	var routes []endpoint
	for _, one := range []string{webhook + "/messages/@original", webhook + "/messages/{message_id}"} {
		routes = append(routes,
			endpoint{pattern: "GET " + one, open: true, serve: (*Server).getResponse},
			endpoint{pattern: "PATCH " + one, open: true, check: followupEditRules.check, serve: (*Server).editResponse},
			endpoint{pattern: "DELETE " + one, open: true, serve: (*Server).deleteResponse},
		)
	}
	return routes
}

// commandEndpoints are about an application's commands, everywhere and in one
// guild.
func commandEndpoints() []endpoint {
	var routes []endpoint
	for _, all := range []string{
		"/applications/{application_id}/commands",
		"/applications/{application_id}/guilds/{guild_id}/commands",
	} {
		one := all + "/{command_id}"
		routes = append(routes,
			endpoint{pattern: "GET " + all, serve: (*Server).listCommands},
			endpoint{pattern: "PUT " + all, check: checkCommands, serve: (*Server).overwriteCommands},
			endpoint{pattern: "POST " + all, check: checkCommand, serve: (*Server).createCommand},
			endpoint{pattern: "GET " + one, serve: (*Server).getCommand},
			endpoint{pattern: "PATCH " + one, check: checkCommandPatch, serve: (*Server).patchCommand},
			endpoint{pattern: "DELETE " + one, serve: (*Server).deleteCommand},
		)
	}
	return routes
}
