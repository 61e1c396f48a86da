package answer_test

import (
	"strings"
	"testing"
	"time"

	"attache/internal/llmtest"
	"attache/news"
)

func TestSummarise(t *testing.T) {
	t.Parallel()
	r := newNewsroom(t)
	topic := news.Topic{Text: "the Merle treaty", Period: 7 * 24 * time.Hour}
	t.Run("takes each article's news, newest first", func(t *testing.T) {
		a, err := r.desk(t, "").Summarise(t.Context(), topic, nil)
		if err != nil {
			t.Fatal(err)
		}
		checkAnswer(t, a)
		if a.Mode != news.ModeExtractive || len(a.Citations) != 2 || a.Citations[0].Outlet != "The Post" || a.Citations[1].Outlet != "Channel 9" {
			t.Errorf("%s: %s", a.Mode, a.Text)
		}
	})
	t.Run("has the model write, and says which days it covers", func(t *testing.T) {
		server := llmtest.New(t, llmtest.Reply(cites("Both signed {30 percent}. The moon fell [9].")))
		a, err := r.desk(t, server.URL()).Summarise(t.Context(), topic, nil)
		if err != nil {
			t.Fatal(err)
		}
		checkAnswer(t, a)
		if a.Text != "Both signed [1]." || !strings.Contains(server.Requests()[0].User(), "27 February 2031 to 6 March 2031") {
			t.Errorf("%s, asked with %s", a.Text, server.Requests()[0].User())
		}
	})
	t.Run("refuses where the period holds nothing", func(t *testing.T) {
		a, err := r.desk(t, "").Summarise(t.Context(), news.Topic{Text: topic.Text, Period: time.Hour}, nil)
		if err != nil {
			t.Fatal(err)
		}
		checkAnswer(t, a)
		if !a.Refused {
			t.Errorf("answer: %s", a.Text)
		}
	})
	t.Run("refuses a topic without words", func(t *testing.T) {
		a, err := r.desk(t, "").Summarise(t.Context(), news.Topic{Text: " 🙂 "}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !a.Refused || a.Text != "I need a question in words to look for an answer." {
			t.Errorf("answer: %s", a.Text)
		}
	})
}
