package discordtest

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	globalCommands = "/applications/" + ApplicationID + "/commands"
	guildCommands  = "/applications/" + ApplicationID + "/guilds/" + GuildID + "/commands"
)

func TestCommands(t *testing.T) {
	t.Parallel()
	for name, path := range map[string]string{"everywhere": globalCommands, "in a guild": guildCommands} {
		t.Run("are registered "+name, func(t *testing.T) {
			srv := New(t, Options{})
			bot := newClient(t, srv)
			made := bot.do("POST", path, `{"name":"ask","description":"Ask."}`).succeeded(t, http.StatusCreated)
			again := bot.do("POST", path, `{"name":"ask","description":"Ask again."}`).succeeded(t, http.StatusOK)
			id := made.get("id")
			if again.get("id") != id || made.get("application_id") != ApplicationID || made.get("type") != "1" {
				t.Errorf("got %s and %s", made.raw, again.raw)
			}
			one := path + "/" + id
			patched := bot.do("PATCH", one, `{"default_member_permissions":"32"}`).succeeded(t, http.StatusOK)
			if patched.get("description") != "Ask again." || patched.get("default_member_permissions") != "32" {
				t.Errorf("got %s", patched.raw)
			}
			bot.do("PUT", path, `[{"name":"ask","description":"Ask."},{"name":"help","description":"Help."}]`).succeeded(t, http.StatusOK)
			listed := bot.do("GET", path, "").succeeded(t, http.StatusOK)
			if listed.get("0.id") != id || listed.get("1.name") != "help" || listed.get("0.default_member_permissions") != "" {
				t.Errorf("got %s", listed.raw)
			}
			bot.do("GET", one, "").succeeded(t, http.StatusOK)
			bot.do("DELETE", one, "").succeeded(t, http.StatusNoContent)
			for _, method := range []string{"GET", "DELETE"} {
				bot.do(method, one, "").refused(t, http.StatusNotFound, 10063)
			}
			bot.do("PATCH", one, `{}`).refused(t, http.StatusNotFound, 10063)
			left := append(srv.Commands(""), srv.Commands(GuildID)...)
			if len(left) != 1 || left[0].Name != "help" || left[0].Description != "Help." {
				t.Errorf("left: %+v", left)
			}
		})
	}
	t.Run("are not another application's or guild's", func(t *testing.T) {
		bot := newClient(t, New(t, Options{}))
		bot.do("GET", "/applications/"+BotID+"/commands", "").refused(t, http.StatusForbidden, 20012)
		bot.do("PUT", "/applications/"+BotID+"/commands", "[]").refused(t, http.StatusForbidden, 20012)
		bot.do("POST", strings.Replace(guildCommands, GuildID, "7", 1), `{"name":"a","description":"b"}`).
			refused(t, http.StatusForbidden, 50001)
	})
	t.Run("are no more than 100", func(t *testing.T) {
		bot := newClient(t, New(t, Options{}))
		var many []string
		for i := range 101 {
			many = append(many, fmt.Sprintf(`{"name":"c%d","description":"d"}`, i))
		}
		bot.do("PUT", globalCommands, "["+strings.Join(many, ",")+"]").refused(t, http.StatusBadRequest, 30032)
		bot.register(many[:100]...)
		bot.do("POST", globalCommands, many[100]).refused(t, http.StatusBadRequest, 30032)
	})
	t.Run("can be waited for", func(t *testing.T) {
		srv := New(t, Options{})
		ended := make(chan error, 1)
		go func() { ended <- srv.WaitCommands(t.Context(), "ask", "help") }()
		bot := newClient(t, srv)
		bot.do("POST", guildCommands, `{"name":"ask","description":"Ask."}`)
		bot.do("POST", globalCommands, `{"name":"help","description":"Help."}`)
		if err := <-ended; err != nil {
			t.Error(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if err := srv.WaitCommands(ctx, "other"); err == nil {
			t.Error("the wait ended well")
		}
	})
}

func TestCommandRules(t *testing.T) {
	t.Parallel()
	option := func(more string) string { return `{"type":3,"description":"d",` + more + `}` }
	withOptions := func(options ...string) string {
		return `{"name":"ask","description":"d","options":[` + strings.Join(options, ",") + `]}`
	}
	for name, test := range map[string]struct {
		command string
		broken  []Rule
	}{
		"takes letters of any script":          {`{"name":"фраза-1_ок","description":"d"}`, nil},
		"refuses capitals":                     {`{"name":"Ask","description":"d"}`, []Rule{RuleCommandName}},
		"refuses a space":                      {`{"name":"ask me","description":"d"}`, []Rule{RuleCommandName}},
		"refuses no name":                      {`{"description":"d"}`, []Rule{RuleCommandName}},
		"refuses 33 characters":                {`{"name":"` + strings.Repeat("a", 33) + `","description":"d"}`, []Rule{RuleCommandName}},
		"refuses a bad name in a language":     {`{"name":"ask","description":"d","name_localizations":{"de":"Frag mich"}}`, []Rule{RuleCommandName}},
		"refuses no description":               {`{"name":"ask"}`, []Rule{RuleCommandName}},
		"takes capitals and spaces in a menu":  {`{"name":"Check this","type":3}`, nil},
		"refuses a menu without a name":        {`{"name":"","type":3}`, []Rule{RuleCommandName}},
		"takes required options first":         {withOptions(option(`"name":"a","required":true`), option(`"name":"b"`)), nil},
		"refuses a required option after":      {withOptions(option(`"name":"a"`), option(`"name":"b","required":true`)), []Rule{RuleOptionOrder}},
		"refuses options of the same name":     {withOptions(option(`"name":"a"`), option(`"name":"a"`)), []Rule{RuleCommandName}},
		"refuses a bad name of an option":      {withOptions(option(`"name":"A"`)), []Rule{RuleCommandName}},
		"looks into subcommands":               {withOptions(`{"type":1,"name":"s","description":"d","options":[` + option(`"name":"a"`) + "," + option(`"name":"b","required":true`) + `]}`), []Rule{RuleOptionOrder}},
		"refuses an unknown field":             {`{"name":"ask","description":"d","colour":"red"}`, []Rule{RuleUnknownField}},
		"takes permissions in a string":        {`{"name":"ask","description":"d","default_member_permissions":"0"}`, nil},
		"takes what discordgo sends of itself": {`{"name":"ask","description":"d","options":null,"application_id":"` + ApplicationID + `","version":"1"}`, nil},
		"refuses another type":                 {`{"name":7,"description":"d"}`, []Rule{RuleBody}},
		"refuses what is no object":            {`7`, []Rule{RuleBody}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, list := range []bool{false, true} {
				srv := kept(t)
				bot := newClient(t, srv)
				got := bot.do("POST", globalCommands, test.command)
				if list {
					srv = kept(t)
					got = newClient(t, srv).do("PUT", globalCommands, "["+test.command+"]")
				}
				if broken := rules(srv); !slices.Equal(broken, test.broken) {
					t.Errorf("broken: %v, want %v", srv.Violations(), test.broken)
				}
				if refused := got.status == http.StatusBadRequest; refused != (test.broken != nil) {
					t.Errorf("got %d %s", got.status, got.raw)
				}
			}
		})
	}
	t.Run("refuses the same command twice in a list", func(t *testing.T) {
		srv := kept(t)
		got := newClient(t, srv).do("PUT", globalCommands, "["+askCommand+","+askCommand+"]")
		got.refused(t, http.StatusBadRequest, codeInvalidForm)
		if got.get("errors.1.name._errors.0.code") != "APPLICATION_COMMANDS_DUPLICATE_NAME" {
			t.Errorf("got %s", got.raw)
		}
	})
	t.Run("takes a patch without a name, but not with a bad one", func(t *testing.T) {
		srv := kept(t)
		bot := newClient(t, srv)
		id := bot.do("POST", globalCommands, askCommand).get("id")
		bot.do("PATCH", globalCommands+"/"+id, `{"description":"Ask."}`).succeeded(t, http.StatusOK)
		bot.do("PATCH", globalCommands+"/"+id, `{"name":"Ask"}`).refused(t, http.StatusBadRequest, codeInvalidForm)
	})
	t.Run("refuses what is no list in a list's place", func(t *testing.T) {
		srv := kept(t)
		newClient(t, srv).do("PUT", globalCommands, askCommand).refused(t, http.StatusBadRequest, codeInvalidForm)
	})
}
