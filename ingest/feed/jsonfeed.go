package feed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	jsonfeed "github.com/mmcdole/gofeed/json"

	"attache/ingest"
)

var errNoList = errors.New("items that are no list")

// jsonHead is what stands in a JSON feed beside its items.
type jsonHead struct {
	Feed
	version string
	authors []string
}

// parseJSON reads JSON Feed 1.0 and 1.1
// (https://www.jsonfeed.org/version/1.1/), puts the items on the shelf and
// gives the rest of the feed back. It reads item by item, so that one which
// is not as it should be, or the end of a feed that is cut off, costs no
// other.
func parseJSON(decoded []byte, base *url.URL, items *shelf) (jsonHead, error) {
	tokens := json.NewDecoder(bytes.NewReader(decoded))
	if _, err := tokens.Token(); err != nil {
		return jsonHead{}, fmt.Errorf("parse JSON feed: %w", err)
	}
	var head jsonHead
	for tokens.More() {
		key, err := tokens.Token()
		if err == nil && key == "items" {
			err = head.readItems(tokens, base, items)
		} else if err == nil {
			err = head.readMember(tokens, key, base)
		}
		if err != nil {
			head.Torn = true
			break
		}
	}
	if _, err := tokens.Token(); err != nil {
		head.Torn = true
	}
	for i, item := range items.items {
		if len(item.Authors) == 0 {
			items.items[i].Authors = head.authors
		}
	}
	return head, nil
}

// readMember reads one member of the feed; one of the wrong type is as good
// as absent.
func (h *jsonHead) readMember(tokens *json.Decoder, key json.Token, base *url.URL) error {
	var raw json.RawMessage
	if err := tokens.Decode(&raw); err != nil {
		return err
	}
	var text string
	if json.Unmarshal(raw, &text) != nil {
		text = ""
	}
	switch key {
	case "version":
		h.version = text
	case "title":
		h.Title = title(text)
	case "home_page_url":
		h.Home = ingest.Resolve(base, text)
	case "language":
		h.Language = ingest.LanguageTag(text)
	case "author", "authors":
		h.authors = jsonAuthors(raw)
	}
	return nil
}

// jsonAuthors reads an author or a list of them.
func jsonAuthors(raw json.RawMessage) []string {
	var authors []*jsonfeed.Author
	if json.Unmarshal(raw, &authors) != nil {
		one := &jsonfeed.Author{}
		if json.Unmarshal(raw, one) != nil {
			return nil
		}
		authors = []*jsonfeed.Author{one}
	}
	return authorNames(authors)
}

func authorNames(authors []*jsonfeed.Author) []string {
	var names []string
	for _, author := range authors {
		if author != nil {
			names = append(names, author.Name)
		}
	}
	return ingest.CleanAuthors(names)
}

// readItems reads the items that are complete.
func (h *jsonHead) readItems(tokens *json.Decoder, base *url.URL, items *shelf) error {
	if opening, err := tokens.Token(); err != nil || opening != json.Delim('[') {
		return cmp.Or(err, errNoList)
	}
	for tokens.More() {
		var raw json.RawMessage
		if err := tokens.Decode(&raw); err != nil {
			return err
		}
		var entry jsonfeed.Item
		if json.Unmarshal(raw, &entry) != nil {
			h.Skipped++
			continue
		}
		items.add(jsonItem(&entry, base))
	}
	_, err := tokens.Token()
	return err
}

func jsonItem(entry *jsonfeed.Item, base *url.URL) Item {
	item := Item{
		GUID:       clean(entry.ID, ingest.MaxAddressBytes),
		Title:      title(entry.Title),
		Authors:    authorNames(append(entry.Authors, entry.Author)),
		Published:  ingest.StatedMoment(entry.DatePublished),
		Updated:    ingest.StatedMoment(entry.DateModified),
		HTML:       strings.TrimSpace(entry.ContentHTML),
		Summary:    textAsHTML(entry.Summary),
		Language:   ingest.LanguageTag(entry.Language),
		Categories: categories(entry.Tags),
	}
	item.URL = cmp.Or(ingest.Resolve(base, entry.URL), ingest.Resolve(base, entry.ExternalURL), addressIn(entry.ID, base))
	item.Image = cmp.Or(ingest.Resolve(base, entry.Image), ingest.Resolve(base, entry.BannerImage))
	if item.HTML == "" {
		item.HTML = textAsHTML(entry.ContentText)
	}
	return item
}
