package finding

// counts is what each sign counts; written by eval/tune.
var counts = Signs{
	0:  -8.02, // always
	1:  3.32,  // best share
	2:  1.29,  // best sentence
	3:  0.63,  // first share
	4:  4.28,  // first score
	5:  -5.80, // best score
	6:  3.77,  // best title
	7:  1.00,  // best article
	8:  -0.76, // best pairs
	9:  0.89,  // best wanted
	10: -0.26, // heaviest
	11: 0.13,  // together
	12: 0.49,  // missing
	13: -0.96, // nowhere
	14: -0.40, // names
	15: -1.92, // names nowhere
	16: 4.81,  // gap
	17: 1.33,  // length
	18: 1.03,  // fresh
	19: 0.72,  // fresh asked
	20: -1.88, // stale asked
	21: -2.18, // outside
	22: 4.61,  // far and old
}
