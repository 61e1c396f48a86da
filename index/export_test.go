package index

import "context"

// Held lists the passages that the newest generation holds, with whether
// they are deleted: those count in its statistics until they are merged away.
func (x *Index) Held(ctx context.Context) (map[int64]bool, error) {
	if err := x.Refresh(ctx); err != nil {
		return nil, err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	held := make(map[int64]bool)
	for _, s := range x.current.segments {
		for n := range s.columns.len() {
			held[s.columns.passage(n)] = s.columns.isDead(n)
		}
	}
	return held, nil
}

// Segments counts the live segments and how many of them are tails.
func (x *Index) Segments(ctx context.Context) (segments, tails int, err error) {
	if err := x.Refresh(ctx); err != nil {
		return 0, 0, err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, s := range x.current.segments {
		if s.tail != nil {
			tails++
		}
	}
	return len(x.current.segments), tails, nil
}
