package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"strings"
	"time"

	"attache/news"
)

type askVerb struct {
	JSON     bool     `name:"json" help:"Print one JSON object."`
	AsOf     string   `placeholder:"T" help:"Answer from what was known then: 2025-03-06 (the end of that day, UTC) or 2025-03-06T09:30:00Z."`
	Since    string   `placeholder:"T" help:"Cite only what was published since."`
	Until    string   `placeholder:"T" help:"Cite only what was published until then."`
	Outlet   []string `placeholder:"NAME" sep:"none" help:"Cite only this outlet; may be given more than once."`
	Guild    string   `placeholder:"ID" help:"Answer as in this Discord server."`
	Explain  bool     `help:"Show first how the question was understood, what was found, and why that is enough or not. With --json print that as one object, and no answer."`
	Question []string `arg:"" help:"The question."`
}

// Help is shown below the flags.
func (askVerb) Help() string {
	return `Examples:
  attache ask "Who chairs the talks in Geneva?"
  attache ask --as-of 2025-03-06 --outlet "Financial Times" "What did Lammy say in Tokyo?"
  attache ask --json "When did Sweden join NATO?" | jq .answer
  attache ask --explain "Who met the prime minister last week?"
  attache ask --explain --json "Who said so, according to the FT?" | jq .asked.speakers

The exit status is 0 for an answer and 3 for a refusal. With --explain --json no answer is
written: the object is {"asked":…,"found":[…],"enough":…}, and the exit status is 3 where what
was found is not enough.`
}

// Run answers one question.
func (v *askVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) (err error) {
	q := news.Question{Text: strings.Join(v.Question, " "), Guild: v.Guild, Outlets: v.Outlet}
	if q.AsOf, err = momentFlag("--as-of", v.AsOf); err != nil {
		return err
	}
	if q.Since, err = momentFlag("--since", v.Since); err != nil {
		return err
	}
	if q.Until, err = momentFlag("--until", v.Until); err != nil {
		return err
	}
	a, err := openApp(ctx, settings, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	found := &recalled{retriever: a.helped(settings)}
	if v.Explain {
		if q.AsOf.IsZero() {
			q.AsOf = news.At(time.Now())
		}
		x, err := explain(ctx, found, q)
		if err != nil {
			return err
		}
		if err := x.print(c, v.JSON); err != nil || v.JSON {
			return err
		}
	}
	answer, err := a.deskOver(found, settings).Ask(ctx, q, nil)
	if err != nil {
		return err
	}
	return printAnswer(c, answer, v.JSON)
}

func momentFlag(flag, text string) (news.Moment, error) {
	if text == "" {
		return news.Moment{}, nil
	}
	m, err := news.ParseMoment(text)
	if err != nil {
		return m, usageError{flag + ": " + err.Error()}
	}
	return m, nil
}

// printAnswer writes an answer for people or machines; a refusal also ends
// the verb with its exit status.
func printAnswer(c console, a news.Answer, asJSON bool) error {
	var err error
	if asJSON {
		err = writeJSON(c.out, a)
	} else {
		err = renderAnswer(c.out, a)
	}
	if err == nil && a.Refused {
		return errRefused
	}
	return err
}

func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

type summaryVerb struct {
	JSON   bool     `name:"json" help:"Print one JSON object."`
	Period string   `default:"7d" placeholder:"7d" help:"How far back: days (7d) or weeks (2w), counted from now."`
	AsOf   string   `placeholder:"T" help:"Count from then instead."`
	Guild  string   `placeholder:"ID" help:"Answer as in this Discord server."`
	Topic  []string `arg:"" help:"What to sum up."`
}

// Help is shown below the flags.
func (summaryVerb) Help() string {
	return `Examples:
  attache summary "Black Sea grain"
  attache summary --period 4w --as-of 2025-03-06 "European defence"`
}

// Run sums up one topic.
func (v *summaryVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) (err error) {
	t := news.Topic{Text: strings.Join(v.Topic, " "), Guild: v.Guild}
	if t.Period, err = parsePeriod(v.Period); err != nil {
		return err
	}
	if t.AsOf, err = momentFlag("--as-of", v.AsOf); err != nil {
		return err
	}
	a, err := openApp(ctx, settings, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	answer, err := a.desk(settings).Summarise(ctx, t, nil)
	if err != nil {
		return err
	}
	return printAnswer(c, answer, v.JSON)
}

// parsePeriod reads a number of days or weeks, up to ten years.
func parsePeriod(text string) (time.Duration, error) {
	unit := 24 * time.Hour
	number, ok := strings.CutSuffix(text, "d")
	if !ok {
		if number, ok = strings.CutSuffix(text, "w"); ok {
			unit *= 7
		}
	}
	n, err := parseCount(number)
	if !ok || err != nil || n < 1 || time.Duration(n)*unit > 3660*24*time.Hour {
		return 0, usageError{"--period: write a number of days or weeks, like 7d or 2w"}
	}
	return time.Duration(n) * unit, nil
}
