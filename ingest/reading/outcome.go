package reading

import (
	"math/rand/v2"

	"attache/ingest"
	"attache/news"
)

// outcome is what is remembered of a reading that ended with err.
func (p *Pass) outcome(src news.Source, r Reading, err error) news.Outcome {
	o := news.Outcome{Source: src.ID, At: p.now()}
	if until, asked := leftAlone(err); asked {
		o.Postponed, o.NextAt = true, o.At.Add(until)
		return o
	}
	if err != nil {
		o.Failed = true
		o.Problem = news.Explain(err, "The source could not be read; the log says why.")
		o.NextAt = o.At.Add(retryDelay(src.Failures+1, rand.Float64(), err))
		o.PauseReason = giveUpReason(src, err, o.Problem, o.At)
		p.logger.Warn("source failed", "source", src.ID, "failures", src.Failures+1, "error", err)
		return o
	}
	o.Title, o.Home, o.Language = r.Title, r.Home, r.Language
	o.ETag, o.LastModified, o.ValidatedAt = r.ETag, r.LastModified, r.For
	o.Newest = newestOf(src.Newest, r.Dates)
	o.Interval = interval(src, r, o.At)
	o.NextAt = nextAt(r, o.Interval, o.At, rand.Float64())
	o.Skipped, o.Notes, o.NotModified = r.Skipped, r.Notes, r.NotModified
	o.MovedTo = movedTo(src, r)
	return o
}

// movedTo is the address to read a source under from now on; empty where it
// stays. A redirect for good is believed once the new address has brought
// what the source is: a list with items or the article itself, no login and
// no front page.
func movedTo(src news.Source, r Reading) string {
	if r.Moved == "" || r.NotModified || r.Items == 0 {
		return ""
	}
	u, err := ingest.ParseAddress(r.Moved)
	if err != nil || ingest.IsFront(u) {
		return ""
	}
	address, err := ingest.CanonicalURL(r.Moved)
	if err != nil || address == src.URL {
		return ""
	}
	return address
}
