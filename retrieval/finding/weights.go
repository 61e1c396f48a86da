package finding

import "attache/retrieval"

// usual is what each signal counts; written by eval/tune.
var usual = retrieval.Signals{
	retrieval.SignalScore:    8.14,
	retrieval.SignalFresh:    5.81,
	retrieval.SignalSentence: 2.14,
	retrieval.SignalWhole:    1.69,
	retrieval.SignalNames:    1.73,
	retrieval.SignalLead:     1.29,
	retrieval.SignalWanted:   1.29,
	retrieval.SignalWindow:   2.78,
	retrieval.SignalNewest:   0.63,
	retrieval.SignalOutlet:   7.56,
	retrieval.SignalSpeaker:  0.39,
	retrieval.SignalPhrase:   4.62,
}
