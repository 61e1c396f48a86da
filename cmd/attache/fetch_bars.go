package main

import (
	"io"
	"time"

	"github.com/jedib0t/go-pretty/v6/progress"

	"attache/ingest/reading"
	"attache/news"
)

const (
	// A line fits into 80 columns.
	barLength  = 16
	nameLength = 28
	redrawn    = 100 * time.Millisecond
)

// bars are a progress bar for each source that is being read, on a terminal
// only: elsewhere they would fill a log.
type bars struct {
	writer  progress.Writer
	drawn   chan struct{}
	sources map[int64]*progress.Tracker
}

func newBars(w io.Writer) *bars {
	b := &bars{sources: make(map[int64]*progress.Tracker)}
	if !isTerminal(w) {
		return b
	}
	b.writer, b.drawn = progress.NewWriter(), make(chan struct{})
	b.writer.SetOutputWriter(w)
	b.writer.SetTrackerLength(barLength)
	b.writer.SetMessageLength(nameLength)
	b.writer.SetUpdateFrequency(redrawn)
	b.writer.SetTrackerPosition(progress.PositionRight)
	b.writer.SetAutoStop(false)
	b.writer.SetStyle(progress.StyleBlocks)
	b.writer.Style().Options.TimeInProgressPrecision = redrawn
	b.writer.Style().Options.TimeDonePrecision = redrawn
	go func() {
		defer close(b.drawn)
		b.writer.Render()
	}()
	return b
}

// watch is what a pass tells the bars.
func (b *bars) watch() reading.Watcher {
	if b.writer == nil {
		return reading.Watcher{Finished: func(reading.SourceReport) {}}
	}
	return reading.Watcher{Started: b.started, Progress: b.progress, Finished: b.finished}
}

func (b *bars) started(src news.Source) {
	bar := &progress.Tracker{Message: plain(src.Name()), AutoStopDisabled: true}
	b.sources[src.ID] = bar
	b.writer.AppendTracker(bar)
}

func (b *bars) progress(src news.Source, done, total int) {
	if bar := b.sources[src.ID]; bar != nil {
		bar.UpdateTotal(int64(total))
		bar.SetValue(int64(done))
	}
}

func (b *bars) finished(report reading.SourceReport) {
	bar := b.sources[report.Source.ID]
	switch {
	case bar == nil:
	case report.Problem != "":
		bar.MarkAsErrored()
	default:
		bar.MarkAsDone()
	}
}

// stop draws the bars a last time.
func (b *bars) stop() {
	if b.writer == nil {
		return
	}
	b.writer.Stop()
	<-b.drawn
}
