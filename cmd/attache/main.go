// Command attache answers questions on diplomatic news from articles it
// has read, with a citation for every sentence, in Discord and in the
// terminal.
//
// The rules of this package are:
//
//   - It wires; it does not do. A verb's file reads its flags, calls one
//     package, and prints.
//   - Data goes to standard output, everything else to standard error.
//   - Exit status: 0 done or answered, 3 refused for lack of coverage, 2 bad
//     usage, 1 anything else, with one plain sentence that says what to do.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"attache/news"
)

const (
	exitFailed  = 1
	exitUsage   = 2
	exitRefused = 3
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], console{in: os.Stdin, out: os.Stdout, err: os.Stderr})
	stop()
	os.Exit(code)
}

// console is where a verb reads and writes.
type console struct {
	in       io.Reader
	out, err io.Writer
}

// errRefused ends a verb that answered with a refusal.
var errRefused = errors.New("refused for lack of coverage")

// errExplained ends a verb that failed and has said why.
var errExplained = errors.New("failed as explained above")

// usageError is a mistake in how a verb was called.
type usageError struct{ sentence string }

func (e usageError) Error() string { return e.sentence }

// run is main without the process around it; it returns the exit status.
func run(ctx context.Context, args []string, c console) (code int) {
	var root cli
	parser, err := newParser(&root, c)
	if err != nil {
		return report(c, root.Verbose, err)
	}
	defer func() {
		if r := recover(); r != nil {
			exit, ok := r.(exitSignal)
			if !ok {
				panic(r)
			}
			code = int(exit)
		}
	}()
	if len(args) == 0 {
		args = []string{"--help"}
	}
	call, err := parser.Parse(args)
	if err != nil {
		return report(c, root.Verbose, usageError{sentence: err.Error()})
	}
	call.BindTo(ctx, (*context.Context)(nil))
	call.Bind(c, &root.Settings, newLogger(c.err, root.Verbose))
	return report(c, root.Verbose, call.Run())
}

// exitSignal carries the status with which kong leaves after --help.
type exitSignal int

func newParser(root *cli, c console) (*kong.Kong, error) {
	dotenv, err := readDotenv()
	if err != nil {
		return nil, err
	}
	return kong.New(root,
		kong.Name("attache"),
		kong.Description(description),
		kong.Writers(c.out, c.err),
		kong.Exit(func(code int) { panic(exitSignal(code)) }),
		kong.Resolvers(dotenv),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true, WrapUpperBound: 100}),
	)
}

// report turns how a verb ended into an exit status and one sentence.
func report(c console, verbose bool, err error) int {
	switch usage, bad := errors.AsType[usageError](err); {
	case err == nil:
		return 0
	case errors.Is(err, errRefused):
		return exitRefused
	case errors.Is(err, errExplained):
		return exitFailed
	case errors.Is(err, context.Canceled):
		say(c.err, "attache: stopped")
		return exitFailed
	case bad:
		say(c.err, "attache: %s (see attache --help)", strings.TrimSuffix(usage.sentence, "."))
		return exitUsage
	case verbose:
		say(c.err, "attache: %v", err)
	default:
		say(c.err, "attache: %s", news.Explain(err, err.Error()))
	}
	return exitFailed
}

// say writes a line. A terminal that has gone away is no reason to fail.
func say(w io.Writer, format string, values ...any) {
	_, _ = fmt.Fprintf(w, format+"\n", values...)
}

func newLogger(w io.Writer, verbose bool) *slog.Logger {
	level := slog.LevelInfo
	if verbose {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: level}))
}
