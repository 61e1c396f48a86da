package finding

// counts is what each sign counts; written by eval/tune.
var counts = Signs{
	SignAlways:       -1.63,
	SignBestShare:    0.00,
	SignBestSentence: 0.00,
	SignFullSentence: 0.39,
	SignFirstShare:   0.00,
	SignFirstScore:   2.70,
	SignBestTitle:    2.27,
	SignBestWanted:   0.41,
	SignMissing:      -0.22,
	SignNowhere:      -3.24,
	SignNumbers:      -0.43,
	SignPhrase:       -1.62,
	SignNamesNowhere: -0.85,
	SignGap:          4.25,
	SignFreshAsked:   0.27,
	SignStaleAsked:   -0.98,
	SignOutside:      -1.70,
}
