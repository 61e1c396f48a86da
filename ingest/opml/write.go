package opml

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
)

// Write writes the list as OPML 2.0 in UTF-8, one outline a line. Feeds
// that follow each other in a folder share its outline. It fails on what
// Parse would not give back, before the first byte, and with w.
func (d Document) Write(w io.Writer) error {
	if err := d.check(); err != nil {
		return err
	}
	out := writer{encoder: xml.NewEncoder(w)}
	out.encoder.Indent("", "  ")
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write opml: %w", err)
	}
	out.start("opml", attr("version", "2.0"))
	out.start("head")
	out.start("title")
	out.token(xml.CharData(d.Title))
	out.end("title")
	out.end("head")
	out.start("body")
	for _, outline := range d.Outlines {
		out.feed(outline)
	}
	out.enter(nil)
	out.end("body")
	out.end("opml")
	out.token(xml.CharData("\n"))
	if out.err == nil {
		out.err = out.encoder.Close()
	}
	if out.err != nil {
		return fmt.Errorf("write opml: %w", out.err)
	}
	return nil
}

// check finds outlines that would be read as something else.
func (d Document) check() error {
	if len(d.Outlines) > MaxOutlines {
		return errTooMany
	}
	for i, outline := range d.Outlines {
		switch {
		case outline.URL == "":
			return fmt.Errorf("write opml: outline %d has no address", i)
		case len(outline.Folders) >= MaxDepth:
			return errTooDeep
		case slices.Contains(outline.Folders, ""):
			return fmt.Errorf("write opml: outline %d stands in a folder without a name", i)
		}
	}
	return nil
}

// writer remembers its first failure and the folders that are open.
type writer struct {
	encoder *xml.Encoder
	path    []string
	err     error
}

func (w *writer) token(token xml.Token) {
	if w.err == nil {
		w.err = w.encoder.EncodeToken(token)
	}
}

// start opens an element; attributes that say nothing are left out.
func (w *writer) start(name string, attributes ...xml.Attr) {
	said := slices.DeleteFunc(attributes, func(a xml.Attr) bool { return a.Value == "" })
	w.token(xml.StartElement{Name: xml.Name{Local: name}, Attr: said})
}

func (w *writer) end(name string) {
	w.token(xml.EndElement{Name: xml.Name{Local: name}})
}

func attr(name, value string) xml.Attr {
	return xml.Attr{Name: xml.Name{Local: name}, Value: value}
}

// enter closes and opens folders until exactly those of path are open.
func (w *writer) enter(path []string) {
	shared := 0
	for shared < min(len(path), len(w.path)) && path[shared] == w.path[shared] {
		shared++
	}
	for range w.path[shared:] {
		w.end("outline")
	}
	for _, folder := range path[shared:] {
		w.start("outline", attr("text", folder), attr("title", folder))
	}
	w.path = path
}

// feed writes one feed. The type is rss for every kind of feed
// (http://opml.org/spec2.opml, "Subscription lists").
func (w *writer) feed(o Outline) {
	w.enter(o.Folders)
	w.start("outline", attr("type", "rss"),
		attr("text", o.Title), attr("title", o.Title),
		attr("xmlUrl", o.URL), attr("htmlUrl", o.Home),
		attr("description", o.Description), attr("language", o.Language),
		attr("kind", o.Kind), attr("status", o.Status), attr("from", o.From))
	w.end("outline")
}
