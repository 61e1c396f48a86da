package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/cenkalti/backoff/v5"
	"github.com/gorilla/websocket"
)

// Names of the events that matter here
// (https://discord.com/developers/docs/events/gateway-events#receive-events).
const (
	eventReady       = "READY"
	eventResumed     = "RESUMED"
	eventMessage     = "MESSAGE_CREATE"
	eventInteraction = "INTERACTION_CREATE"
)

const (
	// basicIntents suffice for commands, mentions and direct messages.
	basicIntents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
	// contentIntent lets the bot also read replies that do not mention it.
	contentIntent = discordgo.IntentMessageContent
)

// greeting is how long a connection may take to be made, and then to be
// greeted on.
const greeting = 20 * time.Second

// steady is how long a connection must have lasted for the next one to be
// made without a pause. A day has no more than 1,000 IDENTIFYs.
const steady = 30 * time.Second

// gateway keeps the bot connected.
type gateway struct {
	rest    *rest
	logger  *slog.Logger
	intents discordgo.Intent
	session session
	// hear is told of every event, in order. It must not block.
	hear func(name string, data json.RawMessage)
	// delay and maxDelay bound the pauses between connections that fail.
	delay, maxDelay time.Duration
	// greeting is for each connection, the constant but in tests.
	greeting time.Duration
	// patience is how long the first connection may take to be made.
	patience time.Duration
	// joined tells that a connection was made; connected when the last one
	// was.
	joined    bool
	connected time.Time
}

// run connects again and again until ctx ends, which is no error, or Discord
// refuses for good.
func (g *gateway) run(ctx context.Context) error {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval, pauses.MaxInterval, pauses.Multiplier = g.delay, g.maxDelay, 2
	pauses.Reset()
	giveUp := time.Now().Add(g.patience)
	for {
		g.connected = time.Time{}
		err := g.connect(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if g.withoutContent(err) {
			continue
		}
		if fault := fatal(err); fault != nil {
			return fault
		}
		if !g.joined && time.Now().After(giveUp) {
			return unreachable(g.rest.base, err)
		}
		pause := g.pause(err, pauses)
		g.logger.Info("connecting to Discord anew", "because", err, "in", pause)
		if sleep(ctx, pause) != nil {
			return nil
		}
	}
}

// pause is how long to wait before the next connection: not at all after one
// that went well, and longer and longer otherwise.
func (g *gateway) pause(err error, pauses *backoff.ExponentialBackOff) time.Duration {
	lasted := time.Since(g.connected)
	switch {
	case errors.Is(err, errInvalid):
		// Discord wants one to five seconds between the two
		// (https://discord.com/developers/docs/events/gateway#resuming).
		return g.delay + rand.N(4*g.delay)
	case !g.connected.IsZero() && lasted > steady:
		pauses.Reset()
		return 0
	case errors.Is(err, errReconnect) && !g.connected.IsZero():
		return 0
	}
	return pauses.NextBackOff()
}

// withoutContent gives up reading all messages when the application may not:
// it tells whether to try again so.
func (g *gateway) withoutContent(err error) bool {
	if closeCode(err) != closeDisallowedIntents || g.intents&contentIntent == 0 {
		return false
	}
	g.intents &^= contentIntent
	g.logger.Warn("Discord does not let this bot read message content: commands, mentions and direct messages work, " +
		"replies that do not mention it do not. Switch on Message Content Intent in the Developer Portal, under Bot.")
	return true
}

// connect makes one connection and serves it to its end.
func (g *gateway) connect(ctx context.Context) error {
	resumeURL := g.session.address()
	address := resumeURL
	if address == "" {
		var err error
		if address, err = g.address(ctx); err != nil {
			return err
		}
	}
	target, err := gatewayURL(address)
	if err != nil {
		g.session.leaveURL()
		return err
	}
	dialer := websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: g.greeting}
	socket, response, err := dialer.DialContext(ctx, target, http.Header{"User-Agent": {userAgent}})
	if response != nil {
		_ = response.Body.Close() // gorilla has read what there was
	}
	if err != nil {
		g.session.leaveURL()
		return fmt.Errorf("connect to the gateway: %w", err)
	}
	c := connection{socket: socket, session: &g.session, greeting: g.greeting, hear: g.note}
	err = c.serve(ctx, g.session.greeting(g.rest.token, g.intents))
	if endsSession(err) {
		g.session.forget()
	}
	return err
}

// note passes an event on, and sees when a connection stands.
func (g *gateway) note(name string, data json.RawMessage) {
	if name == eventReady || name == eventResumed {
		g.joined, g.connected = true, time.Now()
	}
	g.hear(name, data)
}

// address asks where the gateway is. It waits when the day's IDENTIFYs are
// used up: Discord resets the token of a bot that goes on
// (https://discord.com/developers/docs/events/gateway#session-start-limit-object).
func (g *gateway) address(ctx context.Context) (string, error) {
	var found struct {
		URL   string `json:"url"`
		Limit struct {
			Remaining  *int  `json:"remaining"`
			ResetAfter int64 `json:"reset_after"` // milliseconds
		} `json:"session_start_limit"`
	}
	err := g.rest.do(ctx, request{
		doing: "ask for the gateway", method: http.MethodGet, path: "/gateway/bot", bucket: "gateway", repeatable: true,
	}, &found)
	if err != nil {
		return "", err
	}
	if left := found.Limit.Remaining; left != nil && *left <= 0 {
		wait := seconds(float64(found.Limit.ResetAfter) / 1000)
		g.logger.Error("Discord allows no more connections for now; the bot waits", "for", wait)
		if err := sleep(ctx, wait); err != nil {
			return "", err
		}
	}
	return found.URL, nil
}

// gatewayURL adds version and encoding to the gateway's address.
func gatewayURL(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || (u.Scheme != "wss" && u.Scheme != "ws") {
		return "", fmt.Errorf("%q is no address of a gateway", shorten(address, 100))
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.RawQuery = url.Values{"v": {"10"}, "encoding": {"json"}}.Encode()
	return u.String(), nil
}
