package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"attache/ingest/reading"
	"attache/internal/samplenews"
	"attache/news"
)

type demoVerb struct{}

// Help is shown below the flags.
func (demoVerb) Help() string {
	return `Serves the built-in sample news as a site with feeds on this machine, reads it the way any source is read, asks four questions, and then takes yours. It needs no key and no network, and leaves nothing behind.`
}

// Run shows what Attaché does.
func (v *demoVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) (err error) {
	folder, err := os.MkdirTemp("", "attache-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	site, err := serveSample()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, site.Close()) }()
	a, err := openAppAt(ctx, filepath.Join(folder, "demo.db"), log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	say(c.out, "Attaché reads the sample news: short reports written for this demonstration.\n")
	if err := readSample(ctx, c, a, site.base, *settings); err != nil {
		return err
	}
	for _, q := range samplenews.Questions() {
		say(c.out, "\n> %s\n", q.Text)
		if err := answerLine(ctx, c, a, settings, q.Text); err != nil {
			return err
		}
	}
	if !isTerminal(c.in) {
		return nil
	}
	return converse(ctx, c, a, settings)
}

// sampleSite is the sample news on loopback.
type sampleSite struct {
	base   *url.URL
	server *http.Server
	served chan error
}

// serveSample starts the site on a free port. Close it.
func serveSample() (*sampleSite, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, &news.Fault{Sentence: "The sample site cannot listen on this machine's loopback address.", Cause: err}
	}
	s := &sampleSite{base: &url.URL{Scheme: "http", Host: listener.Addr().String()}, served: make(chan error, 1)}
	handler, err := samplenews.Handler(s.base)
	if err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	s.server = &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	go func() { s.served <- s.server.Serve(listener) }()
	return s, nil
}

// Close stops the site and waits for it.
func (s *sampleSite) Close() error {
	err := s.server.Close()
	if served := <-s.served; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}

// readSample adds the site's feeds and reads them. Only this one address is
// opened to fetching.
func readSample(ctx context.Context, c console, a *app, base *url.URL, settings Settings) error {
	settings.AllowPrivate = []string{base.Hostname() + "/32"}
	r, err := a.newIntake(&settings)
	if err != nil {
		return err
	}
	defer r.Close()
	for _, path := range samplenews.FeedPaths() {
		added, err := r.add(ctx, news.SharedGuild, base.JoinPath(path).String())
		if err != nil {
			return err
		}
		say(c.out, "Added %s with %d articles.", plain(added.Source.Name()), added.preview.Items)
	}
	began := time.Now()
	var reports []reading.SourceReport
	summary, err := r.pass.Run(ctx, reading.Watcher{Finished: func(report reading.SourceReport) { reports = append(reports, report) }})
	if err != nil {
		return err
	}
	if summary.Failed > 0 {
		return &news.Fault{Sentence: "The sample news could not be read: " + reports[0].Problem}
	}
	say(c.out, "Read %d articles in %.1f s.", summary.New, time.Since(began).Seconds())
	return a.merger.Tidy(ctx, true)
}

func answerLine(ctx context.Context, c console, a *app, settings *Settings, text string) error {
	answer, err := a.desk(settings).Ask(ctx, news.Question{Text: text}, nil)
	if err != nil {
		return err
	}
	return renderAnswer(c.out, answer)
}

// converse takes questions until the input ends.
func converse(ctx context.Context, c console, a *app, settings *Settings) error {
	say(c.out, "\nAsk something about the sample news; an empty line ends the demonstration.")
	lines := make(chan string)
	go func() {
		defer close(lines)
		scanner := bufio.NewScanner(c.in)
		for scanner.Scan() {
			select {
			case lines <- scanner.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	for {
		_, _ = fmt.Fprint(c.out, "\n> ")
		select {
		case <-ctx.Done():
			say(c.out, "")
			return nil
		case line, more := <-lines:
			if !more || strings.TrimSpace(line) == "" {
				return nil
			}
			say(c.out, "")
			if err := answerLine(ctx, c, a, settings, line); err != nil {
				return err
			}
		}
	}
}
