package filing_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"attache/news"
)

func TestImportJSONL(t *testing.T) {
	t.Parallel()
	row := func(n int, text string) string {
		return fmt.Sprintf(`{"url":"https://lakeside.example/%d","title":"Report %d","text":%q,"source":"Lakeside Post","published":"2031-05-02"}`, n, n, text)
	}
	t.Run("files the good lines and explains the others", func(t *testing.T) {
		a := newArchive(t)
		file := strings.Join([]string{row(1, "The lock is open."), "{", row(2, "Nobody came."), `{"url":"https://lakeside.example/3"}`}, "\n")
		for _, want := range []news.Filed{{New: 2}, {Unchanged: 2}} {
			report, err := a.ImportJSONL(t.Context(), a.source, strings.NewReader(file), nil)
			if err != nil {
				t.Fatal(err)
			}
			if report.Filed != want || report.Rejected != 2 || len(report.Problems) != 2 ||
				!strings.HasPrefix(report.Problems[0], "Line 2 ") || !strings.HasPrefix(report.Problems[1], "Line 4 ") {
				t.Errorf("%+v", report)
			}
		}
	})
	t.Run("explains only the first of very many bad lines", func(t *testing.T) {
		a := newArchive(t)
		report, err := a.ImportJSONL(t.Context(), a.source, strings.NewReader(strings.Repeat("{\n", 1000)), nil)
		if err != nil {
			t.Fatal(err)
		}
		if report.Rejected != 1000 || len(report.Problems) != 100 {
			t.Errorf("%d rejected, %d explained", report.Rejected, len(report.Problems))
		}
	})
	t.Run("reports its progress and files more than a batch", func(t *testing.T) {
		a := newArchive(t)
		var lines []string
		for i := range 300 {
			lines = append(lines, row(i, "The lock is open."))
		}
		var heard []int
		report, err := a.ImportJSONL(t.Context(), a.source, strings.NewReader(strings.Join(lines, "\n")), func(rows int) { heard = append(heard, rows) })
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]int{256, 300}, heard); diff != "" || report.New != 300 {
			t.Errorf("%+v after %v", report, heard)
		}
	})
	t.Run("keeps what was read before the file broke", func(t *testing.T) {
		a := newArchive(t)
		broken := errors.New("the disk is broken")
		report, err := a.ImportJSONL(t.Context(), a.source,
			io.MultiReader(strings.NewReader(row(1, "The lock is open.")+"\n"), iotest.ErrReader(broken)), nil)
		if !errors.Is(err, broken) || report.New != 1 {
			t.Errorf("%+v, error %v", report, err)
		}
	})
	t.Run("brings a later version of a known address", func(t *testing.T) {
		a := newArchive(t)
		first := `{"url":"https://lakeside.example/1","text":"Ten people came."}`
		second := `{"url":"https://lakeside.example/1","text":"Nine people came.","when_seen":"2031-05-21"}`
		for _, want := range []news.Filed{{New: 1, Changed: 1}, {Unchanged: 2}} {
			report, err := a.ImportJSONL(t.Context(), a.source, strings.NewReader(first+"\r\n"+second), nil)
			if err != nil {
				t.Fatal(err)
			}
			if report.Filed != want {
				t.Errorf("filed %+v, want %+v", report.Filed, want)
			}
		}
	})
}
