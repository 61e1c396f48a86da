package finding

import "attache/retrieval"

// usual is what each signal counts; written by eval/tune.
var usual = retrieval.Signals{
	retrieval.SignalScore:    9.33,
	retrieval.SignalFresh:    8.63,
	retrieval.SignalToday:    -3.49,
	retrieval.SignalBoth:     -0.30,
	retrieval.SignalTitle:    -1.70,
	retrieval.SignalSentence: 1.89,
	retrieval.SignalPairs:    0.01,
	retrieval.SignalWhole:    2.24,
	retrieval.SignalNames:    1.76,
	retrieval.SignalLead:     1.32,
	retrieval.SignalWanted:   0.95,
	retrieval.SignalWindow:   3.02,
	retrieval.SignalNewest:   0.38,
	retrieval.SignalOutlet:   7.61,
	retrieval.SignalSpeaker:  0.75,
	retrieval.SignalPhrase:   4.47,
}
