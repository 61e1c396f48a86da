package finding

// counts is what each sign counts; written by eval/tune.
var counts = Signs{
	SignAlways:       -1.24,
	SignFullSentence: 0.42,
	SignFirstScore:   2.72,
	SignBestTitle:    1.90,
	SignBestWanted:   0.39,
	SignNowhere:      -4.46,
	SignNumbers:      -0.52,
	SignPhrase:       -1.68,
	SignNamesNowhere: -0.85,
	SignGap:          3.95,
	SignFreshAsked:   0.17,
	SignStaleAsked:   -1.33,
	SignOutside:      -1.87,
}
