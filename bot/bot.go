// Package bot is the Discord edge: it hears questions, shows answers, and
// keeps the connection. Its rules are:
//
//   - Nothing foreign is trusted. Article text is escaped, links go to cited
//     articles only, and no message pings anybody.
//   - A reader never sees a Go error: only sentences that say what to do. An
//     interaction's token never reaches a log.
//   - A command is acknowledged at once and answered later; every wait honours
//     its context, and every goroutine is waited for by Run.
//   - An answer grows by edits that never overtake each other, and the last
//     one is never left out.
//   - What a member may do is checked here too, whatever a server's settings
//     say about who sees a command.
//
// Of discordgo the package takes what Discord's objects look like. It keeps
// the connection and makes the calls itself, for three reasons that cannot be
// mended from outside: discordgo's Open waits for its own lock for ever when
// Discord answers IDENTIFY with a request to reconnect; its waits have no
// context; and it counts all edits of all interactions against one limit.
package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"attache/news"
)

// DefaultAPIURL is the base URL of Discord's REST API
// (https://discord.com/developers/docs/reference#http-api).
const DefaultAPIURL = "https://discord.com/api/v10"

// desk answers.
type desk interface {
	// Ask answers a question; show, if not nil, hears the answer as it grows,
	// one verified sentence at a time.
	Ask(ctx context.Context, q news.Question, show func(news.Answer)) (news.Answer, error)
	// Summarise sums up a topic in the same manner.
	Summarise(ctx context.Context, t news.Topic, show func(news.Answer)) (news.Answer, error)
	// Posted notes as which message an answer was posted.
	Posted(ctx context.Context, answer int64, channel, message string) error
}

// sourceDesk keeps what a guild reads.
type sourceDesk interface {
	// Add subscribes a guild to what stands at a URL, and reports in plain
	// sentences what that is and how its first reading went.
	Add(ctx context.Context, guild, url string) (report string, err error)
	// List gives the sources a guild sees, the shared ones among them.
	List(ctx context.Context, guild string) ([]news.Source, error)
	// Remove ends a subscription, or fails with news.ErrNotFound. The name is
	// the source's title or address.
	Remove(ctx context.Context, guild, name string) (news.Source, error)
}

// Options are the parts and habits of a Bot. Token, Desk and Sources are
// needed; every duration that is 0 takes its default.
type Options struct {
	// Token is the bot's token, without "Bot " before it.
	Token string
	// APIURL is the base URL of the REST API; default DefaultAPIURL. The
	// gateway's address comes from there.
	APIURL string
	// HTTPClient makes the REST calls; default one of its own.
	HTTPClient *http.Client
	// Logger is silent when nil.
	Logger  *slog.Logger
	Desk    desk
	Sources sourceDesk

	// EditInterval is the least time between two edits of one answer;
	// default 1 s.
	EditInterval time.Duration
	// AnswerDeadline is how long one answer may take, and before that how
	// long it may wait for its turn; default 2 min each. An interaction's
	// token serves for 15 min.
	AnswerDeadline time.Duration
	// Concurrent is how many questions are answered at once; default 8.
	Concurrent int
	// ReconnectDelay is the first pause between connections that fail;
	// default 1 s. Pauses grow to sixty times as much.
	ReconnectDelay time.Duration
	// StartupPatience is how long the first connection may take to be made
	// before Run gives up; default 30 s.
	StartupPatience time.Duration
	// ShutdownGrace is how long answers in flight may take to say goodbye
	// once Run is to end; default 5 s.
	ShutdownGrace time.Duration
}

func (o Options) withDefaults() Options {
	o.APIURL = strings.TrimRight(cmp.Or(o.APIURL, DefaultAPIURL), "/")
	o.EditInterval = cmp.Or(o.EditInterval, time.Second)
	o.AnswerDeadline = cmp.Or(o.AnswerDeadline, 2*time.Minute)
	o.Concurrent = max(cmp.Or(o.Concurrent, 8), 1)
	o.ReconnectDelay = cmp.Or(o.ReconnectDelay, time.Second)
	o.StartupPatience = cmp.Or(o.StartupPatience, 30*time.Second)
	o.ShutdownGrace = cmp.Or(o.ShutdownGrace, 5*time.Second)
	if o.HTTPClient == nil {
		// A client of its own keeps connections of its own.
		o.HTTPClient = &http.Client{Transport: newTransport()}
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o
}

// Bot is the bot at work in Discord.
type Bot struct {
	options Options
	logger  *slog.Logger
	rest    *rest
	// turns holds a place for every question that is being answered.
	turns   chan struct{}
	waiting atomic.Int64
}

// New returns a Bot, or a *news.Fault that says which setting is wrong.
func New(options Options) (*Bot, error) {
	options.Token = strings.TrimPrefix(strings.TrimSpace(options.Token), "Bot ")
	if options.Token == "" {
		return nil, &news.Fault{
			Sentence: "The bot needs a token: copy it from the Developer Portal (Bot > Reset Token) into DISCORD_TOKEN.",
		}
	}
	if options.Desk == nil || options.Sources == nil {
		return nil, errors.New("a bot needs a Desk and Sources")
	}
	options = options.withDefaults()
	base, err := url.Parse(options.APIURL)
	if err != nil || base.Host == "" || (base.Scheme != "http" && base.Scheme != "https") {
		return nil, &news.Fault{
			Sentence: fmt.Sprintf("DISCORD_API_URL is no web address: set it to something like %s, or leave it out.", DefaultAPIURL),
			Cause:    err,
		}
	}
	return &Bot{
		options: options,
		logger:  options.Logger,
		rest: &rest{
			client: options.HTTPClient, base: options.APIURL, token: options.Token, logger: options.Logger,
		},
		turns: make(chan struct{}, options.Concurrent),
	}, nil
}
