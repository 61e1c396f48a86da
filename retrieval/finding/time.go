package finding

import (
	"math"
	"time"

	"attache/index"
	"attache/retrieval"
	"attache/retrieval/when"
)

const (
	day = 24 * time.Hour
	// fading and fadingFast are the time in which what a fresh article has
	// on top falls to 1/e.
	fading     = 14 * day
	fadingFast = 4 * day
	// freshest is what a report of the day counts beside an old one when
	// passages are looked for.
	freshest = 3.0
	// stale is from when on the extra weight is below a hundred thousandth.
	stale = 12 * fading
	// lag is how long after an event it is still reported as news.
	lag = 3 * day
)

// boost is how a publication counts when passages are looked for: by the
// time that the question speaks of, else by its age; nil for not at all.
func (s *sought) boost() func(published int64) float32 {
	asked := s.findings.Asked
	if asked.Kind == retrieval.KindTimeline {
		return nil
	}
	if w, ok := windowOf(asked); ok && w.over() {
		return func(published int64) float32 {
			return float32(1 + (freshest-1)*math.Exp(-w.beyond(published).Seconds()/fading.Seconds()))
		}
	}
	asOf := s.asOf()
	if asOf.IsZero() {
		return nil
	}
	return func(published int64) float32 {
		return float32(1 + (freshest-1)*fresh(asOf, published, fading))
	}
}

// fresh is 1 for what was published at the time of asking, and falls to 1/e
// in the given time; 0 for what is stale or undated.
func fresh(asOf time.Time, published int64, fading time.Duration) float64 {
	if asOf.IsZero() || published == index.Undated {
		return 0
	}
	age := seconds(asOf.Unix() - published)
	if age == stale {
		return 0
	}
	return math.Exp(-age.Seconds() / fading.Seconds())
}

// seconds is a time of so many, from none to stale: a Duration holds no more
// than 292 years.
func seconds(n int64) time.Duration {
	return time.Duration(min(max(0, n), int64(stale/time.Second))) * time.Second
}

// window is a time of publication that a question asks for; 0 is open.
type window struct{ from, to int64 }

// over reports whether the window has an end, so that what is new lies
// outside of it.
func (w window) over() bool { return w.to != 0 }

// windowOf is the time of publication that a question asks for.
func windowOf(asked retrieval.Asked) (w window, asks bool) {
	t, asks := asked.Window()
	if !asks {
		return w, false
	}
	if !t.From.IsZero() {
		w.from = t.From.Unix()
	}
	if !t.To.IsZero() {
		w.to = t.To.Unix()
		if r := when.Relation(t.Relation); r != when.Before && r != when.Until {
			w.to += int64(lag.Seconds())
		}
	}
	return w, true
}

// beyond is how far outside of the window a publication lies.
func (w window) beyond(published int64) time.Duration {
	switch {
	case published == index.Undated:
		return stale
	case w.from != 0 && published < w.from:
		return seconds(w.from - published)
	case w.to != 0 && published >= w.to:
		return seconds(published - w.to)
	}
	return 0
}

// within is 1 inside of the window, and falls to 1/e in a week beyond it.
func (w window) within(published int64) float64 {
	return math.Exp(-w.beyond(published).Hours() / (7 * 24))
}
