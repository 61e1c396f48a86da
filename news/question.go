package news

import "time"

// Question is what a reader asks, with everything that bounds the answer.
type Question struct {
	Text string
	// Guild is the Discord server it was asked in; SharedGuild outside of
	// one. Only sources this guild sees may answer.
	Guild string
	// AsOf answers from what was known then; zero means now.
	AsOf Moment
	// Since and Until bound the publication of what may be cited; zero
	// means no bound. Until covers its whole day.
	Since, Until Moment
	// Outlets, if any, are the only publishers that may be cited.
	Outlets []string
	// Hidden articles are treated as if they were not held; only measuring
	// uses it.
	Hidden []int64
	// History is the conversation above the question, oldest first.
	History []Turn
}

// Turn is one earlier message of a conversation.
type Turn struct {
	// ByBot tells the bot's own messages from a reader's.
	ByBot bool
	Text  string
}

// Topic is what a reader wants summed up.
type Topic struct {
	Text  string
	Guild string
	AsOf  Moment
	// Period is how far back the summary reaches from AsOf.
	Period time.Duration
}
