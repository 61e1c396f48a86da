// Package filing puts articles into the archive: split into passages,
// indexed, and committed whole.
package filing
