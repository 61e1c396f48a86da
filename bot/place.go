package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
)

// place is where one answer is shown. It is used by one goroutine at a time.
type place interface {
	// thinking tells the reader that an answer is coming; it is called every
	// few seconds until the first show.
	thinking(ctx context.Context)
	// show makes the answer's first message read so.
	show(ctx context.Context, text string) error
	// add posts a further message under it.
	add(ctx context.Context, text string) error
	// at is the first message; zero before it was shown.
	at() posted
}

// response shows an answer in response to a command that was acknowledged.
type response struct {
	rest        *rest
	interaction *discordgo.Interaction
	// private responses are seen by the person who used the command alone.
	private bool
	first   posted
}

// thinking does nothing: Discord itself says that the bot is thinking.
func (*response) thinking(context.Context) {}

func (r *response) show(ctx context.Context, text string) error {
	first, err := r.rest.editOriginal(ctx, r.interaction, say(text))
	if err == nil {
		r.first = first
	}
	return err
}

func (r *response) add(ctx context.Context, text string) error {
	c := say(text)
	if r.private {
		c = whisper(text)
	}
	_, err := r.rest.followUp(ctx, r.interaction, c)
	return err
}

func (r *response) at() posted { return r.first }

// reply shows an answer as replies to a message in a channel.
type reply struct {
	rest              *rest
	channel, question string
	// messages are ours, in order, of which each replies to the one before:
	// so the whole answer is found from its end.
	messages []posted
	// unsure is set when a post failed that may have come through.
	unsure bool
}

// typingTimeout keeps the indicator from holding up what it announces.
const typingTimeout = 2 * time.Second

func (r *reply) thinking(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, typingTimeout)
	defer cancel()
	// A lost indicator is no loss.
	_ = r.rest.typing(ctx, r.channel)
}

func (r *reply) show(ctx context.Context, text string) error {
	if len(r.messages) > 0 {
		return r.rest.edit(ctx, r.messages[0], say(text))
	}
	repeated := r.unsure
	if err := r.add(ctx, text); err != nil {
		return err
	}
	if repeated { // its nonce may have brought back an earlier text
		return r.rest.edit(ctx, r.messages[0], say(text))
	}
	return nil
}

func (r *reply) add(ctx context.Context, text string) error {
	target := r.question
	if len(r.messages) > 0 {
		target = r.messages[len(r.messages)-1].ID
	}
	c := say(text)
	c.Reference = &reference{MessageID: target}
	c.Nonce = fmt.Sprintf("%.20s.%d", r.question, len(r.messages))
	at, err := r.rest.post(ctx, r.channel, c)
	r.unsure = err != nil
	if err == nil {
		r.messages = append(r.messages, posted{ID: at.ID, Channel: r.channel})
	}
	return err
}

func (r *reply) at() posted {
	if len(r.messages) == 0 {
		return posted{}
	}
	return r.messages[0]
}

// isRefusal tells errors that stay however often a call is made: Discord
// understood, and does not want it.
func isRefusal(err error) bool {
	refused, ok := errors.AsType[*apiError](err)
	return ok && refused.status < http.StatusInternalServerError && refused.status != http.StatusTooManyRequests
}
