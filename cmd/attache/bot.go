package main

import (
	"context"
	"log/slog"

	"attache/answer"
	"attache/bot"
	"attache/news"
)

type botVerb struct{}

// Help is shown below the flags.
func (botVerb) Help() string {
	return `Connects to Discord, answers there, and keeps reading the sources. It runs until it is stopped.

It needs DISCORD_TOKEN: the README says how to get one and how to invite the bot.`
}

// Run runs the bot and the schedule.
func (v *botVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) error {
	if settings.DiscordToken == "" {
		return usageError{"DISCORD_TOKEN is not set: copy the bot's token from the Discord Developer Portal (Bot > Reset Token)"}
	}
	return withApp(ctx, settings, log, func(a *app) error {
		r, err := a.newIntake(settings)
		if err != nil {
			return err
		}
		defer r.Close()
		b, err := bot.New(bot.Options{
			Token: settings.DiscordToken, APIURL: settings.DiscordAPIURL, Logger: log,
			Desk: discordDesk{desk: a.desk(settings), app: a}, Sources: r,
		})
		if err != nil {
			return err
		}
		ctx := a.tend(ctx)
		r.follow(ctx)
		a.warmUp(ctx)
		a.embedAlong(ctx, settings)
		defer a.settle()
		return b.Run(ctx)
	})
}

// discordDesk is the answering side as the bot needs it.
type discordDesk struct {
	desk *answer.Desk
	app  *app
}

// Ask answers a question.
func (d discordDesk) Ask(ctx context.Context, q news.Question, show func(news.Answer)) (news.Answer, error) {
	return d.desk.Ask(ctx, q, show)
}

// Summarise sums up a topic.
func (d discordDesk) Summarise(ctx context.Context, t news.Topic, show func(news.Answer)) (news.Answer, error) {
	return d.desk.Summarise(ctx, t, show)
}

// Posted notes as which message an answer was posted.
func (d discordDesk) Posted(ctx context.Context, answer int64, channel, message string) error {
	return d.app.store.NotePosted(ctx, answer, channel, message)
}
