package lexicon

import "testing"

const question = "What did Downing Street and the French foreign ministry say about Zelensky's talks with the EU in Kyiv?"

const passage = `The foreign ministers of Germany, France and Britain met in Geneva on Tuesday to weigh what is left of the Iran nuclear
deal, two officials said, while the State Department kept its distance. "We are not there yet," one of the diplomats said, adding that
the IAEA had been told to send its inspectors back within two weeks. Tehran's envoy to the United Nations called the talks useful but
said that sanctions must go first. In Vastria, where the next round will be held, Ana Brandt said the Quad and NATO had been informed.
The Kremlin declined to comment; Beijing urged all sides to be calm. Officials in Oland expect a text by the end of the month, which
would then go to the Security Council, where the United States holds a veto and Russia has asked for a vote of its own on the arms embargo.
A spokesman for the European Commission said Brussels would follow whatever the three capitals agree with Washington, and no less.`

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	l := load(b)
	for name, text := range map[string]string{"question": question, "passage of 160 words": passage} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				l.Find(text)
			}
		})
	}
}

func BenchmarkExpand(b *testing.B) {
	l := load(b)
	mentions := l.Find(question)
	for b.Loop() {
		for _, m := range mentions {
			l.Expand(m, mentions...)
		}
	}
}

func BenchmarkSpellings(b *testing.B) {
	for b.Loop() {
		Spellings("Mohammed")
	}
}
