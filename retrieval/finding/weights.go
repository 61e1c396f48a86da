package finding

import "attache/retrieval"

// usual is what each signal counts; written by eval/tune.
var usual = retrieval.Signals{
	retrieval.SignalScore:    9.60,
	retrieval.SignalFresh:    8.83,
	retrieval.SignalToday:    -3.49,
	retrieval.SignalBoth:     -0.81,
	retrieval.SignalTitle:    -1.67,
	retrieval.SignalSentence: 1.72,
	retrieval.SignalPairs:    -0.08,
	retrieval.SignalWhole:    2.26,
	retrieval.SignalNames:    1.69,
	retrieval.SignalLead:     1.30,
	retrieval.SignalWanted:   1.38,
	retrieval.SignalWindow:   3.12,
	retrieval.SignalNewest:   0.33,
	retrieval.SignalOutlet:   7.63,
	retrieval.SignalSpeaker:  0.75,
	retrieval.SignalPhrase:   4.77,
}
