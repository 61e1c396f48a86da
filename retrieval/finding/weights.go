package finding

import "attache/retrieval"

// usual is what each signal counts; written by eval/tune.
var usual = retrieval.Signals{
	retrieval.SignalScore:    8.17,
	retrieval.SignalFresh:    5.90,
	retrieval.SignalSentence: 2.17,
	retrieval.SignalWhole:    1.81,
	retrieval.SignalNames:    1.70,
	retrieval.SignalLead:     1.28,
	retrieval.SignalWanted:   1.22,
	retrieval.SignalWindow:   2.91,
	retrieval.SignalNewest:   0.58,
	retrieval.SignalOutlet:   7.67,
	retrieval.SignalSpeaker:  0.86,
	retrieval.SignalPhrase:   4.68,
}
