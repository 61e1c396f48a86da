package main

import (
	"bytes"
	"fmt"
	"go/format"
	"os"

	"attache/retrieval"
	"attache/retrieval/finding"
)

// writeWeights writes what each signal counts.
func writeWeights(weights retrieval.Signals) error {
	var b bytes.Buffer
	fmt.Fprint(&b, "package finding\n\nimport \"attache/retrieval\"\n\n// usual is what each signal counts; written by eval/tune.\nvar usual = retrieval.Signals{\n")
	for s, w := range weights {
		if w != 0 {
			fmt.Fprintf(&b, "\t%d: %.2f, // %s\n", s, w, retrieval.Signal(s))
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
		fmt.Fprintf(&b, "\t%d: %.2f, // %s\n", s, w, finding.Sign(s))
	}
	fmt.Fprint(&b, "}\n")
	return writeGo("retrieval/finding/counts.go", b.Bytes())
}

func writeGo(path string, source []byte) error {
	formatted, err := format.Source(source)
	if err != nil {
		return fmt.Errorf("formatting %s: %w", path, err)
	}
	return os.WriteFile(path, formatted, 0o644)
}
