package finding

// counts is what each sign counts; written by eval/tune.
var counts = Signs{
	0:  -7.86, // always
	1:  3.07,  // best share
	2:  1.04,  // best sentence
	3:  1.03,  // first share
	4:  3.95,  // first score
	5:  -5.78, // best score
	6:  3.89,  // best title
	7:  0.94,  // best article
	8:  -0.50, // best pairs
	9:  0.89,  // best wanted
	10: -0.16, // heaviest
	11: 0.02,  // together
	12: -0.04, // missing
	13: -0.74, // nowhere
	14: -0.45, // names
	15: -1.95, // names nowhere
	16: 4.93,  // gap
	17: 1.29,  // length
	18: 1.21,  // fresh
	19: 0.68,  // fresh asked
	20: -1.76, // stale asked
	21: -1.90, // outside
	22: 4.54,  // far and old
}
