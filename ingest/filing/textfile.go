package filing

import (
	"fmt"
	"io"
	"path"
	"strings"

	"attache/ingest"
	"attache/ingest/page"
	"attache/news"
)

// maxTextFile bounds a text file, in bytes.
const maxTextFile = 10 << 20

// TextFile is what is said about a file that holds one article.
type TextFile struct {
	// Name is the file's name; its ending tells .html from plain text, and
	// it identifies the article where URL is empty.
	Name string
	// Title, Outlet and Published are needed, except where an .html file
	// states them itself.
	Title, Outlet string
	Published     news.Moment
	URL           string
}

// ReadText makes an article of a plain-text, Markdown or HTML file.
func ReadText(r io.Reader, about TextFile) (news.Article, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxTextFile+1))
	if err != nil {
		return news.Article{}, fmt.Errorf("reading %s: %w", about.Name, err)
	}
	if len(data) > maxTextFile {
		return news.Article{}, about.fault("is larger than %d MB: split it into articles", maxTextFile>>20)
	}
	var a news.Article
	switch strings.ToLower(path.Ext(about.Name)) {
	case ".html", ".htm":
		if a, err = readHTML(data, about); err != nil {
			return a, err
		}
	default:
		a.Text = string(data)
		a.URL = about.Name
	}
	if about.URL != "" {
		if a.URL, err = ingest.CanonicalURL(about.URL); err != nil {
			return a, err
		}
	}
	a = about.override(a)
	var missing []string
	for _, part := range []struct {
		flag   string
		absent bool
	}{{"--title", a.Title == ""}, {"--outlet", a.Outlet == ""}, {"--published", a.Published.IsZero()}} {
		if part.absent {
			missing = append(missing, part.flag)
		}
	}
	switch {
	case strings.TrimSpace(a.Text) == "":
		return a, about.fault("holds no text")
	case len(missing) > 0:
		return a, about.fault("does not say what article it is: give %s", strings.Join(missing, ", "))
	}
	return a, nil
}

// savedHost stands for the site of a page whose address is not given: a name
// that no site can have (RFC 2606, section 2).
const savedHost = "saved.invalid"

// readHTML reads a saved page.
func readHTML(data []byte, about TextFile) (news.Article, error) {
	if about.URL != "" {
		return page.Extract(data, "text/html", about.URL)
	}
	a, err := page.Extract(data, "text/html", "https://"+savedHost+"/")
	a.URL = about.Name
	if a.Outlet == savedHost {
		a.Outlet = ""
	}
	return a, err
}

// override puts what was said about the file before what it states itself.
func (about TextFile) override(a news.Article) news.Article {
	if about.Title != "" {
		a.Title = about.Title
	}
	if about.Outlet != "" {
		a.Outlet = about.Outlet
	}
	if !about.Published.IsZero() {
		a.Published = about.Published
	}
	return a
}

func (about TextFile) fault(format string, values ...any) error {
	return &news.Fault{Sentence: "The file " + about.Name + " " + fmt.Sprintf(format, values...) + "."}
}
