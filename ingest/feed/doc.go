// Package feed reads the lists of articles that sites publish.
package feed
