package finding

import "attache/retrieval"

// usual is what each signal counts; written by eval/tune.
var usual = retrieval.Signals{
	0:  12.82, // score
	1:  9.75,  // fresh
	2:  -3.56, // today
	3:  -3.07, // score and fresh
	4:  -1.53, // title
	6:  1.78,  // sentence
	7:  0.17,  // pairs
	10: 1.86,  // whole
	11: 1.83,  // names
	12: 1.30,  // lead
	13: 0.97,  // wanted
	14: 2.22,  // window
	15: 0.49,  // newest
	16: 8.06,  // outlet
	17: -0.63, // speaker
	18: 4.29,  // phrase
}
