// Package story finds which articles tell one report: reprints, cuts and
// light rewrites of what one reporter wrote. Its rules are:
//
//   - One report, not one event. Two reporters in the same room wrote two
//     reports, whatever they quote; the words between the quotation marks
//     therefore do not count as theirs.
//   - A sketch is found by its SimHash and confirmed by its words: nothing
//     is joined on the SimHash alone.
//   - What tells like reports apart counts against joining them: numbers,
//     names and dates that stand in the same place and differ.
//   - A sketch is small whatever the article is, and means the same on
//     every machine and in every later process.
//   - Nothing here reads or writes anything; the caller holds the sketches.
package story
