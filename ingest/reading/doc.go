// Package reading goes the whole way from a source to filed articles: what
// an address is, what is new there, and when to look again.
package reading
