package samplenews

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"html"
	"net/url"
	"strings"
	"time"
)

// The wire structs below cover what the sample needs of RSS 2.0
// (https://www.rssboard.org/rss-specification), its content and dc modules,
// and Atom (RFC 4287).

type rssDocument struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Content string     `xml:"xmlns:content,attr,omitempty"`
	DC      string     `xml:"xmlns:dc,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	Description string    `xml:"description"`
	Language    string    `xml:"language"`
	LastBuild   string    `xml:"lastBuildDate"`
	Items       []rssItem `xml:"item"`
}

type rssItem struct {
	Title       string      `xml:"title"`
	Link        string      `xml:"link"`
	GUID        rssGUID     `xml:"guid"`
	Creator     string      `xml:"dc:creator"`
	PubDate     string      `xml:"pubDate"`
	Description string      `xml:"description"`
	Encoded     *rssEncoded `xml:"content:encoded"`
}

type rssGUID struct {
	IsPermaLink bool   `xml:"isPermaLink,attr"`
	Value       string `xml:",chardata"`
}

type rssEncoded struct {
	HTML string `xml:",cdata"`
}

type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle"`
	Updated  string      `xml:"updated"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string     `xml:"id"`
	Title     string     `xml:"title"`
	Author    atomPerson `xml:"author"`
	Published string     `xml:"published"`
	Updated   string     `xml:"updated"`
	Link      atomLink   `xml:"link"`
	Summary   string     `xml:"summary"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

// renderFeed writes the outlet's feed in its format and gives the feed's
// content type. Every piece is listed, however old.
func renderFeed(base *url.URL, outlet Outlet, pieces []Piece) ([]byte, string, error) {
	var document any
	contentType := typeRSS
	switch outlet.Feed {
	case FeedAtom:
		document, contentType = atomOf(base, outlet, pieces), typeAtom
	case FeedRSSSummary, FeedRSSFull:
		document = rssOf(base, outlet, pieces)
	default:
		return nil, "", fmt.Errorf("writing the feed of %s: there is no feed format %q", outlet.Name, outlet.Feed)
	}
	var out bytes.Buffer
	out.WriteString(xml.Header)
	encoder := xml.NewEncoder(&out)
	encoder.Indent("", "  ")
	if err := encoder.Encode(document); err != nil {
		return nil, "", fmt.Errorf("writing the feed of %s: %w", outlet.Name, err)
	}
	return out.Bytes(), contentType, nil
}

func rssOf(base *url.URL, outlet Outlet, pieces []Piece) rssDocument {
	document := rssDocument{
		Version: "2.0",
		DC:      "http://purl.org/dc/elements/1.1/",
		Channel: rssChannel{
			Title:       outlet.Name,
			Link:        absolute(base, outlet.homePath()),
			Description: outlet.Motto,
			Language:    siteLanguage,
			LastBuild:   lastChange(pieces).Format(time.RFC1123Z),
		},
	}
	full := outlet.Feed == FeedRSSFull
	if full {
		document.Content = "http://purl.org/rss/1.0/modules/content/"
	}
	for _, piece := range pieces {
		link := absolute(base, piece.Path)
		item := rssItem{
			Title:       piece.Title,
			Link:        link,
			GUID:        rssGUID{IsPermaLink: true, Value: link},
			Creator:     piece.Author,
			PubDate:     piece.Published.Format(time.RFC1123Z),
			Description: piece.Lead(),
		}
		if full {
			item.Encoded = &rssEncoded{HTML: paragraphsHTML(piece)}
		}
		document.Channel.Items = append(document.Channel.Items, item)
	}
	return document
}

func atomOf(base *url.URL, outlet Outlet, pieces []Piece) atomFeed {
	self := absolute(base, outlet.feedPath())
	feed := atomFeed{
		Lang:     siteLanguage,
		ID:       self,
		Title:    outlet.Name,
		Subtitle: outlet.Motto,
		Updated:  lastChange(pieces).Format(time.RFC3339),
		Links: []atomLink{
			{Rel: "self", Type: "application/atom+xml", Href: self},
			{Rel: "alternate", Type: "text/html", Href: absolute(base, outlet.homePath())},
		},
	}
	for _, piece := range pieces {
		link := absolute(base, piece.Path)
		feed.Entries = append(feed.Entries, atomEntry{
			ID:        link,
			Title:     piece.Title,
			Author:    atomPerson{Name: piece.Author},
			Published: piece.Published.Format(time.RFC3339),
			Updated:   piece.Modified().Format(time.RFC3339),
			Link:      atomLink{Rel: "alternate", Type: "text/html", Href: link},
			Summary:   piece.Lead(),
		})
	}
	return feed
}

// paragraphsHTML is the whole text as the HTML that content:encoded holds.
func paragraphsHTML(piece Piece) string {
	var out strings.Builder
	for _, paragraph := range piece.Paragraphs() {
		out.WriteString("<p>" + html.EscapeString(paragraph) + "</p>\n")
	}
	return out.String()
}

// absolute is the address of a path of the site.
func absolute(base *url.URL, path string) string { return base.JoinPath(path).String() }
