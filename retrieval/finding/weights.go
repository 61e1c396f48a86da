package finding

import "attache/retrieval"

// usual is what each signal counts; written by eval/tune.
var usual = retrieval.Signals{
	0:  12.74, // score
	1:  9.73,  // fresh
	2:  -3.52, // today
	3:  -3.16, // score and fresh
	4:  -1.16, // title
	5:  -0.35, // share
	6:  1.51,  // sentence
	7:  0.08,  // pairs
	8:  1.35,  // article
	9:  -0.04, // beside
	10: 0.83,  // whole
	11: 1.62,  // names
	12: 1.37,  // lead
	13: 1.03,  // wanted
	14: 2.28,  // window
	15: 0.50,  // newest
	16: 8.11,  // outlet
	17: -1.06, // speaker
	18: 3.98,  // phrase
}
