package feed

import "testing"

func TestKindOf(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want Kind
	}{
		"RSS":                                 {`<rss version="2.0">`, KindRSS},
		"RSS in capitals":                     {`<RSS version="0.91">`, KindRSS},
		"RSS after blanks and remarks":        {"\r\n <?xml-stylesheet href='<html>'?><!-- <html> --><rss>", KindRSS},
		"RSS with a document type":            {`<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "x.dtd" [<!ENTITY a ">">]><rss>`, KindRSS},
		"RSS that calls itself HTML":          {"<!DOCTYPE html><rss>", KindRSS},
		"Atom":                                {`<feed xmlns="http://www.w3.org/2005/Atom">`, KindAtom},
		"Atom with a prefix":                  {`<atom:feed xmlns:atom="http://www.w3.org/2005/Atom">`, KindAtom},
		"RDF":                                 {`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`, KindRDF},
		"JSON Feed":                           {"\n{ \"version\": \"https://jsonfeed.org/version/1.1\"", KindJSON},
		"JSON Feed by its items":              {`{"title":"T","items":[]}`, KindJSON},
		"other JSON":                          {`{"error":"none"}`, KindOther},
		"a sitemap":                           {`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`, KindSitemap},
		"a list of sitemaps":                  {`<sitemapindex>`, KindSitemapIndex},
		"OPML":                                {`<opml version="2.0">`, KindOPML},
		"a page":                              {"<!doctype html>\n<html>", KindPage},
		"a page without the usual elements":   {"<!doctype html>\n<my-app>", KindPage},
		"a page in XHTML":                     {`<html xmlns="http://www.w3.org/1999/xhtml">`, KindPage},
		"a page that is only a piece":         {"<meta http-equiv=refresh content='0;url=/'>", KindPage},
		"CDF":                                 {"<CHANNEL HREF='http://oland.example.org/'>", KindOther},
		"text":                                {"Nothing here", KindOther},
		"nothing":                             {"", KindOther},
		"a tag that is cut off":               {"<rss versi", KindOther},
		"a remark that is cut off":            {"<!-- <rss> ", KindOther},
		"a tag within what is no declaration": {"<?xml <rss>", KindOther},
	} {
		t.Run(name, func(t *testing.T) {
			if got := KindOf([]byte(c.body)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestEveryKindHasAName(t *testing.T) {
	seen := make(map[string]bool)
	for kind := KindOther; kind <= KindPage; kind++ {
		if name := kind.String(); name == "" || seen[name] {
			t.Errorf("kind %d is called %q", kind, name)
		} else {
			seen[name] = true
		}
	}
}
