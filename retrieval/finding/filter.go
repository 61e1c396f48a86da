package finding

import "context"

// bound turns the question's bounds into the index's. seen is false when
// nothing can pass, because the guild sees no source or no outlet is known.
func (s *sought) bound(ctx context.Context) (seen bool, err error) {
	f, request := &s.filter, s.request
	f.HiddenArticles = request.Hidden
	if f.SourceSets, err = s.Archive.VisibleSets(ctx, request.Guild); err != nil {
		return false, err
	}
	f.AsOf = s.asOf()
	if !request.Since.IsZero() {
		f.Since = request.Since.Time
	}
	if !request.Until.IsZero() {
		f.Until = request.Until.End()
	}
	if s.names, err = s.Archive.Outlets(ctx); err != nil {
		return false, err
	}
	if len(request.Outlets) > 0 {
		f.Outlets = s.outlets(request.Outlets)
		if len(f.Outlets) == 0 {
			return false, nil
		}
	}
	return len(f.SourceSets) > 0, nil
}
