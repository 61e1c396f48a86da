package store

import "context"

// KnownURLs tells which of the addresses are stored.
func (s *Store) KnownURLs(ctx context.Context, urls []string) (map[string]bool, error) {
	known, err := s.Known(ctx, urls)
	held := make(map[string]bool, len(known))
	for name := range known {
		held[name] = true
	}
	return held, err
}
