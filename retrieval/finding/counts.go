package finding

// counts is what each sign counts; written by eval/tune.
var counts = Signs{
	SignAlways:       -1.52,
	SignBestShare:    0.00,
	SignBestSentence: 0.00,
	SignFullSentence: 0.36,
	SignFirstShare:   0.00,
	SignFirstScore:   3.24,
	SignBestTitle:    1.66,
	SignBestWanted:   0.33,
	SignMissing:      0.00,
	SignNowhere:      -3.67,
	SignNumbers:      -0.51,
	SignPhrase:       -1.65,
	SignNamesNowhere: -0.69,
	SignGap:          4.26,
	SignFreshAsked:   0.09,
	SignStaleAsked:   -1.12,
	SignOutside:      -1.83,
}
