package samplenews

// Question is what the demonstration asks of the sample pieces.
type Question struct {
	Text string
	// Shows is what the answer demonstrates, in a few words for the reader.
	Shows string
	// Answerable tells whether the pieces hold the answer; where they do
	// not, the right answer is a refusal with coverage.
	Answerable bool
}

// Questions are asked by the demonstration in this order.
func Questions() []Question {
	return []Question{
		{
			Text:       "How did the Security Council vote on resolution 2728 on Gaza?",
			Shows:      "a vote, reported by two outlets",
			Answerable: true,
		},
		{
			Text:       "Who signed the agreement between Saudi Arabia and Iran in Beijing?",
			Shows:      "names and a place, with a citation for each sentence",
			Answerable: true,
		},
		{
			Text:       "How many states voted for a humanitarian truce in Gaza in October 2023?",
			Shows:      "two outlets that give different numbers, the later one corrected",
			Answerable: true,
		},
		{
			Text:  "Which countries became BRICS partner states at the Kazan summit in October 2024?",
			Shows: "a refusal: the sample tells of another BRICS summit, not of this one",
		},
	}
}
