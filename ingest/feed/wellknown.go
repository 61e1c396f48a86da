package feed

import (
	"net/url"
)

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
