package opml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"attache/ingest"
	"attache/news"
)

// Parse reads a list of feeds in any encoding and any spelling of its
// attributes. What it finds wrong with the file is a *news.Fault; a failure
// to read from r is wrapped as it is.
func Parse(r io.Reader) (Document, error) {
	body, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return Document{}, fmt.Errorf("read opml: %w", err)
	}
	if len(body) > MaxBytes {
		return Document{}, errTooLarge
	}
	p := parser{tokens: newDecoder(ingest.Decode(body, ""))}
	if err := p.root(); err != nil {
		return Document{}, err
	}
	if err := p.body(); err != nil {
		return Document{}, err
	}
	return p.document, nil
}

// newDecoder reads UTF-8 as leniently as feed readers write it: bare
// ampersands, HTML's entities. An entity that the file declares stays the
// text it is, however often it would repeat itself (encoding/xml passes
// over a DOCTYPE).
func newDecoder(decoded []byte) *xml.Decoder {
	tokens := xml.NewDecoder(bytes.NewReader(decoded))
	tokens.Strict = false
	tokens.Entity = xml.HTMLEntity
	return tokens
}

// parser goes through a file token by token, so that neither depth nor
// breadth can cost more than the file's own size.
type parser struct {
	tokens   *xml.Decoder
	document Document
	// path holds the folders that are open, and named whether each open
	// outline has added one to it.
	path  []string
	named []bool
	seen  int
}

// root finds the first element and says what the file is when that is not
// an OPML's.
func (p *parser) root() error {
	for {
		token, err := p.tokens.Token()
		if err != nil {
			return withoutRoot(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			if len(bytes.TrimSpace(token)) > 0 {
				return errOther
			}
		case xml.StartElement:
			return rootFault(token.Name.Local)
		}
	}
}

func withoutRoot(err error) error {
	if errors.Is(err, io.EOF) {
		return errEmpty
	}
	return &news.Fault{Sentence: errOther.Sentence, Cause: fmt.Errorf("read opml: %w", err)}
}

// rootFault is nil for the name of OPML's root element.
func rootFault(name string) error {
	switch strings.ToLower(name) {
	case "opml":
		return nil
	case "rss", "feed", "rdf":
		return errFeed
	case "html":
		return errPage
	default:
		return errOther
	}
}

// body reads from behind the root's start to the end of the file.
func (p *parser) body() error {
	var inTitle bool
	for {
		token, err := p.tokens.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return damaged(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			inTitle = isNamed(token.Name, "title")
			if isNamed(token.Name, "outline") {
				err = p.open(token.Attr)
			}
		case xml.EndElement:
			inTitle = false
			if isNamed(token.Name, "outline") {
				p.close()
			}
		case xml.CharData:
			if inTitle && p.document.Title == "" {
				p.document.Title = ingest.FoldSpace(string(token))
			}
		}
		if err != nil {
			return err
		}
	}
}

func isNamed(name xml.Name, local string) bool {
	return strings.EqualFold(name.Local, local)
}

// open takes an outline for a feed or for a folder.
func (p *parser) open(attributes []xml.Attr) error {
	if p.seen++; p.seen > MaxOutlines {
		return errTooMany
	}
	if len(p.named) == MaxDepth {
		return errTooDeep
	}
	outline := readOutline(attributes)
	isFolder := outline.URL == "" && outline.Title != ""
	p.named = append(p.named, isFolder)
	if isFolder {
		p.path = append(p.path, outline.Title)
	}
	if outline.URL != "" {
		outline.Folders = append([]string(nil), p.path...)
		p.document.Outlines = append(p.document.Outlines, outline)
	}
	return nil
}

// close ends the innermost outline. The decoder fails on an end that never
// started.
func (p *parser) close() {
	last := len(p.named) - 1
	if p.named[last] {
		p.path = p.path[:len(p.path)-1]
	}
	p.named = p.named[:last]
}

// readOutline reads attributes in whatever case they are spelled. The title
// is title, or else text, which the specification wants in every outline.
func readOutline(attributes []xml.Attr) Outline {
	var outline Outline
	var text string
	fields := map[string]*string{
		"text": &text, "title": &outline.Title,
		"xmlurl": &outline.URL, "htmlurl": &outline.Home,
		"description": &outline.Description, "language": &outline.Language,
		"kind": &outline.Kind, "status": &outline.Status, "from": &outline.From,
	}
	for _, attribute := range attributes {
		if field := fields[strings.ToLower(attribute.Name.Local)]; field != nil {
			*field = ingest.FoldSpace(attribute.Value)
		}
	}
	if outline.Title == "" {
		outline.Title = text
	}
	return outline
}
