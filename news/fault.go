package news

import "errors"

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
