package discordtest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestMessageRules(t *testing.T) {
	t.Parallel()
	long := func(n int) string { return strings.Repeat("é", n) }
	bothEmbeds := func(n int) string {
		return `"embeds":[{"description":"` + long(3000) + `"},{"footer":{"text":"` + long(n) + `"},"author":{"name":"` +
			long(100) + `"},"fields":[{"name":"` + long(100) + `","value":"` + long(800) + `"}]}]`
	}
	for name, test := range map[string]struct {
		body   string
		broken []Rule
		code   string
	}{
		"takes 2,000 characters":                      {`"content":"` + long(2000) + `",` + quiet, nil, ""},
		"refuses 2,001 characters":                    {`"content":"` + long(2001) + `",` + quiet, []Rule{RuleContentLength}, "errors.content._errors.0.code=BASE_TYPE_MAX_LENGTH"},
		"takes embeds of 6,000 characters together":   {bothEmbeds(2000) + "," + quiet, nil, ""},
		"refuses embeds of 6,001 characters together": {bothEmbeds(2001) + "," + quiet, []Rule{RuleEmbedLength}, "errors.embeds._errors.0.code=MAX_EMBED_SIZE_EXCEEDED"},
		"refuses an unknown field":                    {`"content":"a","colour":3,` + quiet, []Rule{RuleUnknownField}, "errors.colour._errors.0.code=UNKNOWN_FIELD"},
		"takes an unknown field that is empty":        {`"content":"a","colour":null,"shade":"","tts":false,` + quiet, nil, ""},
		"refuses an empty message":                    {quiet, []Rule{RuleEmptyMessage}, "code=50006"},
		"refuses a message of empty fields":           {`"content":"","embeds":[],"components":null,"poll":null,` + quiet, []Rule{RuleEmptyMessage}, "code=50006"},
		"takes a message with an embed only":          {`"embeds":[{"title":"a"}],` + quiet, nil, ""},
		"takes a message with a sticker only":         {`"sticker_ids":["1500000000000000001"],` + quiet, nil, ""},
		"refuses a custom_id twice": {`"content":"a","components":[{"type":1,"components":[
			{"type":2,"style":1,"label":"a","custom_id":"x"},{"type":2,"style":1,"label":"b","custom_id":"x"}]}],` + quiet, []Rule{RuleComponents}, "code=50035"},
		"refuses content beside components v2":             {`"content":"a","flags":32768,"components":[{"type":10,"content":"b"}],` + quiet, []Rule{RuleComponents}, "code=50035"},
		"refuses another type":                             {`"content":5,` + quiet, []Rule{RuleBody}, "code=50035"},
		"lets pass, but records, missing allowed_mentions": {`"content":"a"`, []Rule{RuleAllowedMentions}, ""},
		"records allowed_mentions without a parse list":    {`"content":"a","allowed_mentions":{"parse":null}`, []Rule{RuleAllowedMentions}, ""},
		"takes kinds of mentions that are named":           {`"content":"a","allowed_mentions":{"parse":["users"]}`, nil, ""},
		"names all that is wrong":                          {`"content":"` + long(2001) + `","x":1`, []Rule{RuleUnknownField, RuleContentLength, RuleAllowedMentions}, "errors.x._errors.0.code=UNKNOWN_FIELD"},
	} {
		t.Run(name, func(t *testing.T) {
			srv := kept(t)
			got := newClient(t, srv).do("POST", messagesPath, "{"+test.body+"}")
			if broken := rules(srv); !slices.Equal(broken, test.broken) {
				t.Errorf("broken: %v, want %v", broken, test.broken)
			}
			path, want, refused := strings.Cut(test.code, "=")
			status := http.StatusOK
			if refused {
				status = http.StatusBadRequest
			}
			if got.status != status || (refused && got.get(path) != want) {
				t.Errorf("got %d %s", got.status, got.raw)
			}
			if refused == (len(srv.Messages(ChannelID)) > 0) {
				t.Errorf("the channel holds %d messages", len(srv.Messages(ChannelID)))
			}
		})
	}
}

func TestMessageRulesHoldOnEveryRoute(t *testing.T) {
	t.Parallel()
	long := `"content":"` + strings.Repeat("a", 2001) + `",` + quiet
	begin := func(t *testing.T) (*Server, client, *Interaction) {
		srv := kept(t)
		bot := newClient(t, srv)
		bot.register(askCommand)
		return srv, bot, undelivered(t, srv, ask())
	}
	for name, send := range map[string]func(client, *Interaction) answer{
		"a response": func(bot client, i *Interaction) answer {
			return bot.callback(i, `{"type":4,"data":{`+long+`}}`)
		},
		"a followup": func(bot client, i *Interaction) answer {
			bot.callback(i, `{"type":5}`)
			return bot.webhook("POST", i, "", `{`+long+`}`)
		},
		"the edit of a response": func(bot client, i *Interaction) answer {
			bot.callback(i, `{"type":5}`)
			return bot.webhook("PATCH", i, "/messages/@original", `{`+long+`}`)
		},
		"the edit of a message": func(bot client, _ *Interaction) answer {
			id := bot.do("POST", messagesPath, `{"content":"a",`+quiet+`}`).get("id")
			return bot.do("PATCH", messagesPath+"/"+id, `{`+long+`}`)
		},
	} {
		t.Run("on "+name, func(t *testing.T) {
			srv, bot, i := begin(t)
			send(bot, i).refused(t, http.StatusBadRequest, codeInvalidForm)
			if got := rules(srv); !slices.Equal(got, []Rule{RuleContentLength}) {
				t.Errorf("broken: %v", got)
			}
		})
	}
	t.Run("on an edit that leaves nothing", func(t *testing.T) {
		srv, bot, _ := begin(t)
		id := bot.do("POST", messagesPath, `{"content":"a",`+quiet+`}`).get("id")
		bot.do("PATCH", messagesPath+"/"+id, `{"content":"",`+quiet+`}`).refused(t, http.StatusBadRequest, 50006)
		if message, _ := srv.Message(id); message.Content != "a" || !slices.Equal(rules(srv), []Rule{RuleEmptyMessage}) {
			t.Errorf("the message is %+v", message)
		}
	})
	t.Run("but not where no message is sent", func(t *testing.T) {
		srv, bot, i := begin(t)
		bot.callback(i, `{"type":5,"data":{"tts":false,"content":"","components":null,"embeds":null,"flags":64}}`).
			succeeded(t, http.StatusNoContent)
		bot.callback(undelivered(t, srv, ask()), `{"type":5,"data":{"content":"thinking"}}`).
			refused(t, http.StatusBadRequest, codeInvalidForm)
		if got := rules(srv); !slices.Equal(got, []Rule{RuleUnknownField}) {
			t.Errorf("broken: %v", got)
		}
	})
	t.Run("with discordgo's ID and Channel in an edit", func(t *testing.T) {
		srv, bot, _ := begin(t)
		id := bot.do("POST", messagesPath, `{"content":"a",`+quiet+`}`).get("id")
		body := fmt.Sprintf(`{"content":"b","ID":%q,"Channel":%q,%s}`, id, ChannelID, quiet)
		bot.do("PATCH", messagesPath+"/"+id, body).succeeded(t, http.StatusOK)
		if got := rules(srv); len(got) != 0 {
			t.Errorf("broken: %v", got)
		}
	})
}

func TestBodyRules(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		contentType, body string
		status, code      int
	}{
		"broken JSON":          {"application/json", `{"content":`, http.StatusBadRequest, 50109},
		"more than one value":  {"application/json", `{} {}`, http.StatusBadRequest, 50109},
		"no body":              {"application/json", ``, http.StatusBadRequest, 50109},
		"a list":               {"application/json", `[]`, http.StatusBadRequest, codeInvalidForm},
		"another content type": {"text/plain", `{}`, http.StatusBadRequest, codeInvalidForm},
		"a broken form":        {"multipart/form-data; boundary=x", `--y`, http.StatusBadRequest, 50109},
		"too much":             {"application/json", `"` + strings.Repeat("a", maxBody) + `"`, http.StatusRequestEntityTooLarge, 40005},
	} {
		t.Run("refuses "+name, func(t *testing.T) {
			srv := kept(t)
			newClient(t, srv).send("POST", messagesPath, test.contentType, []byte(test.body)).refused(t, test.status, test.code)
			if got := rules(srv); !slices.Equal(got, []Rule{RuleBody}) {
				t.Errorf("broken: %v", got)
			}
		})
	}
}

func TestViolationsReachTheTest(t *testing.T) {
	t.Parallel()
	watched := &witness{TB: t}
	srv := New(watched, Options{})
	newClient(t, srv).do("POST", messagesPath, `{"content":"a"}`).succeeded(t, http.StatusOK)
	errors := watched.end()
	want := `discordtest: broken rule "allowed_mentions with a parse list": POST ` + messagesPath + ` at allowed_mentions: `
	if len(errors) != 1 || !strings.HasPrefix(errors[0], want) {
		t.Errorf("the test was told %q", errors)
	}
	silent := &witness{TB: t}
	srv = New(silent, Options{KeepViolations: true})
	newClient(t, srv).do("POST", messagesPath, `{"content":"a"}`)
	if errors := silent.end(); len(errors) != 0 || len(srv.Violations()) != 1 {
		t.Errorf("the test was told %q", errors)
	}
}
