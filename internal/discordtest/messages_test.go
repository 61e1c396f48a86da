package discordtest

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"slices"
	"strings"
	"testing"
)

const messagesPath = "/channels/" + ChannelID + "/messages"

func TestMessages(t *testing.T) {
	t.Parallel()
	t.Run("are kept with all their versions", func(t *testing.T) {
		srv := New(t, Options{})
		bot := newClient(t, srv)
		id := bot.do("POST", messagesPath, `{"content":"one",`+quiet+`}`).succeeded(t, http.StatusOK).get("id")
		edited := bot.do("PATCH", messagesPath+"/"+id, `{"embeds":[{"title":"two"}],`+quiet+`}`).succeeded(t, http.StatusOK)
		bot.do("PATCH", messagesPath+"/"+id, `{"content":null,`+quiet+`}`).succeeded(t, http.StatusOK)
		if edited.get("content") != "one" || edited.get("embeds.0.title") != "two" || edited.get("edited_timestamp") == "" {
			t.Errorf("the edit gave %s", edited.raw)
		}
		message, ok := srv.Message(id)
		if !ok || !message.FromBot() || message.Text() != "two" || len(message.Versions) != 3 {
			t.Fatalf("the message is %+v", message)
		}
		first, last := message.Versions[0], message.Versions[2]
		if first.Content != "one" || len(first.Embeds) != 0 || last.Content != "" || last.At.Before(first.At) {
			t.Errorf("the versions are %+v", message.Versions)
		}
	})
	t.Run("are listed newest first, around what is asked for", func(t *testing.T) {
		srv := New(t, Options{})
		bot := newClient(t, srv)
		var ids []string
		for i := range 5 {
			ids = append(ids, bot.do("POST", messagesPath, fmt.Sprintf(`{"content":"%d",%s}`, i, quiet)).get("id"))
		}
		bot.do("DELETE", messagesPath+"/"+ids[4], "").succeeded(t, http.StatusNoContent)
		contents := func(query string) string {
			page := bot.do("GET", messagesPath+query, "").succeeded(t, http.StatusOK)
			return page.get("0.content") + page.get("1.content") + page.get("2.content") + page.get("3.content")
		}
		for query, want := range map[string]string{
			"": "3210", "?limit=2": "32", "?before=" + ids[2]: "10",
			"?after=" + ids[1]: "32", "?limit=1&after=" + ids[0]: "1",
		} {
			if got := contents(query); got != want {
				t.Errorf("%q gives %s, want %s", query, got, want)
			}
		}
		bot.do("GET", messagesPath+"?limit=101", "").refused(t, http.StatusBadRequest, codeInvalidForm)
		if got := len(srv.Messages(ChannelID)); got != 4 {
			t.Errorf("the channel holds %d", got)
		}
	})
	t.Run("are the bot's own to edit", func(t *testing.T) {
		srv := New(t, Options{})
		bot := newClient(t, srv)
		said := srv.Post(Message{Content: "mine"})
		bot.do("PATCH", messagesPath+"/"+said.ID, `{"content":"yours",`+quiet+`}`).refused(t, http.StatusForbidden, 50005)
		bot.do("DELETE", messagesPath+"/"+said.ID, "").refused(t, http.StatusForbidden, 50013)
		bot.do("GET", messagesPath+"/1", "").refused(t, http.StatusNotFound, 10008)
		if got := bot.do("GET", messagesPath+"/"+said.ID, "").get("content"); got != "mine" {
			t.Errorf("the bot reads %q", got)
		}
	})
}

func TestMessagesChange(t *testing.T) {
	t.Parallel()
	t.Run("cannot be reached once deleted", func(t *testing.T) {
		srv := New(t, Options{})
		bot := newClient(t, srv)
		said := srv.Post(Message{Content: "in haste"})
		srv.Remove(said.ID)
		bot.do("GET", messagesPath+"/"+said.ID, "").refused(t, http.StatusNotFound, 10008)
		if message, ok := srv.Message(said.ID); !ok || message.Deleted.IsZero() {
			t.Errorf("the test sees %+v", message)
		}
	})
	t.Run("take reactions", func(t *testing.T) {
		srv := New(t, Options{})
		bot := newClient(t, srv)
		said := srv.Post(Message{Content: "thanks"})
		path := messagesPath + "/" + said.ID + "/reactions/%F0%9F%91%8D/@me"
		bot.do("PUT", path, "").succeeded(t, http.StatusNoContent)
		srv.React(said.ID, User{ID: "1400000000000000007"}, "👎")
		want := []Reaction{{User: BotID, Emoji: "👍"}, {User: "1400000000000000007", Emoji: "👎"}}
		if message, _ := srv.Message(said.ID); !slices.Equal(message.Reactions, want) {
			t.Errorf("the reactions are %v", message.Reactions)
		}
		bot.do("DELETE", path, "").succeeded(t, http.StatusNoContent)
		if message, _ := srv.Message(said.ID); len(message.Reactions) != 1 {
			t.Errorf("the reactions are %v", message.Reactions)
		}
	})
}

func TestNonces(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	bot := newClient(t, srv)
	enforced := `{"content":"once","nonce":"n1","enforce_nonce":true,` + quiet + `}`
	first := bot.do("POST", messagesPath, enforced).succeeded(t, http.StatusOK)

	t.Run("give the same message again when enforced", func(t *testing.T) {
		again := bot.do("POST", messagesPath, enforced).succeeded(t, http.StatusOK)
		if first.get("id") != again.get("id") || again.get("nonce") != "n1" || len(srv.Messages(ChannelID)) != 1 {
			t.Errorf("got %s after %s", again.raw, first.raw)
		}
	})
	t.Run("guard against an answer lost on its way", func(t *testing.T) {
		before := len(srv.Messages(ChannelID))
		srv.LoseAnswer("POST /channels/{channel}/messages", 1, http.StatusBadGateway)
		body := `{"content":"once more","nonce":"n2","enforce_nonce":true,` + quiet + `}`
		bot.do("POST", messagesPath, body).succeeded(t, http.StatusBadGateway)
		bot.do("POST", messagesPath, body).succeeded(t, http.StatusOK)
		if after := len(srv.Messages(ChannelID)); after != before+1 {
			t.Errorf("the channel holds %d messages, after %d", after, before)
		}
	})
	t.Run("change nothing when not enforced", func(t *testing.T) {
		before := len(srv.Messages(ChannelID))
		for range 2 {
			bot.do("POST", messagesPath, `{"content":"twice","nonce":7,`+quiet+`}`).succeeded(t, http.StatusOK)
		}
		if after := len(srv.Messages(ChannelID)); after != before+2 {
			t.Errorf("the channel holds %d messages, after %d", after, before)
		}
	})
}

func TestReplies(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	bot := newClient(t, srv)
	said := srv.Post(Message{Content: "What did they agree on?"})
	reply := func(id, more string) answer {
		return bot.do("POST", messagesPath, `{"content":"This.","message_reference":{"message_id":"`+id+`"`+more+`},`+quiet+`}`)
	}
	t.Run("carry the message they answer", func(t *testing.T) {
		got := reply(said.ID, "").succeeded(t, http.StatusOK)
		if got.get("type") != "19" || got.get("referenced_message.id") != said.ID {
			t.Errorf("the reply is %s", got.raw)
		}
		if message, _ := srv.Message(got.get("id")); message.ReplyTo != said.ID || len(message.Pings) != 0 {
			t.Errorf("the reply is %+v", message)
		}
	})
	t.Run("fail when it is gone, unless told not to", func(t *testing.T) {
		refused := reply("1", "")
		refused.refused(t, http.StatusBadRequest, codeInvalidForm)
		if refused.get("errors.message_reference._errors.0.code") != "REPLIES_UNKNOWN_MESSAGE" {
			t.Errorf("got %s", refused.raw)
		}
		if got := reply("1", `,"fail_if_not_exists":false`).succeeded(t, http.StatusOK); got.get("type") != "0" {
			t.Errorf("got %s", got.raw)
		}
	})
	t.Run("of people mention whom they answer, unless quiet", func(t *testing.T) {
		own := reply(said.ID, "").get("id")
		loud := srv.Post(Message{Content: "And when?", ReplyTo: own})
		hushed := srv.Post(Message{Content: "And when?", ReplyTo: own, Quiet: true})
		if !slices.Equal(loud.Mentions, []string{BotID}) || len(hushed.Mentions) != 0 || loud.Channel != ChannelID {
			t.Errorf("they mention %v and %v", loud.Mentions, hushed.Mentions)
		}
	})
}

func TestPings(t *testing.T) {
	t.Parallel()
	user, role := "1400000000000000005", "1500000000000000006"
	text := "@everyone, <@" + user + "> of <@&" + role + ">"
	for name, test := range map[string]struct {
		allowed string
		want    []string
	}{
		"nobody when parse is empty":   {`{"parse":[]}`, nil},
		"the kinds that parse lists":   {`{"parse":["roles","everyone"]}`, []string{"@everyone", role}},
		"the users that are listed":    {`{"parse":[],"users":["` + user + `"]}`, []string{user}},
		"everybody when it is missing": {`null`, []string{"@everyone", user, role}},
	} {
		t.Run(name, func(t *testing.T) {
			srv := kept(t)
			body := `{"content":"` + text + `","allowed_mentions":` + test.allowed + `}`
			id := newClient(t, srv).do("POST", messagesPath, body).succeeded(t, http.StatusOK).get("id")
			if message, _ := srv.Message(id); !slices.Equal(message.Pings, test.want) {
				t.Errorf("it pings %v, want %v", message.Pings, test.want)
			}
		})
	}
	t.Run("are looked for in components too", func(t *testing.T) {
		srv := kept(t)
		body := `{"flags":32768,"components":[{"type":10,"content":"@here"}],"allowed_mentions":{"parse":["everyone"]}}`
		id := newClient(t, srv).do("POST", messagesPath, body).succeeded(t, http.StatusOK).get("id")
		message, _ := srv.Message(id)
		if !slices.Equal(message.Pings, []string{"@here"}) || message.Text() != "@here" {
			t.Errorf("it pings %v", message.Pings)
		}
	})
}

// form writes a multipart body as clients do that upload files.
func form(t *testing.T, payload string, files ...Attachment) (contentType string, body []byte) {
	t.Helper()
	var buffer bytes.Buffer
	writer := multipart.NewWriter(&buffer)
	field := func(disposition, contentType string, data []byte) {
		part, err := writer.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {disposition}, "Content-Type": {contentType},
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	field(`form-data; name="payload_json"`, "application/json", []byte(payload))
	for i, file := range files {
		field(fmt.Sprintf(`form-data; name="files[%d]"; filename="%s"`, i, file.Name), file.Type, file.Data)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return writer.FormDataContentType(), buffer.Bytes()
}

func TestUploads(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	bot := newClient(t, srv)
	contentType, body := form(t, `{"attachments":[{"id":0,"description":"A chart."}],`+quiet+`}`,
		Attachment{Name: "chart.png", Type: "image/png", Data: []byte("\x89PNG")})
	posted := bot.send("POST", messagesPath, contentType, body).succeeded(t, http.StatusOK)
	if posted.get("attachments.0.filename") != "chart.png" || posted.get("attachments.0.size") != "4" {
		t.Fatalf("the message is %s", posted.raw)
	}
	t.Run("are kept with their bytes", func(t *testing.T) {
		message, _ := srv.Message(posted.get("id"))
		file := message.Attachments[0]
		if string(file.Data) != "\x89PNG" || file.Description != "A chart." || file.Type != "image/png" || len(file.ID) < 15 {
			t.Errorf("the file is %+v", file)
		}
	})
	t.Run("stay in an edit that lists them and go in one that does not", func(t *testing.T) {
		path := messagesPath + "/" + posted.get("id")
		kept := `{"content":"See.","attachments":[{"id":"` + posted.get("attachments.0.id") + `"}],` + quiet + `}`
		if got := bot.do("PATCH", path, kept); got.get("attachments.0.filename") != "chart.png" {
			t.Errorf("the edit gave %s", got.raw)
		}
		if got := bot.do("PATCH", path, `{"attachments":[],`+quiet+`}`); got.get("attachments") != "[]" {
			t.Errorf("the edit gave %s", got.raw)
		}
	})
	t.Run("are refused over 10 MiB", func(t *testing.T) {
		srv := kept(t)
		contentType, body := form(t, `{`+quiet+`}`, Attachment{Name: "a", Type: "b/c", Data: make([]byte, maxBody)})
		newClient(t, srv).send("POST", messagesPath, contentType, body).refused(t, http.StatusRequestEntityTooLarge, 40005)
	})
	t.Run("are refused under another name than files[n]", func(t *testing.T) {
		srv := kept(t)
		contentType, body := form(t, `{`+quiet+`}`)
		body = bytes.Replace(body, []byte("payload_json"), []byte("payload"), 1)
		newClient(t, srv).send("POST", messagesPath, contentType, body).refused(t, http.StatusBadRequest, 50109)
		if got := rules(srv); !slices.Equal(got, []Rule{RuleBody}) {
			t.Errorf("broken: %v", got)
		}
	})
}

func TestSayFailsTheTestWhereNothingCanBeSaid(t *testing.T) {
	t.Parallel()
	watched := &witness{TB: t}
	srv := New(watched, Options{})
	srv.Post(Message{Content: "a", Channel: "404"})
	srv.Post(Message{Content: "b", ReplyTo: "404"})
	srv.Post(Message{Content: "c", Guild: "404"})
	if errors := watched.end(); len(errors) != 3 || !strings.Contains(errors[0], `"a" was not said`) {
		t.Errorf("the test was told %q", errors)
	}
}
