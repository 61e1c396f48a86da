package main

import (
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// fileProgress shows how far the reading of a file has come, on a terminal
// only: elsewhere it would fill a log.
type fileProgress struct {
	bar  *progressbar.ProgressBar
	file *os.File
}

func newProgress(w io.Writer, name string, file *os.File) *fileProgress {
	info, err := file.Stat()
	if err != nil || !isTerminal(w) {
		return &fileProgress{}
	}
	return &fileProgress{file: file, bar: progressbar.NewOptions64(info.Size(),
		progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(name),
		progressbar.OptionShowBytes(true), progressbar.OptionClearOnFinish())}
}

// at notes that some rows have been filed.
func (p *fileProgress) at(int) {
	if p.bar == nil {
		return
	}
	if offset, err := p.file.Seek(0, io.SeekCurrent); err == nil {
		_ = p.bar.Set64(offset) // a bar that cannot be drawn is no failure
	}
}

func (p *fileProgress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
