package finding

import "attache/retrieval"

// usual is what each signal counts; written by eval/tune.
var usual = retrieval.Signals{
	0:  12.94, // score
	1:  9.68,  // fresh
	2:  -3.49, // today
	3:  -3.12, // score and fresh
	4:  -1.56, // title
	6:  1.82,  // sentence
	7:  0.12,  // pairs
	10: 1.89,  // whole
	11: 1.72,  // names
	12: 1.30,  // lead
	13: 0.98,  // wanted
	14: 2.29,  // window
	15: 0.49,  // newest
	16: 8.07,  // outlet
	17: -1.03, // speaker
	18: 4.29,  // phrase
}
