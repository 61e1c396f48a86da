package finding

// counts is what each sign counts; written by eval/tune.
var counts = Signs{
	0:  -5.44, // always
	1:  2.60,  // best share
	2:  1.48,  // best sentence
	3:  0.30,  // first share
	4:  4.94,  // first score
	5:  -6.07, // best score
	6:  3.34,  // best title
	7:  -0.05, // best article
	8:  -0.68, // best pairs
	9:  0.69,  // best wanted
	10: -0.41, // heaviest
	11: 0.26,  // together
	12: 1.56,  // missing
	13: -1.68, // nowhere
	14: -0.33, // names
	15: -1.55, // names nowhere
	16: 4.17,  // gap
	17: 1.24,  // length
	18: -0.14, // fresh
	19: 0.29,  // fresh asked
	20: -1.66, // stale asked
	21: -2.03, // outside
}
