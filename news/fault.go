package news

import "errors"

// Errors that packages agree on; test for them with errors.Is.
var (
	// ErrGone is what was there and has been dropped since.
	ErrGone = errors.New("no longer there")
	// ErrNotFound is what is not there.
	ErrNotFound = errors.New("not found")
	// ErrStale is a write decided on a state that has changed since; read
	// again and decide anew.
	ErrStale = errors.New("changed in the meantime")
)

// Fault is an error with two faces: a sentence for the person who asked,
// which says what to do, and the cause for the log. The sentence never
// holds SQL, a key or a stack.
type Fault struct {
	Sentence string
	Cause    error
}

// Error is the operator's face: the sentence and its cause.
func (f *Fault) Error() string {
	if f.Cause == nil {
		return f.Sentence
	}
	return f.Sentence + " (" + f.Cause.Error() + ")"
}

// Unwrap gives the cause to errors.Is and errors.As.
func (f *Fault) Unwrap() error { return f.Cause }

// Explain is the reader's face of any error: the sentence of the first
// Fault in its chain, or fallback when it has none.
func Explain(err error, fallback string) string {
	if f, ok := errors.AsType[*Fault](err); ok {
		return f.Sentence
	}
	return fallback
}
