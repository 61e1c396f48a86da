package discordtest

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// redirect sends a client's requests to the test's Discord.
type redirect struct {
	host      string
	transport *http.Transport
}

func (r redirect) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	request.URL.Scheme, request.URL.Host = "http", r.host
	return r.transport.RoundTrip(request)
}

// newBot gives discordgo, connected to the test's Discord by setup.
func newBot(t *testing.T, srv *Server) *discordgo.Session {
	t.Helper()
	address, err := url.Parse(srv.APIURL())
	if err != nil {
		t.Fatal(err)
	}
	bot, err := discordgo.New("Bot " + srv.Token())
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	bot.Client = &http.Client{Transport: redirect{host: address.Host, transport: transport}}
	bot.Identify.Intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
	t.Cleanup(transport.CloseIdleConnections)
	return bot
}

// open connects the session, and takes care that it goes before the test.
func open(t *testing.T, bot *discordgo.Session) {
	t.Helper()
	if err := bot.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := bot.Close(); err != nil {
			t.Error(err)
		}
	})
}

// silent pings nobody.
func silent() *discordgo.MessageAllowedMentions {
	return &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}
}

func pointer[T any](value T) *T { return &value }

func TestDiscordgoAnswersInteractions(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{OpenAPI: OpenAPIFile(t)})
	bot := newBot(t, srv)
	failures := make(chan error, 10)
	bot.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		failures <- answerWith(s, i.Interaction)
	})
	open(t, bot)
	_, err := bot.ApplicationCommandBulkOverwrite(ApplicationID, "", []*discordgo.ApplicationCommand{{
		Name: "ask", Description: "Ask.", DefaultMemberPermissions: pointer(int64(0)),
		Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "What.", Required: true},
			{Type: discordgo.ApplicationCommandOptionString, Name: "outlet", Description: "Whom.", Autocomplete: true},
		},
	}})
	if err != nil {
		t.Fatal(err)
	}
	command := ask()
	command.Permissions = PermissionAdministrator

	i := srv.Slash(soon(t), command)
	if _, err := i.WaitDeferred(soon(t)); err != nil {
		t.Fatal(err)
	}
	answer, err := i.WaitFinal(soon(t), func(m Message) bool { return len(m.Embeds) > 0 })
	if err != nil || !answer.Ephemeral() || answer.Text() != "You asked: Who signed the treaty?\nSources\nMore" {
		t.Errorf("got %+v, %v", answer, err)
	}
	chart, err := i.WaitFinal(soon(t), func(m Message) bool { return len(m.Attachments) > 0 })
	if err != nil || chart.Attachments[0].Name != "chart.png" {
		t.Errorf("got %+v, %v", chart, err)
	}
	clicked, err := srv.Click(soon(t), Click{Message: answer.ID, Component: "More"}).WaitFinal(soon(t), nil)
	if err != nil || clicked.Content != "clicked more" {
		t.Errorf("got %+v, %v", clicked, err)
	}
	command.Options = map[string]any{"outlet": "Re"}
	choices, err := srv.Autocomplete(soon(t), command, "outlet").WaitChoices(soon(t))
	if err != nil || len(choices) != 1 {
		t.Errorf("got %v, %v", choices, err)
	}
	for range 3 {
		if err := <-failures; err != nil {
			t.Error(err)
		}
	}
}

// answerWith answers an interaction of each kind through discordgo.
func answerWith(s *discordgo.Session, i *discordgo.Interaction) error {
	switch i.Type {
	case discordgo.InteractionApplicationCommandAutocomplete:
		return s.InteractionRespond(i, &discordgo.InteractionResponse{
			Type: discordgo.InteractionApplicationCommandAutocompleteResult,
			Data: &discordgo.InteractionResponseData{
				Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: "Reuters", Value: "reuters"}},
			},
		})
	case discordgo.InteractionMessageComponent:
		return s.InteractionRespond(i, &discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseUpdateMessage,
			Data: &discordgo.InteractionResponseData{
				Content: "clicked " + i.MessageComponentData().CustomID, AllowedMentions: silent(),
			},
		})
	}
	question := i.ApplicationCommandData().GetOption("question").StringValue()
	deferred := s.InteractionRespond(i, &discordgo.InteractionResponse{
		Type: discordgo.InteractionResponseDeferredChannelMessageWithSource,
		Data: &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral},
	})
	_, edited := s.InteractionResponseEdit(i, &discordgo.WebhookEdit{
		Content: pointer("You asked: " + question),
		Embeds:  &[]*discordgo.MessageEmbed{{Title: "Sources", URL: "https://example.org"}},
		Components: &[]discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: "More", CustomID: "more", Style: discordgo.PrimaryButton},
		}}},
		AllowedMentions: silent(),
	})
	_, followed := s.FollowupMessageCreate(i, true, &discordgo.WebhookParams{
		Content: "The chart.", AllowedMentions: silent(),
		Files: []*discordgo.File{{Name: "chart.png", ContentType: "image/png", Reader: bytes.NewReader([]byte("x"))}},
	})
	return errors.Join(deferred, edited, followed)
}

func TestDiscordgoAnswersMessages(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{OpenAPI: OpenAPIFile(t)})
	bot := newBot(t, srv)
	failures := make(chan error, 10)
	bot.AddHandler(func(s *discordgo.Session, m *discordgo.MessageCreate) {
		if m.Author.ID == s.State.User.ID {
			return
		}
		failures <- s.ChannelTyping(m.ChannelID)
		sent, err := s.ChannelMessageSendComplex(m.ChannelID, &discordgo.MessageSend{
			Content: "…", Reference: m.Reference(), AllowedMentions: silent(),
		})
		failures <- err
		edit := discordgo.NewMessageEdit(m.ChannelID, sent.ID).SetContent("You said: " + m.Content)
		edit.AllowedMentions = silent()
		_, err = s.ChannelMessageEditComplex(edit)
		failures <- err
		failures <- s.MessageReactionAdd(m.ChannelID, m.ID, "👍")
		_, err = s.ChannelMessages(m.ChannelID, 10, m.ID, "", "")
		failures <- err
		_, err = s.UserChannelPermissions(m.Author.ID, m.ChannelID)
		failures <- err
	})
	open(t, bot)
	said := srv.Say(soon(t), Message{Content: "hello " + Bot().Mention()})
	answered := func(m Message) bool { return m.ReplyTo == said.ID && m.Content == "You said: "+said.Content }
	if _, err := srv.WaitMessage(soon(t), ChannelID, answered); err != nil {
		t.Error(err)
	}
	for range 6 {
		if err := <-failures; err != nil {
			t.Error(err)
		}
	}
	if message, _ := srv.Message(said.ID); len(message.Reactions) != 1 {
		t.Errorf("the reactions are %v", message.Reactions)
	}
}

func TestDiscordgoComesBack(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	bot := newBot(t, srv)
	open(t, bot)
	heard := make(chan string, 10)
	bot.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { heard <- m.Content })
	// A heartbeat that fails makes discordgo close the next connection too.
	beating := func(n int) func([]Session) bool {
		return func(s []Session) bool {
			return len(s) == 1 && s[0].Online && s[0].Heartbeats >= n && s[0].Resumed+srv.Identified() >= n
		}
	}
	if err := srv.WaitSessions(soon(t), beating(1)); err != nil {
		t.Fatal(err)
	}
	srv.CloseGateway(4000)
	if err := srv.WaitSessions(soon(t), beating(2)); err != nil {
		t.Fatalf("%v: %+v", err, srv.Sessions())
	}
	srv.Post(Message{Content: "hello " + Bot().Mention()})
	select {
	case content := <-heard:
		if content == "" {
			t.Error("a mention came without content")
		}
	case <-soon(t).Done():
		t.Error("nothing was heard after the reconnect")
	}
}

func TestDiscordgoRetriesAfterARateLimit(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	bot := newBot(t, srv)
	srv.RateLimit("GET /channels/{channel}", 1, 30*time.Millisecond)
	begun := time.Now()
	channel, err := bot.Channel(ChannelID)
	if err != nil || channel.Name != "briefing" || time.Since(begun) < 30*time.Millisecond {
		t.Errorf("after %v got %+v, %v", time.Since(begun), channel, err)
	}
}
