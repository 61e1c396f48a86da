package finding

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"

	"attache/index"
	"attache/news"
	"attache/retrieval"
)

// ranked is how many of the best passages by words are read and ranked.
const ranked = 50

// rank reads the best hits and puts them in order.
func (s *sought) rank(ctx context.Context) error {
	if len(s.hits) == 0 {
		return nil
	}
	evidence, err := s.read(ctx)
	if err != nil {
		return err
	}
	r := newRanking(s)
	for i, read := range s.readAll(evidence) {
		r.add(evidence[i], read)
	}
	if err := r.spoken(ctx); err != nil {
		return err
	}
	r.finish()
	s.findings.Found = r.found
	Order(s.findings.Found, *s.Weights)
	s.fuse()
	return nil
}

// read fetches the words of the best hits, by words and by meaning.
func (s *sought) read(ctx context.Context) ([]news.Evidence, error) {
	var ids []int64
	for _, hit := range s.hits[:min(len(s.hits), ranked)] {
		ids = append(ids, hit.Passage)
	}
	for _, near := range s.near {
		if !slices.Contains(ids, near.Passage) {
			ids = append(ids, near.Passage)
		}
	}
	evidence, err := s.Archive.Evidence(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("reading the evidence: %w", err)
	}
	return evidence, nil
}

// readAtOnce is how many passages are worth a goroutine of their own.
const readAtOnce = 16

// readAll reads the texts of passages, on all cores: it is most of the work
// of a question.
func (s *sought) readAll(evidence []news.Evidence) []reading {
	readings := make([]reading, len(evidence))
	size := max(readAtOnce, (len(evidence)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	var tasks sync.WaitGroup
	for from := 0; from < len(evidence); from += size {
		tasks.Go(func() {
			analyser := s.analysers.Get()
			defer s.analysers.Put(analyser)
			reader := newReader(analyser, s.findings.Asked, s.findings.Weights)
			for i := from; i < min(from+size, len(evidence)); i++ {
				readings[i] = reader.read(evidence[i])
			}
		})
	}
	tasks.Wait()
	return readings
}

// Order scores passages by what their signals count, and puts the best
// first.
func Order(found []retrieval.Found, weights retrieval.Signals) {
	for i := range found {
		found[i].Score = found[i].Signals.Times(weights)
	}
	slices.SortStableFunc(found, func(a, b retrieval.Found) int { return -cmp.Compare(a.Score, b.Score) })
}

// ranking gathers the signals of the passages of one question.
type ranking struct {
	*sought
	window   window
	windowed bool
	outlets  map[int64]bool
	hit      map[int64]index.Hit    // by passage
	articles map[int64]*articleRead // by article
	found    []retrieval.Found
}

// articleRead is what the found passages of an article tell together.
type articleRead struct {
	matched uint64
	counts  []float64 // by term: how often it stands there
}

func newRanking(s *sought) *ranking {
	r := &ranking{
		sought:  s,
		outlets: s.cuedOutlets(), hit: make(map[int64]index.Hit, len(s.hits)), articles: make(map[int64]*articleRead),
	}
	r.window, r.windowed = windowOf(s.findings.Asked)
	for _, h := range s.hits {
		r.hit[h.Passage] = h
		a := r.articles[h.Article]
		if a == nil {
			a = &articleRead{counts: make([]float64, len(s.findings.Weights))}
			r.articles[h.Article] = a
		}
		a.matched |= h.Matched
	}
	return r
}

// score is a hit's score by words alone, beside the most there could be.
func (r *ranking) score(h index.Hit) float64 {
	score := float64(h.Score)
	if boost := r.boost(); boost != nil {
		score /= float64(boost(h.Published))
	}
	return score / r.most
}

// add takes in a passage that was read.
func (r *ranking) add(e news.Evidence, read reading) {
	hit := r.hit[e.Passage.ID]
	article := r.articles[hit.Article]
	article.matched |= read.matched
	for i, n := range read.counts {
		article.counts[i] += n
	}
	s := read.signals
	s[retrieval.SignalScore] = r.score(hit)
	r.date(&s, hit.Published)
	if r.outlets[hit.Outlet] {
		s[retrieval.SignalOutlet] = 1
	}
	if e.Passage.Ordinal == 0 {
		s[retrieval.SignalLead] = 1
	}
	r.found = append(r.found, retrieval.Found{
		Evidence: e, Share: s[retrieval.SignalShare], Matched: read.matched, Named: read.named, Signals: s,
	})
}

// date fills in what the time of publication tells. A question that speaks
// of a time is about then, and not about now.
func (r *ranking) date(s *retrieval.Signals, published int64) {
	if r.windowed {
		s[retrieval.SignalWindow] = r.window.within(published)
	}
	if !r.window.over() && r.findings.Asked.Kind != retrieval.KindTimeline {
		s[retrieval.SignalFresh] = fresh(r.asOf(), published, fading)
		s[retrieval.SignalToday] = fresh(r.asOf(), published, fadingFast)
	}
}

// spoken marks the passages that quote a speaker the question asks for.
func (r *ranking) spoken(ctx context.Context) error {
	speakers := r.findings.Asked.Speakers
	if len(speakers) == 0 {
		return nil
	}
	ids := make([]int64, len(r.found))
	for i, f := range r.found {
		ids[i] = f.Passage.ID
	}
	quotes, err := r.Archive.Quotes(ctx, ids)
	if err != nil {
		return fmt.Errorf("reading quotations: %w", err)
	}
	for i, f := range r.found {
		for _, q := range quotes[f.Passage.ID] {
			if slices.ContainsFunc(speakers, func(s string) bool { return isSpeaker(q, s) }) {
				r.found[i].Signals[retrieval.SignalSpeaker] = 1
			}
		}
	}
	return nil
}

// isSpeaker reports whether the words are those of the speaker named.
func isSpeaker(q news.Quote, named string) bool {
	last := index.Fold(named[strings.LastIndexByte(named, ' ')+1:])
	for _, word := range strings.Fields(q.Speaker) {
		if index.Fold(word) == last {
			return true
		}
	}
	return false
}

// finish fills in what only all passages together tell.
func (r *ranking) finish() {
	names := properNames(r.findings.Asked)
	oldest, newest := r.span()
	for i := range r.found {
		f := &r.found[i]
		article := r.articles[f.Article.ID]
		f.Signals[retrieval.SignalWhole] = r.whole(article)
		f.Signals[retrieval.SignalNames] = shareOf(article.matched, names, r.findings.Weights)
		if published := r.hit[f.Passage.ID].Published; oldest < newest && published >= oldest && published <= newest {
			f.Signals[retrieval.SignalNewest] = float64(published-oldest) / float64(newest-oldest)
		}
	}
}

// wholeHalf is how often a word must stand in an article for half of its
// weight.
const wholeHalf = 3

// whole is BM25 over an article's found passages taken as one text.
func (r *ranking) whole(a *articleRead) (score float64) {
	all := math.SmallestNonzeroFloat32
	for i, n := range a.counts {
		score += r.findings.Weights[i] * n / (n + wholeHalf)
		all += r.findings.Weights[i]
	}
	return score / all
}

// span is the time from the oldest to the newest of the passages that hold
// most of the question, where the newest is asked for.
func (r *ranking) span() (oldest, newest int64) {
	if !r.findings.Asked.OfNow() {
		return 0, 0
	}
	best := 0.0
	for _, f := range r.found {
		best = max(best, f.Share)
	}
	oldest = math.MaxInt64
	for _, f := range r.found {
		if p := r.hit[f.Passage.ID].Published; f.Share >= best/2 && p != index.Undated {
			oldest, newest = min(oldest, p), max(newest, p)
		}
	}
	return oldest, newest
}
