package finding

import "attache/retrieval"

// usual is what each signal counts; written by eval/tune.
var usual = retrieval.Signals{
	retrieval.SignalScore:    8.21,
	retrieval.SignalFresh:    5.85,
	retrieval.SignalSentence: 2.06,
	retrieval.SignalWhole:    1.69,
	retrieval.SignalNames:    1.73,
	retrieval.SignalLead:     1.29,
	retrieval.SignalWanted:   1.36,
	retrieval.SignalWindow:   2.78,
	retrieval.SignalNewest:   0.45,
	retrieval.SignalOutlet:   7.51,
	retrieval.SignalSpeaker:  0.39,
	retrieval.SignalPhrase:   4.64,
}
