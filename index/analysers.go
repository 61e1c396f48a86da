package index

// Analysers lends out Analysers that remember their stems from one use to
// the next. (A sync.Pool would forget them at each garbage collection.) It
// is safe for concurrent use; make it with NewAnalysers.
type Analysers struct{ idle chan *Analyser }

// keptAnalysers bounds how many are kept while nobody needs them.
const keptAnalysers = 8

// NewAnalysers returns an empty stock.
func NewAnalysers() Analysers { return Analysers{idle: make(chan *Analyser, keptAnalysers)} }

// Get takes an Analyser out, a new one if none is idle.
func (s Analysers) Get() *Analyser {
	select {
	case a := <-s.idle:
		return a
	default:
		return NewAnalyser()
	}
}

// Put brings one back.
func (s Analysers) Put(a *Analyser) {
	select {
	case s.idle <- a:
	default:
	}
}
