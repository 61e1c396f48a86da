package discordtest

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// Limits of a message
// (https://discord.com/developers/docs/resources/message#create-message).
const (
	maxContent    = 2000 // characters, here counted as runes
	maxEmbedTexts = 6000 // characters over all embeds of a message
)

// messageBody is what creating and editing a message have in common.
type messageBody struct {
	Content         optional[string]          `json:"content"`
	Embeds          optional[[]Embed]         `json:"embeds"`
	Components      optional[[]Component]     `json:"components"`
	Attachments     optional[[]attachmentRef] `json:"attachments"`
	AllowedMentions *allowedMentions          `json:"allowed_mentions"`
	Flags           optional[int]             `json:"flags"`
	StickerIDs      []string                  `json:"sticker_ids"`
	Poll            json.RawMessage           `json:"poll"`
	Nonce           json.RawMessage           `json:"nonce"`
	EnforceNonce    bool                      `json:"enforce_nonce"`
	Reference       *struct {
		MessageID       string `json:"message_id"`
		FailIfNotExists *bool  `json:"fail_if_not_exists"`
	} `json:"message_reference"`
}

// attachmentRef names an uploaded file by its number, or keeps one by its ID.
type attachmentRef struct {
	ID          json.RawMessage `json:"id"`
	Description string          `json:"description"`
}

// messageRules are what a kind of message body is held to.
type messageRules struct {
	known fieldSet
	// edits marks bodies that need not say everything.
	edits bool
}

// The kinds of body, with their fields as in openapi.json; an edit may also
// hold ID and Channel, which discordgo sends and Discord overlooks.
var (
	createRules = messageRules{known: fields("content nonce tts embeds allowed_mentions message_reference " +
		"components sticker_ids attachments flags enforce_nonce poll shared_client_theme")}
	editRules = messageRules{edits: true, known: fields("content embeds flags allowed_mentions components " +
		"attachments sticker_ids ID Channel")}
	followupRules = messageRules{known: fields("content username avatar_url tts embeds allowed_mentions " +
		"components attachments flags thread_name applied_tags poll")}
	followupEditRules = messageRules{edits: true, known: fields("content embeds allowed_mentions components " +
		"attachments flags poll")}
	responseRules = messageRules{known: fields("content embeds allowed_mentions components attachments poll " +
		"tts flags")}
	updateRules = messageRules{edits: true, known: responseRules.known}
)

// check is the check of an endpoint whose body is a message.
func (rules messageRules) check(b body) []problem {
	return rules.problems("", b.value, b.raw, len(b.files))
}

// problems holds a message, found at prefix of the body, to the rules.
func (rules messageRules) problems(prefix string, value any, raw json.RawMessage, files int) []problem {
	object, problems := object(prefix, value)
	if problems != nil {
		return problems
	}
	message, problems := read[messageBody](prefix, raw)
	if problems != nil {
		return problems
	}
	problems = unknownFields(prefix, object, rules.known)
	problems = append(problems, lengthProblems(prefix, message)...)
	problems = append(problems, componentProblems(prefix, message)...)
	if !rules.edits && message.isEmpty(files) {
		problems = append(problems, emptyMessage())
	}
	return append(problems, mentionProblems(prefix, message)...)
}

func lengthProblems(prefix string, message messageBody) []problem {
	var problems []problem
	if n := utf8.RuneCountInString(message.Content.Value); n > maxContent {
		problems = append(problems, problem{
			rule: RuleContentLength, field: at(prefix, "content"), code: "BASE_TYPE_MAX_LENGTH",
			message: fmt.Sprintf("Must be %d or fewer in length. (it has %d)", maxContent, n),
		})
	}
	total := 0
	for _, embed := range message.Embeds.Value {
		for _, text := range embed.texts() {
			total += utf8.RuneCountInString(text)
		}
	}
	if total > maxEmbedTexts {
		problems = append(problems, problem{
			rule: RuleEmbedLength, field: at(prefix, "embeds"), code: "MAX_EMBED_SIZE_EXCEEDED",
			message: fmt.Sprintf("Embed size exceeds maximum size of %d (it has %d)", maxEmbedTexts, total),
		})
	}
	return problems
}

func componentProblems(prefix string, message messageBody) []problem {
	var problems []problem
	seen := make(map[string]bool)
	for component := range walk(message.Components.Value) {
		if id := component.CustomID; id != "" && seen[id] {
			problems = append(problems, problem{
				rule: RuleComponents, field: at(prefix, "components"), code: "COMPONENT_CUSTOM_ID_DUPLICATED",
				message: fmt.Sprintf("Component custom id cannot be duplicated (%q)", id),
			})
		}
		seen[component.CustomID] = true
	}
	if message.Flags.Value&FlagComponentsV2 != 0 && (message.Content.Value != "" || len(message.Embeds.Value) > 0) {
		problems = append(problems, problem{
			rule: RuleComponents, field: at(prefix, "content"), code: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
			message: "The 'content' and 'embeds' fields cannot be used with MessageFlags.IS_COMPONENTS_V2",
		})
	}
	return problems
}

func (b messageBody) isEmpty(files int) bool {
	return b.Content.Value == "" && len(b.Embeds.Value) == 0 && len(b.Components.Value) == 0 &&
		len(b.StickerIDs) == 0 && (len(b.Poll) == 0 || string(b.Poll) == "null") && files == 0
}

func emptyMessage() problem {
	return problem{rule: RuleEmptyMessage, number: 50006, message: "Cannot send an empty message"}
}

// mentionProblems wants every message to say whom it pings. Discord lets one
// pass that does not, and then everything in it pings.
func mentionProblems(prefix string, message messageBody) []problem {
	if message.AllowedMentions != nil && message.AllowedMentions.Parse != nil {
		return nil
	}
	return []problem{{
		rule: RuleAllowedMentions, field: at(prefix, "allowed_mentions"), tolerated: true,
		message: `every message needs {"parse": []} here, or the kinds that may ping`,
	}}
}
