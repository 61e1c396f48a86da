// Package pack holds starter packs: lists of feeds to begin with, carried
// in the binary as OPML. Its rules are:
//
//   - Every feed says where its address was found. Who lists a feed vouches
//     for nothing: an address is verified only once somebody has read it.
//   - No feed is in two packs.
//   - The lists hold addresses and names, nothing that publishers wrote.
package pack

import (
	"embed"
	"fmt"
	"strings"

	"attache/ingest/opml"
)

//go:embed lists/*.opml
var lists embed.FS

// statusVerified is the status of a feed that was read and found alive; any
// other, or none, is not.
const statusVerified = "verified"

// Pack is one starter pack.
type Pack struct {
	// Name is what the pack is asked for by: lower case, with hyphens.
	Name string
	// Title and Description are for the reader, Description a sentence.
	Title, Description string
	// Feeds are in the pack's own order, those of a folder together.
	Feeds []Feed
}

// Feed is one feed of a pack.
type Feed struct {
	Title string
	// URL is the address of the feed and Home that of its site.
	URL, Home string
	// Language is a BCP 47 tag.
	Language string
	// Folders is where the feed stands, outermost first; never empty.
	Folders []string
	// Verified reports whether the address has been read and found alive.
	Verified bool
	// From is the public page or file that named the address.
	From string
}

// All returns the packs in the order they are offered in. Nothing of it is
// shared: the caller may change what it gets.
func All() []Pack {
	packs := shelf()
	for i := range packs {
		packs[i].Title, packs[i].Feeds = open(packs[i].Name)
	}
	return packs
}

// Find is the pack of a name, in whatever case it is spelled; ok is false
// where there is none.
func Find(name string) (found Pack, ok bool) {
	for _, p := range shelf() {
		if strings.EqualFold(p.Name, name) {
			p.Title, p.Feeds = open(p.Name)
			return p, true
		}
	}
	return Pack{}, false
}

// shelf is what OPML has no place for: the order of the packs and what each
// of them is good for.
func shelf() []Pack {
	return []Pack{
		{
			Name:        "foreign-ministries",
			Description: "Press releases and statements of foreign ministries and heads of government, first-hand.",
		},
		{
			Name:        "international-organisations",
			Description: "The United Nations and its agencies, the European Union, courts, and regional organisations.",
		},
		{
			Name:        "world-news",
			Description: "World and regional news of outlets with open feeds, from every continent.",
		},
		{
			Name:        "think-tanks",
			Description: "Analysis of foreign and security policy by institutes and journals.",
		},
	}
}

// open reads an embedded list. A list that cannot be read is a fault of the
// build, which the tests find; no input leads there.
func open(name string) (title string, feeds []Feed) {
	file, err := lists.Open("lists/" + name + ".opml")
	if err != nil {
		panic(fmt.Sprintf("starter pack %s: %v", name, err))
	}
	defer file.Close() // an embedded file has nothing to lose
	document, err := opml.Parse(file)
	if err != nil {
		panic(fmt.Sprintf("starter pack %s: %v", name, err))
	}
	for _, o := range document.Outlines {
		feeds = append(feeds, feedOf(o))
	}
	return document.Title, feeds
}

func feedOf(o opml.Outline) Feed {
	return Feed{
		Title: o.Title, URL: o.URL, Home: o.Home, Language: o.Language, Folders: o.Folders,
		Verified: o.Status == statusVerified, From: o.From,
	}
}
