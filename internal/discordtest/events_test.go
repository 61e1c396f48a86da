package discordtest

import (
	"net/http"
	"testing"
)

func TestIntents(t *testing.T) {
	t.Parallel()
	t.Run("decide which events come", func(t *testing.T) {
		srv := New(t, Options{})
		direct := srv.DirectChannel(ReaderID)
		guild, private := online(t, srv, IntentGuildMessages), online(t, srv, IntentDirectMessages)
		inGuild := srv.Post(Message{Content: "in the guild"})
		inPrivate := srv.Post(Message{Content: "in private", Channel: direct})
		if got := guild.expect("MESSAGE_CREATE"); got.get("id") != inGuild.ID || got.get("guild_id") != GuildID {
			t.Errorf("got %s", got.raw)
		}
		if got := private.expect("MESSAGE_CREATE"); got.get("id") != inPrivate.ID || got.get("guild_id") != "" {
			t.Errorf("got %s", got.raw)
		}
	})
	t.Run("decide who may read content", func(t *testing.T) {
		srv := New(t, Options{})
		direct := srv.DirectChannel(ReaderID)
		without := online(t, srv, IntentGuildMessages|IntentDirectMessages)
		with := online(t, srv, IntentGuildMessages|IntentDirectMessages|IntentMessageContent)
		own := newClient(t, srv).do("POST", messagesPath, `{"content":"own",`+quiet+`}`).get("id")
		for _, test := range []struct {
			said Message
			read string
		}{
			{Message{Content: "plain"}, ""},
			{Message{Content: "hey " + Bot().Mention()}, "hey " + Bot().Mention()},
			{Message{Content: "private", Channel: direct}, "private"},
			{Message{Content: "reply", ReplyTo: own}, "reply"},
			{Message{Content: "quiet reply", ReplyTo: own, Quiet: true}, ""},
		} {
			if test.said.Content == "plain" {
				for _, l := range []*line{with, without} {
					if got := l.expect("MESSAGE_CREATE"); got.get("content") != "own" {
						t.Errorf("of its own message the bot reads %s", got.raw)
					}
				}
			}
			srv.Post(test.said)
			if got := without.expect("MESSAGE_CREATE").get("content"); got != test.read {
				t.Errorf("without the intent %q reads %q", test.said.Content, got)
			}
			if got := with.expect("MESSAGE_CREATE").get("content"); got != test.said.Content {
				t.Errorf("with the intent %q reads %q", test.said.Content, got)
			}
		}
	})
	t.Run("hide content from the REST API too where they are disallowed", func(t *testing.T) {
		srv := New(t, Options{DisallowedIntents: IntentMessageContent})
		said := srv.Post(Message{Content: "plain"})
		if got := newClient(t, srv).do("GET", messagesPath+"/"+said.ID, ""); got.get("content") != "" {
			t.Errorf("got %s", got.raw)
		}
	})
	t.Run("bring replies with what they answer, and mentions with their people", func(t *testing.T) {
		srv := New(t, Options{})
		l := online(t, srv, IntentGuildMessages|IntentMessageContent)
		first := srv.Say(soon(t), Message{Content: "one", Author: User{ID: "1400000000000000003", Name: "Lin"}})
		l.expect("MESSAGE_CREATE")
		srv.Say(soon(t), Message{Content: "two", ReplyTo: first.ID})
		got := l.expect("MESSAGE_CREATE")
		if got.get("referenced_message.content") != "one" || got.get("mentions.0.username") != "Lin" || got.get("type") != "19" {
			t.Errorf("got %s", got.raw)
		}
	})
}

func TestEventsOfMessages(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	bot := newClient(t, srv)
	bot.register(askCommand)
	l := online(t, srv, IntentGuildMessages|IntentGuildReactions)
	id := bot.do("POST", messagesPath, `{"content":"one",`+quiet+`}`).get("id")
	l.expect("MESSAGE_CREATE")
	bot.do("PATCH", messagesPath+"/"+id, `{"content":"two",`+quiet+`}`)
	if got := l.expect("MESSAGE_UPDATE"); got.get("content") != "two" {
		t.Errorf("got %s", got.raw)
	}
	srv.React(id, User{}, "👍")
	if got := l.expect("MESSAGE_REACTION_ADD"); got.get("emoji.name") != "👍" || got.get("member.user.id") != ReaderID {
		t.Errorf("got %s", got.raw)
	}
	i := undelivered(t, srv, ask())
	bot.callback(i, `{"type":4,"data":{"content":"for you","flags":64,`+quiet+`}}`).succeeded(t, http.StatusNoContent)
	srv.Remove(id)
	if got := l.expect("MESSAGE_DELETE"); got.get("id") != id {
		t.Errorf("an ephemeral message came, or %s", got.raw)
	}
}

func TestShards(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	// GuildID >> 22 is odd, so of two shards it belongs to the second.
	shard := func(number int) *line {
		l := dial(t, srv)
		l.send(opIdentify, map[string]any{"token": srv.Token(), "intents": intentsOfABot, "shard": []int{number, 2}})
		l.expect("READY")
		return l
	}
	first, second := shard(0), shard(1)
	second.expect("GUILD_CREATE")
	srv.Post(Message{Content: "hello"})
	second.expect("MESSAGE_CREATE")
	srv.Post(Message{Content: "hello", Channel: srv.DirectChannel(ReaderID)})
	if got := first.expect("MESSAGE_CREATE"); got.get("guild_id") != "" {
		t.Errorf("the first shard got %s", got.raw)
	}
}
