package finding

// counts is what each sign counts; written by eval/tune.
var counts = Signs{
	SignAlways:       -1.94,
	SignBestShare:    0.00,
	SignBestSentence: 0.00,
	SignFullSentence: 0.46,
	SignFirstShare:   0.00,
	SignFirstScore:   3.38,
	SignBestTitle:    2.08,
	SignBestWanted:   0.59,
	SignMissing:      -0.05,
	SignNowhere:      -2.32,
	SignNumbers:      -0.44,
	SignPhrase:       -1.58,
	SignNamesNowhere: -0.91,
	SignGap:          3.90,
	SignFreshAsked:   0.28,
	SignStaleAsked:   -0.75,
	SignOutside:      -1.70,
}
