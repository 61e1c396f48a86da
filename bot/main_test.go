package bot

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"attache/internal/discordtest"
	"attache/news"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// scriptedDesk answers as a test wants it to, and remembers what it was
// asked.
type scriptedDesk struct {
	// ask answers; without it every question gets treaty().
	ask func(ctx context.Context, q news.Question, show func(news.Answer)) (news.Answer, error)

	mu        sync.Mutex
	questions []news.Question
	topics    []news.Topic
	posted    []string // "answer channel message"
}

func (d *scriptedDesk) Ask(ctx context.Context, q news.Question, show func(news.Answer)) (news.Answer, error) {
	d.mu.Lock()
	d.questions = append(d.questions, q)
	d.mu.Unlock()
	if d.ask != nil {
		return d.ask(ctx, q, show)
	}
	return treaty(), nil
}

func (d *scriptedDesk) Summarise(ctx context.Context, t news.Topic, show func(news.Answer)) (news.Answer, error) {
	d.mu.Lock()
	d.topics = append(d.topics, t)
	d.mu.Unlock()
	if d.ask != nil {
		return d.ask(ctx, news.Question{Text: t.Text, Guild: t.Guild}, show)
	}
	return treaty(), nil
}

func (d *scriptedDesk) Posted(_ context.Context, _ int64, channel, message string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.posted = append(d.posted, channel+" "+message)
	return nil
}

func (d *scriptedDesk) asked() []news.Question {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.questions)
}

func (d *scriptedDesk) noted() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.posted)
}

// scriptedSources keeps sources in memory.
type scriptedSources struct {
	add  func(ctx context.Context, guild, url string) (string, error)
	mu   sync.Mutex
	seen []news.Source
	err  error
}

func oneSource() *scriptedSources {
	return &scriptedSources{seen: []news.Source{{
		ID: 1, URL: "https://courier.example/world.xml", Kind: news.KindFeed, Title: "The Courier: World",
		Articles: 124, FetchedAt: time.Date(2025, 3, 6, 14, 5, 0, 0, time.UTC),
	}}}
}

func (s *scriptedSources) Add(ctx context.Context, guild, url string) (string, error) {
	if s.add != nil {
		return s.add(ctx, guild, url)
	}
	return "Added the feed " + url + ".", nil
}

func (s *scriptedSources) List(context.Context, string) ([]news.Source, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.seen), s.err
}

func (s *scriptedSources) Remove(_ context.Context, _, name string) (news.Source, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.seen, func(n news.Source) bool { return n.Name() == name || n.URL == name })
	if i < 0 {
		return news.Source{}, news.ErrNotFound
	}
	removed := s.seen[i]
	s.seen = slices.Delete(s.seen, i, i+1)
	return removed, nil
}

// rig is a bot at work in a Discord of its own.
type rig struct {
	discord *discordtest.Server
	desk    *scriptedDesk
	sources *scriptedSources
	// stop ends Run and gives its error; it may be called again.
	stop func() error
}

// start runs a bot until the test ends. It does not wait for it to be online.
func start(t *testing.T, discord discordtest.Options, change func(*Options), ask ...func(context.Context, news.Question, func(news.Answer)) (news.Answer, error)) *rig {
	t.Helper()
	discord.OpenAPI = discordtest.OpenAPIFile(t)
	r := &rig{discord: discordtest.New(t, discord), desk: &scriptedDesk{}, sources: oneSource()}
	if len(ask) > 0 {
		r.desk.ask = ask[0]
	}
	options := Options{
		Token: r.discord.Token(), APIURL: r.discord.APIURL(), Desk: r.desk, Sources: r.sources,
		EditInterval: time.Millisecond, ReconnectDelay: time.Millisecond, ShutdownGrace: 2 * time.Second,
	}
	if change != nil {
		change(&options)
	}
	b, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	r.stop = sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
	t.Cleanup(func() { _ = r.stop() }) // tests that care have looked
	return r
}

// treaty is an answer with two sentences and two articles.
func treaty() news.Answer {
	day := func(d int) news.Moment {
		return news.Moment{Time: time.Date(2025, 3, d, 0, 0, 0, 0, time.UTC), DayOnly: true}
	}
	return news.Answer{
		Question: "What did the ministers sign?", Mode: news.ModeLLM, ID: 7,
		Text: "The ministers signed the treaty on Thursday [1]. “It is a beginning,” Minister Anna Holt told the Courier [1][2].",
		Sentences: []news.Sentence{
			{Text: "The ministers signed the treaty on Thursday.", Citations: []int{1}},
			{Text: "“It is a beginning,” Minister Anna Holt told the Courier.", Citations: []int{1, 2}},
		},
		Citations: []news.Citation{
			{N: 1, URL: "https://courier.example/2025/treaty", Title: "Ministers sign treaty", Outlet: "The Courier", Published: day(6)},
			{N: 2, URL: "https://gazette.example/holt?id=4", Title: "Holt: a beginning", Outlet: "Gazette", Published: day(7)},
		},
		AsOf: day(8),
	}
}

// growingTreaty shows the answer sentence by sentence; between the two it
// waits for a word.
func growingTreaty(next <-chan struct{}) func(context.Context, news.Question, func(news.Answer)) (news.Answer, error) {
	return func(ctx context.Context, _ news.Question, show func(news.Answer)) (news.Answer, error) {
		whole := treaty()
		part := whole
		part.Text = "The ministers signed the treaty on Thursday [1]."
		part.Sentences, part.Citations = whole.Sentences[:1], whole.Citations[:1]
		show(part)
		select {
		case <-next:
			return whole, nil
		case <-ctx.Done():
			return news.Answer{}, context.Cause(ctx)
		}
	}
}
