package finding

// counts is what each sign counts; written by eval/tune.
var counts = Signs{
	SignAlways:       -1.59,
	SignBestShare:    0.07,
	SignBestSentence: 0.00,
	SignFullSentence: 0.42,
	SignFirstShare:   0.00,
	SignFirstScore:   2.40,
	SignBestTitle:    2.25,
	SignBestWanted:   0.36,
	SignMissing:      0.00,
	SignNowhere:      -3.23,
	SignNumbers:      -0.41,
	SignPhrase:       -1.62,
	SignNamesNowhere: -0.84,
	SignGap:          4.57,
	SignFreshAsked:   0.23,
	SignStaleAsked:   -1.12,
	SignOutside:      -1.61,
}
