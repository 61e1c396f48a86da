package main

import (
	"bytes"
	"fmt"
	"go/format"
	"math"
	"os"
	"strings"

	"attache/retrieval"
	"attache/retrieval/finding"
)

// writeWeights writes what each signal counts.
func writeWeights(weights retrieval.Signals) error {
	var b bytes.Buffer
	fmt.Fprint(&b, "package finding\n\nimport \"attache/retrieval\"\n\n// usual is what each signal counts; written by eval/tune.\nvar usual = retrieval.Signals{\n")
	for s, w := range weights {
		if says(w) {
			fmt.Fprintf(&b, "\tretrieval.Signal%s: %.2f,\n", identifier(retrieval.Signal(s).String()), w)
		}
	}
	fmt.Fprint(&b, "}\n")
	return writeGo("retrieval/finding/weights.go", b.Bytes())
}

// writeCounts writes what each sign counts.
func writeCounts(counts finding.Signs) error {
	var b bytes.Buffer
	fmt.Fprint(&b, "package finding\n\n// counts is what each sign counts; written by eval/tune.\nvar counts = Signs{\n")
	for s, w := range counts {
		if says(w) {
			fmt.Fprintf(&b, "\tSign%s: %.2f,\n", identifier(finding.Sign(s).String()), w)
		}
	}
	fmt.Fprint(&b, "}\n")
	return writeGo("retrieval/finding/counts.go", b.Bytes())
}

// says reports whether a number is not 0 as it is written.
func says(w float64) bool { return math.Abs(w) >= 0.005 }

// identifier joins words as identifiers have them: "best share" is BestShare.
func identifier(words string) string {
	var b strings.Builder
	for _, word := range strings.Fields(words) {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

func writeGo(path string, source []byte) error {
	formatted, err := format.Source(source)
	if err != nil {
		return fmt.Errorf("formatting %s: %w", path, err)
	}
	return os.WriteFile(path, formatted, 0o644)
}
