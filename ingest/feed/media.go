package feed

import (
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"

	"attache/ingest"
)

// mediaText is what Media RSS says of an entry: all there is to read where
// the entry is a film or a picture.
func mediaText(entry *gofeed.Item, name string) string {
	media := entry.Extensions["media"]
	for _, group := range append(media["group"], ext.Extension{Children: media}) {
		for _, text := range group.Children[name] {
			if text.Value != "" {
				return text.Value
			}
		}
	}
	return ""
}

// itemImage is the first picture that an entry names: its own, one of Media
// RSS (https://www.rssboard.org/media-rss), or one that is enclosed.
func itemImage(entry *gofeed.Item, base *url.URL) string {
	var found []string
	if entry.Image != nil {
		found = append(found, entry.Image.URL)
	}
	media := entry.Extensions["media"]
	found = append(found, mediaImages(media)...)
	for _, group := range media["group"] {
		found = append(found, mediaImages(group.Children)...)
	}
	for _, enclosure := range entry.Enclosures {
		if strings.HasPrefix(enclosure.Type, "image/") {
			found = append(found, enclosure.URL)
		}
	}
	for _, address := range found {
		if full := ingest.Resolve(base, address); full != "" {
			return full
		}
	}
	return ""
}

func mediaImages(media map[string][]ext.Extension) []string {
	var found []string
	for _, content := range media["content"] {
		if strings.HasPrefix(content.Attrs["type"], "image/") || content.Attrs["medium"] == "image" {
			found = append(found, content.Attrs["url"])
		}
		found = append(found, mediaImages(content.Children)...)
	}
	for _, thumbnail := range media["thumbnail"] {
		found = append(found, thumbnail.Attrs["url"])
	}
	return found
}
