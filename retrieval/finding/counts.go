package finding

// counts is what each sign counts; written by eval/tune.
var counts = Signs{
	SignAlways:       -1.42,
	SignBestShare:    0.00,
	SignBestSentence: 0.00,
	SignFullSentence: 0.38,
	SignFirstShare:   0.00,
	SignFirstScore:   3.34,
	SignBestTitle:    1.65,
	SignBestWanted:   0.36,
	SignMissing:      0.00,
	SignNowhere:      -3.86,
	SignNumbers:      -0.52,
	SignPhrase:       -1.67,
	SignNamesNowhere: -0.62,
	SignGap:          3.94,
	SignFreshAsked:   0.04,
	SignStaleAsked:   -1.13,
	SignOutside:      -1.86,
}
