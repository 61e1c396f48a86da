package index

import "time"

const (
	secondsOfDay = int64(24 * time.Hour / time.Second)
	// blockPassages is how many passages share a bound on their boost.
	blockPassages = 512
	// maxBoostDays bounds the days of a segment whose boosts are tabled.
	maxBoostDays = 4096
)

// dayOf counts days from 1 January 1970, UTC.
func dayOf(published int64) int64 {
	day := published / secondsOfDay
	if published%secondsOfDay < 0 {
		day--
	}
	return day
}

// days are the days on which some passages were published.
type days struct {
	first, last int64 // first > last where all are undated
	undated     bool
}

func (d *days) add(published int64) {
	switch day := dayOf(published); {
	case published == Undated:
		d.undated = true
	case d.first > d.last:
		d.first, d.last = day, day
	default:
		d.first, d.last = min(d.first, day), max(d.last, day)
	}
}

// noDays are those of no passages.
var noDays = days{first: 1, last: 0}

// daysOf gives the days of each block of passages, and of all.
func daysOf(published []int64) (blocks []days, all days) {
	all = noDays
	for n, at := range published {
		if n%blockPassages == 0 {
			blocks = append(blocks, noDays)
		}
		blocks[len(blocks)-1].add(at)
		all.add(at)
	}
	return blocks, all
}

// boosts are what a query multiplies scores by in one segment.
type boosts struct {
	query *Query
	first int64
	table []float32 // by day from first; nil where there are too many
}

func newBoosts(q *Query, d days) boosts {
	b := boosts{query: q, first: d.first}
	if q.Boost == nil || d.last-d.first >= maxBoostDays {
		return b
	}
	for day := d.first; day <= d.last; day++ {
		b.table = append(b.table, q.Boost(day*secondsOfDay))
	}
	return b
}

// of is the boost of a publication.
func (b *boosts) of(published int64) float32 {
	switch {
	case b.query.Boost == nil:
		return 1
	case published == Undated:
		return b.query.Boost(Undated)
	case b.table == nil:
		return b.query.Boost(dayOf(published) * secondsOfDay)
	}
	return b.table[dayOf(published)-b.first]
}

// most is the highest boost on any of the days.
func (b *boosts) most(d days) float32 {
	switch {
	case b.query.Boost == nil:
		return 1
	case b.table == nil:
		return b.query.MaxBoost
	}
	most := float32(0)
	if d.undated {
		most = b.query.Boost(Undated)
	}
	for day := d.first; day <= d.last; day++ {
		most = max(most, b.table[day-b.first])
	}
	return most
}
