package samplenews

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/url"
	"time"
)

// siteLanguage is the BCP 47 tag of all pages and feeds.
const siteLanguage = "en-GB"

//go:embed templates/*.html
var templateFiles embed.FS

// views renders pages for one base address.
type views struct {
	base                       *url.URL
	frontPage, homePage, story *template.Template
}

func newViews(base *url.URL) (*views, error) {
	v := &views{base: base}
	for name, into := range map[string]**template.Template{
		"front.html":   &v.frontPage,
		"home.html":    &v.homePage,
		"article.html": &v.story,
	} {
		// Each page fills the layout's blocks under the same names, so each
		// needs a set of its own.
		parsed, err := template.New("layout.html").Funcs(template.FuncMap{
			"home":    Outlet.homePath,
			"feed":    Outlet.feedPath,
			"rfc3339": func(t time.Time) string { return t.Format(time.RFC3339) },
			"day":     func(t time.Time) string { return t.Format("2 January 2006") },
			"clock":   func(t time.Time) string { return t.Format("15:04 -07:00") },
		}).ParseFS(templateFiles, "templates/layout.html", "templates/"+name)
		if err != nil {
			return nil, fmt.Errorf("reading the template %s: %w", name, err)
		}
		*into = parsed
	}
	return v, nil
}

// page is what every template is given; the fields below Title are filled
// as the page needs them.
type page struct {
	Language  string
	Title     string
	Canonical string
	Outlets   []Outlet
	Outlet    Outlet
	Pieces    []Piece
	Piece     Piece
	Related   []Piece
	Data      newsArticle
}

// newsArticle is the structured data of an article page
// (https://schema.org/NewsArticle).
type newsArticle struct {
	Context       string       `json:"@context"`
	Type          string       `json:"@type"`
	Headline      string       `json:"headline"`
	URL           string       `json:"url"`
	MainEntity    string       `json:"mainEntityOfPage"`
	DatePublished string       `json:"datePublished"`
	DateModified  string       `json:"dateModified"`
	InLanguage    string       `json:"inLanguage"`
	Free          bool         `json:"isAccessibleForFree"`
	Author        []schemaName `json:"author"`
	Publisher     schemaName   `json:"publisher"`
}

type schemaName struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

// front is the page that leads to the outlets.
func (v *views) front() ([]byte, error) {
	return v.render(v.frontPage, page{
		Title:     "Sample news for Attaché's demonstration",
		Canonical: absolute(v.base, "/"),
	})
}

// home is an outlet's list of pieces, newest first.
func (v *views) home(outlet Outlet, pieces []Piece) ([]byte, error) {
	return v.render(v.homePage, page{
		Title:     outlet.Name,
		Canonical: absolute(v.base, outlet.homePath()),
		Outlet:    outlet,
		Pieces:    pieces,
	})
}

// article is the page of one piece, with other pieces linked beside it.
func (v *views) article(outlet Outlet, piece Piece, related []Piece) ([]byte, error) {
	address := absolute(v.base, piece.Path)
	return v.render(v.story, page{
		Title:     piece.Title + " | " + outlet.Name,
		Canonical: address,
		Outlet:    outlet,
		Piece:     piece,
		Related:   related,
		Data: newsArticle{
			Context:       "https://schema.org",
			Type:          "NewsArticle",
			Headline:      piece.Title,
			URL:           address,
			MainEntity:    address,
			DatePublished: piece.Published.Format(time.RFC3339),
			DateModified:  piece.Modified().Format(time.RFC3339),
			InLanguage:    siteLanguage,
			Free:          true,
			Author:        []schemaName{{Type: "Person", Name: piece.Author}},
			Publisher:     schemaName{Type: "NewsMediaOrganization", Name: outlet.Name},
		},
	})
}

// render adds what every page shows and fills the template.
func (v *views) render(filled *template.Template, data page) ([]byte, error) {
	data.Language = siteLanguage
	data.Outlets = Outlets()
	var out bytes.Buffer
	if err := filled.Execute(&out, data); err != nil {
		return nil, fmt.Errorf("filling the page %s: %w", data.Canonical, err)
	}
	return out.Bytes(), nil
}
