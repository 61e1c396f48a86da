package discordtest

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestSlash(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	bot := newClient(t, srv)
	bot.register(askCommand, `{"name":"source","description":"Sources.","options":[
		{"type":1,"name":"add","description":"Add one.","options":[
			{"type":3,"name":"url","description":"Where.","required":true},
			{"type":7,"name":"channel","description":"For whom."},
			{"type":6,"name":"by","description":"By whom."}]},
		{"type":2,"name":"group","description":"More.","options":[{"type":1,"name":"list","description":"All."}]}]}`,
		`{"name":"Check this","type":3}`)
	gateway := online(t, srv, 0)

	t.Run("brings a command with its place and person", func(t *testing.T) {
		command := ask()
		command.User, command.Permissions = User{ID: "1400000000000000002", Name: "Grace"}, PermissionManageGuild
		if i := srv.Slash(soon(t), command); i.Err() != nil {
			t.Fatal(i.Err())
		}
		got := gateway.expect("INTERACTION_CREATE")
		for path, want := range map[string]string{
			"type": "2", "data.name": "ask", "data.options.0.value": "Who signed the treaty?", "data.options.0.type": "3",
			"guild_id": GuildID, "channel_id": ChannelID, "member.user.username": "Grace", "user": "",
			"member.permissions": fmt.Sprint(PermissionManageGuild), "application_id": ApplicationID, "context": "0",
		} {
			if got.get(path) != want {
				t.Errorf("%s is %q, want %q", path, got.get(path), want)
			}
		}
	})
	t.Run("brings subcommands, with what their options name", func(t *testing.T) {
		i := srv.Slash(soon(t), Command{Name: "source", Subcommand: "add", Options: map[string]any{
			"url": "https://example.org/feed", "channel": ChannelID, "by": ReaderID,
		}})
		if i.Err() != nil {
			t.Fatal(i.Err())
		}
		got := gateway.expect("INTERACTION_CREATE")
		if got.get("data.options.0.name") != "add" || got.get("data.options.0.options.0.value") != "https://example.org/feed" ||
			got.get("data.resolved.channels."+ChannelID+".name") != "briefing" || got.get("data.resolved.users."+ReaderID+".id") != ReaderID {
			t.Errorf("got %s", got.raw)
		}
		if i := srv.Slash(soon(t), Command{Name: "source", Subcommand: "group list"}); i.Err() != nil {
			t.Fatal(i.Err())
		}
		if got := gateway.expect("INTERACTION_CREATE"); got.get("data.options.0.options.0.name") != "list" {
			t.Errorf("got %s", got.raw)
		}
	})
	t.Run("brings a message command with the message's content", func(t *testing.T) {
		said := srv.Say(soon(t), Message{Content: "They have signed."})
		if i := srv.Slash(soon(t), Command{Name: "Check this", Target: said.ID}); i.Err() != nil {
			t.Fatal(i.Err())
		}
		got := gateway.expect("INTERACTION_CREATE")
		if got.get("data.target_id") != said.ID || got.get("data.resolved.messages."+said.ID+".content") != said.Content {
			t.Errorf("got %s", got.raw)
		}
	})
}

func TestSlashElsewhere(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	newClient(t, srv).register(askCommand)
	gateway := online(t, srv, 0)

	t.Run("comes from a person in direct messages", func(t *testing.T) {
		command := ask()
		command.Channel = srv.DirectChannel(ReaderID)
		if i := srv.Slash(soon(t), command); i.Err() != nil {
			t.Fatal(i.Err())
		}
		got := gateway.expect("INTERACTION_CREATE")
		if got.get("user.id") != ReaderID || got.get("member") != "" || got.get("guild_id") != "" || got.get("context") != "1" {
			t.Errorf("got %s", got.raw)
		}
	})
	t.Run("sends what is not registered when unchecked", func(t *testing.T) {
		i := srv.Slash(soon(t), Command{
			Name: "old", Subcommand: "group way", Unchecked: true,
			Options: map[string]any{"a": true, "b": 1, "c": 1.5, "d": "x"},
		})
		if i.Err() != nil {
			t.Fatal(i.Err())
		}
		got := gateway.expect("INTERACTION_CREATE")
		if got.get("data.options.0.options.0.options.1.type") != "4" || got.get("data.name") != "old" {
			t.Errorf("got %s", got.raw)
		}
	})
	t.Run("fails when the bot stays away", func(t *testing.T) {
		srv := New(t, Options{Patience: 10 * time.Millisecond})
		i := srv.Slash(t.Context(), ask())
		if _, err := i.WaitFinal(t.Context(), nil); err == nil || i.Err() == nil {
			t.Error("the interaction went well")
		}
		if _, err := i.WaitChoices(t.Context()); err == nil {
			t.Error("the wait ended well")
		}
	})
}

func TestCommandsAreOfferedAsRegistered(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	newClient(t, srv).register(askCommand,
		`{"name":"admin","description":"For few.","default_member_permissions":"32","contexts":[0]}`,
		`{"name":"owner","description":"For fewer.","default_member_permissions":"0"}`,
		`{"name":"pick","description":"Pick.","options":[
			{"type":3,"name":"period","description":"Which.","choices":[{"name":"A week","value":"7d"}]},
			{"type":4,"name":"size","description":"How many.","choices":[{"name":"Ten","value":10}]},
			{"type":5,"name":"all","description":"All."},{"type":10,"name":"share","description":"How much."}]}`,
		`{"name":"group","description":"More.","options":[{"type":1,"name":"list","description":"All."}]}`)
	direct := srv.DirectChannel(ReaderID)
	options := func(name string, value any) map[string]any {
		return map[string]any{"question": "Who?", name: value}
	}
	for name, test := range map[string]struct {
		command Command
		offered bool
	}{
		"as it is registered":              {Command{Name: "ask", Options: options("days", 7)}, true},
		"but not under another name":       {Command{Name: "ask2"}, false},
		"but not without what is required": {Command{Name: "ask"}, false},
		"but not with an unknown option":   {Command{Name: "ask", Options: options("mood", "good")}, false},
		"but not with another type":        {Command{Name: "ask", Options: options("days", "7")}, false},
		"but not with a fraction":          {Command{Name: "ask", Options: options("days", 1.5)}, false},
		"but not out of range":             {Command{Name: "ask", Options: options("days", 31)}, false},
		"but not with too long a text":     {Command{Name: "ask", Options: options("question", strings.Repeat("é", 301))}, false},
		"with a choice":                    {Command{Name: "pick", Options: map[string]any{"period": "7d", "size": 10}}, true},
		"but not with none of the choices": {Command{Name: "pick", Options: map[string]any{"period": "8d"}}, false},
		"with other types":                 {Command{Name: "pick", Options: map[string]any{"all": true, "share": 0.5}}, true},
		"with a subcommand":                {Command{Name: "group", Subcommand: "list"}, true},
		"but not without a subcommand":     {Command{Name: "group"}, false},
		"but not with an unknown one":      {Command{Name: "group", Subcommand: "sort"}, false},
		"to members with the permission":   {Command{Name: "admin", Permissions: PermissionManageGuild}, true},
		"to administrators":                {Command{Name: "admin", Permissions: PermissionAdministrator}, true},
		"but not to others":                {Command{Name: "admin"}, false},
		"but not where it is not meant":    {Command{Name: "admin", Channel: direct}, false},
		"to administrators when it is 0":   {Command{Name: "owner", Permissions: PermissionAdministrator}, true},
		"but to nobody else then":          {Command{Name: "owner", Permissions: PermissionManageGuild}, false},
		"but not on an unknown message":    {Command{Name: "ask", Target: "1"}, false},
		"but not in an unknown channel":    {Command{Name: "ask", Channel: "1"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			err := srv.Undelivered(test.command).Err()
			if (err == nil) != test.offered {
				t.Errorf("got %v", err)
			}
			if err != nil && test.command.Channel != "1" && !errors.Is(err, ErrNotOffered) {
				t.Errorf("%v is not ErrNotOffered", err)
			}
		})
	}
}

func TestAutocomplete(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	bot := newClient(t, srv)
	bot.register(askCommand)
	gateway := online(t, srv, 0)
	i := srv.Autocomplete(soon(t), Command{Name: "ask", Options: map[string]any{"outlet": "Reu"}}, "outlet")
	if i.Err() != nil {
		t.Fatal(i.Err())
	}
	got := gateway.expect("INTERACTION_CREATE")
	if got.get("type") != "4" || got.get("data.options.0.focused") != "true" || got.get("data.options.0.value") != "Reu" {
		t.Errorf("got %s", got.raw)
	}
	bot.callback(i, `{"type":8,"data":{"choices":[{"name":"Reuters","value":"reuters"}]}}`).succeeded(t, http.StatusNoContent)
	choices, err := i.WaitChoices(soon(t))
	if err != nil || !slices.Equal(choices, []Choice{{Name: "Reuters", Value: "reuters"}}) {
		t.Errorf("got %v, %v", choices, err)
	}
	if i := srv.Autocomplete(soon(t), ask(), "question"); !errors.Is(i.Err(), ErrNotOffered) {
		t.Errorf("an option that is not autocompleted gives %v", i.Err())
	}
}
