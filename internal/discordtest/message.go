package discordtest

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// Message is a message as it stands, with its past. For Say, a test fills in
// Guild, Channel, Author, Content, ReplyTo and Quiet; the rest is Discord's.
type Message struct {
	ID, Guild, Channel string
	Author             User
	Content            string
	// ReplyTo is the ID of the message this one answers.
	ReplyTo string
	// Quiet is a reply that does not mention the author it answers.
	Quiet       bool
	Embeds      []Embed
	Components  []Component
	Attachments []Attachment
	// Flags are Discord's message flags, see FlagEphemeral.
	Flags int
	Nonce string
	// Mentions are the IDs of the users it speaks of and notifies.
	Mentions []string
	// Pings are all it notifies: user and role IDs, "@everyone" and "@here",
	// after allowed_mentions. A bot that quotes the news pings nobody.
	Pings     []string
	Reactions []Reaction
	// Interaction is the ID of the interaction it is a response to.
	Interaction string
	Posted      time.Time
	// Edited and Deleted are zero until then.
	Edited, Deleted time.Time
	// Versions are all states it has been in, the present one last.
	Versions []Version

	// replyAuthor is whom a reply answers; kind is the interaction that
	// brought it about.
	replyAuthor string
	kind        interactionKind
}

// Version is what a message showed from a time on.
type Version struct {
	At         time.Time
	Content    string
	Embeds     []Embed
	Components []Component
	Flags      int
}

// Reaction is one person's emoji under a message.
type Reaction struct {
	User, Emoji string
}

// Attachment is a file posted with a message.
type Attachment struct {
	ID, Name, Type, Description string
	Data                        []byte
}

// Message flags
// (https://discord.com/developers/docs/resources/message#message-object-message-flags).
const (
	FlagEphemeral    = 1 << 6
	FlagLoading      = 1 << 7
	FlagComponentsV2 = 1 << 15
)

// FromBot tells whether the bot under test wrote the message.
func (m Message) FromBot() bool { return m.Author.ID == BotID }

// Ephemeral tells whether only the person who asked can see it.
func (m Message) Ephemeral() bool { return m.Flags&FlagEphemeral != 0 }

// Loading tells whether it still says that the bot is thinking.
func (m Message) Loading() bool { return m.Flags&FlagLoading != 0 }

// Text is everything a reader sees, a line for each piece: content, then
// embeds, then the words on components.
func (m Message) Text() string {
	var lines []string
	add := func(texts ...string) {
		for _, text := range texts {
			if text != "" {
				lines = append(lines, text)
			}
		}
	}
	add(m.Content)
	for _, embed := range m.Embeds {
		add(embed.texts()...)
	}
	for component := range walk(m.Components) {
		add(component.Content, component.Label)
	}
	return strings.Join(lines, "\n")
}

// Component finds a component by its custom_id or its label.
func (m Message) Component(name string) (Component, bool) {
	for component := range walk(m.Components) {
		if component.CustomID == name || component.Label == name {
			return component, true
		}
	}
	return Component{}, false
}

// Embed is a rich embed. Raw is its JSON as it was sent.
type Embed struct {
	Title       string       `json:"title"`
	Description string       `json:"description"`
	URL         string       `json:"url"`
	Color       int          `json:"color"`
	Timestamp   string       `json:"timestamp"`
	Author      EmbedAuthor  `json:"author"`
	Footer      EmbedFooter  `json:"footer"`
	Image       EmbedMedia   `json:"image"`
	Thumbnail   EmbedMedia   `json:"thumbnail"`
	Fields      []EmbedField `json:"fields"`

	Raw json.RawMessage `json:"-"`
}

// EmbedAuthor is the line above an embed's title.
type EmbedAuthor struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// EmbedFooter is the line below an embed.
type EmbedFooter struct {
	Text string `json:"text"`
}

// EmbedMedia is a picture of an embed.
type EmbedMedia struct {
	URL string `json:"url"`
}

// EmbedField is a name with its value.
type EmbedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

// UnmarshalJSON keeps the JSON beside what it means.
func (e *Embed) UnmarshalJSON(data []byte) error {
	type plain Embed
	if err := json.Unmarshal(data, (*plain)(e)); err != nil {
		return err
	}
	e.Raw = slices.Clone(data)
	return nil
}

// texts are what counts towards the 6,000 characters of all embeds
// (https://discord.com/developers/docs/resources/message#embed-object-embed-limits).
func (e Embed) texts() []string {
	texts := []string{e.Author.Name, e.Title, e.Description}
	for _, field := range e.Fields {
		texts = append(texts, field.Name, field.Value)
	}
	return append(texts, e.Footer.Text)
}
