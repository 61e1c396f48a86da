// Package page finds the article on a web page: its text, and what the page
// states about it.
package page
