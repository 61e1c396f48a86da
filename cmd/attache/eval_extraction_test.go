package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attache/internal/newstest"
	"attache/internal/webtest"
)

// zipped packs a page as the pages to measure with are packed.
func zipped(t *testing.T, page string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write([]byte(page)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestEvalExtractionWritesTheTextOfEveryPage(t *testing.T) {
	report := newstest.Report(6)
	whole := zipped(t, webtest.Article{Headline: "Talks go on", Outlet: "The Envoy", Paragraphs: report}.HTML())
	folder := t.TempDir()
	for name, content := range map[string][]byte{
		"whole.html.gz":   whole,
		"short.html.gz":   zipped(t, "<article><p>Talks go on in the harbour town.</p></article>"),
		"damaged.html.gz": whole[:len(whole)/2],
		"plain.html.gz":   []byte("<p>not packed</p>"),
		"bare.html.gz":    zipped(t, ""),
		"notes.txt":       []byte("no page"),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(t.TempDir(), "pred.json")
	o := newAttache(t).run("eval", "extraction", "--pages", folder, "--out", out)
	if o.code != 0 {
		t.Fatalf("ended with %d: %s", o.code, o.err)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]map[string]string
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"whole": strings.Join(report, "\n\n"), "short": "Talks go on in the harbour town.", "damaged": "", "plain": "", "bare": "",
	}
	for id, text := range want {
		body, there := got[id]["articleBody"]
		if !there || body != text {
			t.Errorf("%s: got %q", id, body)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d pages", len(got))
	}
	for _, words := range []string{"page damaged counts as empty", "page plain counts as empty", "5 pages in", "pages/s"} {
		if !strings.Contains(o.err, words) {
			t.Errorf("standard error does not say %q: %s", words, o.err)
		}
	}
	if strings.Contains(o.err, "page bare") || strings.Contains(o.err, "page whole") || o.out != "" {
		t.Errorf("says too much: %s%s", o.out, o.err)
	}
}

func TestEvalExtractionExplainsWhatIsWrong(t *testing.T) {
	empty := t.TempDir()
	out := filepath.Join(t.TempDir(), "pred.json")
	for name, c := range map[string]struct {
		args     []string
		code     int
		sentence string
	}{
		"a missing folder":      {[]string{"--pages", filepath.Join(empty, "none"), "--out", out}, exitFailed, "cannot be read"},
		"a folder without any":  {[]string{"--pages", empty, "--out", out}, exitFailed, "holds no pages"},
		"no folder named":       {[]string{"--out", out}, exitUsage, "--pages"},
		"nowhere to write them": {[]string{"--pages", pagesFolder(t), "--out", filepath.Join(empty, "none", "pred.json")}, exitFailed, "no file"},
	} {
		t.Run(name, func(t *testing.T) {
			o := newAttache(t).run(append([]string{"eval", "extraction"}, c.args...)...)
			if o.code != c.code || !strings.Contains(o.err, c.sentence) {
				t.Errorf("ended with %d: %s", o.code, o.err)
			}
		})
	}
	if o := newAttache(t).run("eval", "extraction", "--help"); o.code != 0 || !strings.Contains(o.out, "attache eval extraction --pages") {
		t.Errorf("--help ended with %d: %s", o.code, o.out)
	}
}

// pagesFolder holds one page.
func pagesFolder(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "a.html.gz"), zipped(t, "<p>Hello.</p>"), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}
