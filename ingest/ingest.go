// Package ingest turns what outlets publish into articles and passages in
// the archive. This folder holds what its children share: addresses,
// encodings, plain text, names and dates as publishers write them. A child
// may import it, never the reverse.
//
//   - fetch reads foreign addresses, as robots says that it may;
//   - feed reads the lists that sites publish, page the article on a page;
//   - opml reads and writes lists of sources, and pack holds the built-in ones;
//   - story finds copies of one report, quote finds who said what;
//   - filing puts articles into the archive;
//   - reading goes the whole way for a source, when it is due.
//
// Its rules are:
//
//   - Everything that is read is foreign: fetched under a guard, bounded in
//     bytes and time, decoded to UTF-8 before it is parsed.
//   - One bad item, line or source never stops the others; each is counted
//     and explained in a sentence.
//   - Whole articles are committed, together with their index entries, and
//     filing the same article twice changes nothing.
//   - What to write is decided outside of the write transaction, on what was
//     held at the time; a commit that finds it changed is decided anew.
package ingest
