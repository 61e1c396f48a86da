package vector

import "testing"

func TestModelsAreGivenTheWordsTheyWereTrainedWith(t *testing.T) {
	for model, want := range map[string][2]string{
		"text-embedding-3-small":        {"Who signed?", "Treaty\nVastria signed."},
		"nomic-embed-text:v1.5":         {"search_query: Who signed?", "search_document: Treaty\nVastria signed."},
		"intfloat/multilingual-e5-base": {"query: Who signed?", "passage: Treaty\nVastria signed."},
		"bge-m3":                        {"Who signed?", "Treaty\nVastria signed."},
		"BAAI/bge-base-en-v1.5":         {represent + "Who signed?", "Treaty\nVastria signed."},
		"Qwen/Qwen3-Embedding-0.6B":     {instruct + "Who signed?", "Treaty\nVastria signed."},
		"embeddinggemma":                {"task: search result | query: Who signed?", "title: Treaty\n| text: Vastria signed."},
	} {
		question, passage := QuestionText(model, "Who signed?"), PassageText(model, "Treaty", "Vastria signed.", 100)
		if question != want[0] || passage != want[1] {
			t.Errorf("%s: %q and %q", model, question, passage)
		}
	}
	if got := PassageText("m", "", "Müßte Köln nicht", 7); got != "Müßte" {
		t.Errorf("cut to %q", got)
	}
}
