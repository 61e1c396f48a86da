package lexicon

import "testing"

func TestLoads(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	t.Log(len(l.order), len(l.tree.ends), len(l.tree.words))
}
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
