// Package page finds the article on a web page: its text, and what the page
// states about it.
//
// Its rules are:
//
//   - What a page states about its article is read in one order: linked data,
//     OpenGraph, microdata, older conventions, what readers see.
//   - The text is what a reader would call the article. Where it stands is
//     readability's to say; what is beside it (menus, captions, invitations,
//     links elsewhere, words about the author) goes by how pages of all kinds
//     are built and worded, never by whose page it is.
//   - Names and words may be wrong: nothing is left out that holds a good
//     part of a page's prose.
//   - A page without an article says what it is.
//   - Everything is bounded, and linear in the size of the page.
package page
