package bot

import (
	"context"
	"net/http"
	"net/url"

	"github.com/bwmarrin/discordgo"
)

// content is what a message of ours says. Links in it show no previews, and
// nothing in it pings anybody, whatever it quotes.
type content struct {
	Content   string                 `json:"content"`
	Flags     discordgo.MessageFlags `json:"flags,omitempty"`
	Mentions  allowedMentions        `json:"allowed_mentions"`
	Reference *reference             `json:"message_reference,omitempty"`
	// Nonce with EnforceNonce keeps Discord from posting a message twice
	// within some minutes; at most 25 characters.
	Nonce        string `json:"nonce,omitempty"`
	EnforceNonce bool   `json:"enforce_nonce,omitempty"`
}

// allowedMentions with an empty list allows none
// (https://discord.com/developers/docs/resources/message#allowed-mentions-object).
type allowedMentions struct {
	Parse       []string `json:"parse"`
	RepliedUser bool     `json:"replied_user"`
}

// reference makes a message a reply.
type reference struct {
	MessageID string `json:"message_id"`
	// FailIfNotExists is false: a question may be deleted before its answer.
	FailIfNotExists bool `json:"fail_if_not_exists"`
}

func say(text string) content {
	return content{
		Content: text, Flags: discordgo.MessageFlagsSuppressEmbeds,
		Mentions: allowedMentions{Parse: []string{}},
	}
}

// whisper is what only the person who used a command sees.
func whisper(text string) content {
	c := say(text)
	c.Flags |= discordgo.MessageFlagsEphemeral
	return c
}

// posted is where a message of ours stands.
type posted struct {
	ID      string `json:"id"`
	Channel string `json:"channel_id"`
}

// Discord's reasons that something cannot be done
// (https://discord.com/developers/docs/topics/opcodes-and-status-codes#json).
const (
	codeAcknowledged   = 40060
	codeNoHistoryToRef = 160002
)

// respond is Create Interaction Response. It counts as done when Discord has
// it already, so it may be repeated
// (https://discord.com/developers/docs/interactions/receiving-and-responding#create-interaction-response).
func (r *rest) respond(ctx context.Context, i *discordgo.Interaction, kind discordgo.InteractionResponseType, data any) error {
	err := r.do(ctx, request{
		doing: "respond to a command", method: http.MethodPost, open: true, repeatable: true,
		path:   "/interactions/" + url.PathEscape(i.ID) + "/" + url.PathEscape(i.Token) + "/callback",
		bucket: "callback " + i.Token,
		body: struct {
			Type discordgo.InteractionResponseType `json:"type"`
			Data any                               `json:"data,omitempty"`
		}{kind, data},
	}, nil)
	if hasCode(err, codeAcknowledged) {
		return nil
	}
	return err
}

func webhook(i *discordgo.Interaction) string {
	return "/webhooks/" + url.PathEscape(i.AppID) + "/" + url.PathEscape(i.Token)
}

// editOriginal is Edit Original Interaction Response.
func (r *rest) editOriginal(ctx context.Context, i *discordgo.Interaction, c content) (posted, error) {
	var at posted
	err := r.do(ctx, request{
		doing: "edit the response to a command", method: http.MethodPatch, open: true, repeatable: true,
		path: webhook(i) + "/messages/@original", bucket: "edit " + i.Token, body: c,
	}, &at)
	return at, err
}

// followUp is Create Followup Message. It has no guard against posting twice,
// so it is never repeated after a server error.
func (r *rest) followUp(ctx context.Context, i *discordgo.Interaction, c content) (posted, error) {
	var at posted
	err := r.do(ctx, request{
		doing: "follow up on a command", method: http.MethodPost, open: true,
		path: webhook(i), bucket: "follow " + i.Token, body: c,
	}, &at)
	return at, err
}

// post is Create Message. With its nonce it may be repeated. Where the bot may
// not read the history it may not reply either, and posts without reference.
func (r *rest) post(ctx context.Context, channel string, c content) (posted, error) {
	c.EnforceNonce = c.Nonce != ""
	var at posted
	q := request{
		doing: "post a message", method: http.MethodPost, repeatable: c.EnforceNonce,
		path: messagesOf(channel), bucket: "post " + channel, body: c,
	}
	err := r.do(ctx, q, &at)
	if hasCode(err, codeNoHistoryToRef) && c.Reference != nil {
		c.Reference = nil
		q.body = c
		err = r.do(ctx, q, &at)
	}
	return at, err
}

func messagesOf(channel string) string { return "/channels/" + url.PathEscape(channel) + "/messages" }

// edit is Edit Message.
func (r *rest) edit(ctx context.Context, at posted, c content) error {
	return r.do(ctx, request{
		doing: "edit a message", method: http.MethodPatch, repeatable: true,
		path: messagesOf(at.Channel) + "/" + url.PathEscape(at.ID), bucket: "edit " + at.Channel, body: c,
	}, nil)
}

// message is Get Channel Message.
func (r *rest) message(ctx context.Context, channel, id string) (*discordgo.Message, error) {
	var m discordgo.Message
	err := r.do(ctx, request{
		doing: "read a message", method: http.MethodGet, repeatable: true,
		path: messagesOf(channel) + "/" + url.PathEscape(id), bucket: "read " + channel,
	}, &m)
	return &m, err
}

// typing is Trigger Typing Indicator; it shows for ten seconds or until the
// next message.
func (r *rest) typing(ctx context.Context, channel string) error {
	return r.do(ctx, request{
		doing: "show that the bot is typing", method: http.MethodPost,
		path: "/channels/" + url.PathEscape(channel) + "/typing", bucket: "typing " + channel,
	}, nil)
}
