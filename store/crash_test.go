package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"attache/news"
)

// crashEnv names the database that a child process of this test writes to
// until it is killed.
const crashEnv = "ATTACHE_TEST_CRASH_DB"

// importForever commits batches of three articles without end.
func importForever(path string) {
	ctx := context.Background()
	s, err := Open(ctx, path)
	if err != nil {
		panic(err)
	}
	source, _, err := s.AddSource(ctx, news.SharedGuild, news.Source{URL: "https://wire.example/feed", Kind: news.KindFeed})
	if err != nil {
		panic(err)
	}
	fmt.Println("writing")
	for batch := 0; ; batch++ {
		var b news.Batch
		for i := range 3 {
			f, err := filing(ctx, s, fmt.Sprintf("https://wire.example/%d/%d/%d", os.Getpid(), batch, i), source.ID)
			if err != nil {
				panic(err)
			}
			b.Filings = append(b.Filings, f)
		}
		b.Tail = news.Segment{Passages: 3, IsTail: true, Columns: []byte("columns"), Tail: []byte("tail")}
		if err := s.Commit(ctx, b); err != nil {
			panic(err)
		}
	}
}

func TestAKilledProcessLeavesWholeBatchesOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	for range 4 {
		child := exec.CommandContext(t.Context(), os.Args[0])
		child.Env = append(os.Environ(), crashEnv+"="+path)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := out.Read(make([]byte, 16)); err != nil {
			t.Fatal(err)
		}
		// The moment of death is what varies; nothing is waited for.
		kill := time.AfterFunc(time.Duration(rand.IntN(150)+10)*time.Millisecond, func() {
			if err := child.Process.Kill(); err != nil {
				t.Error(err)
			}
		})
		if err := child.Wait(); err == nil {
			t.Error("the child ended by itself")
		}
		kill.Stop()
	}
	s := openAt(t, path)
	var articles, revisions, passages, indexed, gaps int
	err := s.read.QueryRowContext(t.Context(), `
		SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM revisions), (SELECT count(*) FROM passages),
		       (SELECT coalesce(sum(passages), 0) FROM segments),
		       (SELECT count(*) FROM segments AS g WHERE 3 <> (
		          SELECT count(*) FROM passages WHERE id >= g.first_passage AND id < g.first_passage + g.passages))`).
		Scan(&articles, &revisions, &passages, &indexed, &gaps)
	if err != nil {
		t.Fatal(err)
	}
	if articles == 0 || articles%3 != 0 || revisions != articles || passages != articles || indexed != articles || gaps != 0 {
		t.Errorf("%d articles, %d revisions, %d passages, %d indexed, %d segments with gaps", articles, revisions, passages, indexed, gaps)
	}
}
