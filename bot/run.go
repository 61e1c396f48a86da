package bot

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"sync"

	"github.com/bwmarrin/discordgo"
	"github.com/cenkalti/backoff/v5"
)

// longestPause is how often the first pause between connections fits into
// the longest.
const longestPause = 60

// Run connects, registers the commands, and serves until ctx ends, which is no
// error. It returns a *news.Fault when Discord refuses the bot for good or
// cannot be reached at the start. Answers in flight are given up with a word
// to their readers, and all of Run's goroutines have ended when it returns.
func (b *Bot) Run(ctx context.Context) error {
	answering, stop := context.WithCancelCause(context.WithoutCancel(ctx))
	w := watch{Bot: b}
	g := gateway{
		rest: b.rest, logger: b.logger, intents: basicIntents | contentIntent,
		hear:     func(name string, data json.RawMessage) { w.hear(answering, name, data) },
		delay:    b.options.ReconnectDelay,
		maxDelay: longestPause * b.options.ReconnectDelay,
		greeting: greeting,
		patience: b.options.StartupPatience,
	}
	err := g.run(ctx)
	stop(errRestarting)
	w.tasks.Wait()
	b.rest.client.CloseIdleConnections()
	return err
}

// watch is what one Run knows. Its fields but tasks belong to the goroutine
// that reads the gateway.
type watch struct {
	*Bot
	tasks sync.WaitGroup
	// self is the bot's user, known from the first READY on.
	self string
}

// hear starts the work that an event asks for.
func (w *watch) hear(ctx context.Context, name string, data json.RawMessage) {
	switch name {
	case eventReady:
		w.begin(ctx, data)
	case eventMessage:
		var m discordgo.Message
		if err := json.Unmarshal(data, &m); err != nil {
			w.logger.Debug("a message could not be read", "err", err)
			return
		}
		if self := w.self; addressed(&m, self) {
			w.tasks.Go(func() { w.asked(ctx, &m, self) })
		}
	case eventInteraction:
		var i discordgo.Interaction
		if err := json.Unmarshal(data, &i); err != nil {
			w.logger.Warn("an interaction could not be read", "err", err)
			return
		}
		w.tasks.Go(func() { w.command(ctx, &i) })
	}
}

// begin learns who the bot is and, the first time, registers its commands.
func (w *watch) begin(ctx context.Context, data json.RawMessage) {
	var ready discordgo.Ready
	if err := json.Unmarshal(data, &ready); err != nil || ready.User == nil {
		w.logger.Error("Discord's READY could not be read", "err", err)
		return
	}
	// An application and its bot share a number unless the application is an
	// old one; a READY without the application is then enough.
	application := ready.User.ID
	if ready.Application != nil {
		application = ready.Application.ID
	}
	w.logger.Info("connected to Discord", "as", ready.User.Username, "guilds", len(ready.Guilds))
	if w.self == "" {
		w.tasks.Go(func() { w.register(ctx, application) })
	}
	w.self = ready.User.ID
}

// register offers the commands in all guilds. Those that have not changed
// stay as they are
// (https://discord.com/developers/docs/interactions/application-commands#bulk-overwrite-global-application-commands).
func (w *watch) register(ctx context.Context, application string) {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval, pauses.MaxInterval = w.options.ReconnectDelay, longestPause*w.options.ReconnectDelay
	pauses.Reset()
	for {
		err := w.rest.do(ctx, request{
			doing: "register the commands", method: http.MethodPut, repeatable: true,
			path: "/applications/" + url.PathEscape(application) + "/commands", bucket: "commands", body: commands(),
		}, nil)
		if err == nil || ctx.Err() != nil {
			return
		}
		if isRefusal(err) {
			w.logger.Error("Discord refused the commands; mentions and direct messages still work", "err", err)
			return
		}
		w.logger.Warn("the commands could not be registered yet", "err", err)
		if sleep(ctx, pauses.NextBackOff()) != nil {
			return
		}
	}
}
