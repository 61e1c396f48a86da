package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"attache/ingest"
)

// sitemapEntry is a url or sitemap element. Elements are told by their
// local names, because many sitemaps declare their namespaces wrongly.
type sitemapEntry struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
	News    struct {
		Publication struct {
			Name     string `xml:"name"`
			Language string `xml:"language"`
		} `xml:"publication"`
		Date     string `xml:"publication_date"`
		Title    string `xml:"title"`
		Keywords string `xml:"keywords"`
	} `xml:"news"`
	// https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps
	Images []struct {
		Loc string `xml:"loc"`
	} `xml:"image"`
}

// sitemapReader gathers what a sitemap lists.
type sitemapReader struct {
	base *url.URL
	// pages and index are kept apart; an index is a list of items too while
	// it is read.
	pages, index shelf
	read         int
	torn         bool
}

func (r *sitemapReader) sitemap() Sitemap {
	s := Sitemap{Items: r.pages.newest(), Torn: r.torn}
	for _, item := range r.index.newest() {
		s.Index = append(s.Index, SitemapLink{URL: item.URL, Modified: item.Updated})
	}
	s.Skipped = r.pages.skipped + r.index.skipped
	s.Left = r.pages.left + r.index.left
	return s
}

// readMarkup reads the entries of a sitemap in XML one by one.
func (r *sitemapReader) readMarkup(kind Kind, decoded []byte) error {
	mended := mend(decoded)
	r.torn = mended.torn
	tokens := xml.NewDecoder(bytes.NewReader(mended.markup))
	tokens.Strict = false
	for {
		token, err := tokens.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read sitemap: %w", err)
		}
		tag, isStart := token.(xml.StartElement)
		if !isStart || !strings.EqualFold(tag.Name.Local, entryName(kind)) {
			continue
		}
		if r.read++; r.read > maxSitemapURLs {
			r.pages.left += len(mended.entries) - maxSitemapURLs
			return nil
		}
		var entry sitemapEntry
		if err := tokens.DecodeElement(&entry, &tag); err != nil {
			return fmt.Errorf("read entry of sitemap: %w", err)
		}
		if kind == KindSitemapIndex {
			r.index.keep(r.item(entry))
		} else {
			r.page(r.item(entry))
		}
	}
}

// item makes an Item of an entry; one that is not on the site has no
// address.
func (r *sitemapReader) item(entry sitemapEntry) Item {
	item := Item{
		URL:       ingest.Resolve(r.base, entry.Loc),
		Title:     title(entry.News.Title),
		Outlet:    title(entry.News.Publication.Name),
		Published: ingest.StatedMoment(entry.News.Date),
		Updated:   ingest.StatedMoment(entry.LastMod),
		Language:  ingest.LanguageTag(entry.News.Publication.Language),
	}
	if entry.News.Keywords != "" {
		item.Categories = categories(strings.Split(entry.News.Keywords, ","))
	}
	for _, image := range entry.Images {
		if item.Image = ingest.Resolve(r.base, image.Loc); item.Image != "" {
			break
		}
	}
	if !isSame(r.base, item.URL) {
		item.URL = ""
	}
	return item
}

// page keeps a page that may be an article.
func (r *sitemapReader) page(item Item) {
	if u, err := url.Parse(item.URL); err == nil && ingest.IsFront(u) {
		item.URL = ""
	}
	r.pages.keep(item)
}

// isAddressList reports whether the first line of a body is a web address:
// a sitemap may be nothing but those
// (https://www.sitemaps.org/protocol.html#otherformats).
func isAddressList(decoded []byte) bool {
	line, _, _ := bytes.Cut(bytes.TrimSpace(decoded), []byte("\n"))
	_, err := ingest.ParseAddress(string(line[:min(len(line), ingest.MaxAddressBytes+1)]))
	return err == nil
}

// readLines reads a sitemap that is a full address a line.
func (r *sitemapReader) readLines(decoded []byte) {
	for line := range bytes.Lines(decoded) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		if r.read++; r.read > maxSitemapURLs {
			r.pages.left++
			continue
		}
		r.page(r.item(sitemapEntry{Loc: addressIn(string(line), r.base)}))
	}
}
