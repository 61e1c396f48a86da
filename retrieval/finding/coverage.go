package finding

import (
	"context"
	"fmt"
	"time"

	"attache/index"
	"attache/news"
)

const (
	// nearShare is the part of the question's weight that a passage must
	// hold for its article to count as covering the topic.
	nearShare = 0.4
	// nearest is how many headlines coverage names.
	nearest = 3
)

// cover says what the corpus holds near the question: the articles of which
// a passage holds enough of its words.
func (s *sought) cover(ctx context.Context) (err error) {
	var near []index.Hit
	seen := make(map[int64]bool)
	for _, hit := range s.hits {
		if !seen[hit.Article] && share(hit.Matched, s.findings.Weights) >= nearShare {
			seen[hit.Article] = true
			near = append(near, hit)
		}
	}
	c := &s.findings.Coverage
	c.Articles = len(near)
	if len(near) == 0 {
		return nil
	}
	articles := make([]int64, len(near))
	named := make(map[int64]bool)
	for i, hit := range near {
		articles[i] = hit.Article
		if !named[hit.Outlet] {
			named[hit.Outlet] = true
			c.Outlets = append(c.Outlets, s.names[hit.Outlet])
		}
		c.From, c.To = widen(c.From, c.To, hit.Published)
	}
	if c.Origins, err = s.Archive.CountStories(ctx, articles); err != nil {
		return fmt.Errorf("counting origins: %w", err)
	}
	var closest []int64
	for _, hit := range near[:min(len(near), nearest)] {
		closest = append(closest, hit.Passage)
	}
	if c.Nearest, err = s.Archive.Headlines(ctx, closest); err != nil {
		return fmt.Errorf("reading the headlines: %w", err)
	}
	return nil
}

// widen stretches a range of days so that it takes in a publication time.
func widen(from, to news.Moment, published int64) (news.Moment, news.Moment) {
	if published == index.Undated {
		return from, to
	}
	day := news.Moment{Time: time.Unix(published, 0).UTC().Truncate(24 * time.Hour), DayOnly: true}
	if from.IsZero() || day.Time.Before(from.Time) {
		from = day
	}
	if to.IsZero() || day.Time.After(to.Time) {
		to = day
	}
	return from, to
}
