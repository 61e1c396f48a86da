// Package feed reads the lists of articles that sites publish, RSS, Atom,
// RDF, JSON Feed and sitemaps, and finds where a site keeps them.
//
// Its rules are:
//
//   - A list is decoded, then mended, then parsed. Mending is general: it
//     knows what XML is, not which publisher breaks it how, and it leaves
//     sound markup as it is. What parses is never given up.
//   - One bad item costs no other, and a list that is cut off yields what
//     came before the cut. What was left out is counted.
//   - Everything is bounded before a parser sees it: depth, elements,
//     attributes, namespaces, text, and entries at a time. No entity of a
//     document type is expanded.
//   - What comes out is plain text and full addresses, and times as they were
//     stated; judging them is the reader's business.
//   - Nothing here fetches. Whoever calls knows the address a body came from.
package feed
