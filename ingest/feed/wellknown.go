package feed

import (
	"net/url"
	"slices"
	"strings"

	"attache/ingest"
)

// maxRobotsSitemaps bounds the sitemaps that are taken from one robots.txt.
const maxRobotsSitemaps = 20

// WellKnown are the addresses at which a site that advertises no feed may
// have one all the same, in the order in which they are worth trying: where
// the common programs for publishing put their feeds (WordPress, Ghost,
// Hugo, Jekyll, Blogger), then sitemaps of news, then any sitemap. There are
// 12, all at the root of home's host.
func WellKnown(home *url.URL) []string {
	root := url.URL{Scheme: home.Scheme, Host: home.Host}
	paths := []string{
		"/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feeds/posts/default", "/?feed=rss2",
		"/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_index.xml", "/sitemap.xml",
	}
	for i, path := range paths {
		paths[i] = root.String() + path
	}
	return paths
}

// RobotsSitemaps are the sitemaps that a robots.txt names
// (https://www.sitemaps.org/protocol.html#submit_robots), at most 20 full
// addresses, each once. Those that are called news come first: they hold
// the last two days with titles and times.
func RobotsSitemaps(robots string) []string {
	var sitemaps []string
	for line := range strings.Lines(robots) {
		key, value, found := strings.Cut(line, ":")
		if !found || !strings.EqualFold(strings.Trim(key, " \t\ufeff"), "sitemap") {
			continue
		}
		value, _, _ = strings.Cut(value, " #")
		u, err := ingest.ParseAddress(value)
		if err != nil || slices.Contains(sitemaps, u.String()) {
			continue
		}
		if sitemaps = append(sitemaps, u.String()); len(sitemaps) == maxRobotsSitemaps {
			break
		}
	}
	slices.SortStableFunc(sitemaps, func(a, b string) int {
		return newsRank(a) - newsRank(b)
	})
	return sitemaps
}

func newsRank(address string) int {
	if u, err := url.Parse(address); err == nil && strings.Contains(strings.ToLower(u.Path), "news") {
		return 0
	}
	return 1
}
