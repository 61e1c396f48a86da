package llmtest

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
)

// Transport serves requests in process, whatever their host, over pipes
// instead of sockets. A testing/synctest bubble can therefore hold client
// and server, and waits of seconds pass at once.
func (s *Server) Transport() http.RoundTripper { return inProcess{s} }

type inProcess struct{ server *Server }

// RoundTrip runs the handler in a goroutine that the server's close waits
// for, and returns as soon as the handler sends its header.
func (p inProcess) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancel(r.Context())
	request := r.Clone(ctx)
	if request.Body == nil {
		request.Body = http.NoBody
	}
	reader, writer := io.Pipe()
	w := &pipeWriter{header: http.Header{}, body: writer, started: make(chan struct{})}
	context.AfterFunc(ctx, func() { _ = reader.CloseWithError(context.Cause(ctx)) })
	p.server.inProcess.Go(func() {
		defer func() { _ = writer.CloseWithError(outcome(recover())) }()
		defer func() { _ = request.Body.Close() }()
		defer w.WriteHeader(http.StatusOK)
		p.server.handler.ServeHTTP(w, request)
	})
	select {
	case <-w.started:
	case <-ctx.Done():
		cancel()
		return nil, context.Cause(r.Context())
	}
	return &http.Response{
		StatusCode: w.status, Status: http.StatusText(w.status),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: w.sent, Body: &pipeBody{reader, cancel}, ContentLength: -1, Request: r,
	}, nil
}

// outcome is what the client reads at the end of the body: a broken
// connection where the handler broke it, else nothing special.
func outcome(recovered any) error {
	switch err, _ := recovered.(error); {
	case recovered == nil:
		return nil
	case errors.Is(err, http.ErrAbortHandler):
		return io.ErrUnexpectedEOF
	default:
		panic(recovered)
	}
}

// pipeBody tells the handler that the client has gone when it is closed.
type pipeBody struct {
	*io.PipeReader
	cancel context.CancelFunc
}

func (b *pipeBody) Close() error {
	b.cancel()
	return b.PipeReader.Close()
}

// pipeWriter is a response whose header goes out with the first write
// and whose body goes through a pipe.
type pipeWriter struct {
	header, sent http.Header
	status       int
	body         *io.PipeWriter
	once         sync.Once
	started      chan struct{}
}

func (w *pipeWriter) Header() http.Header { return w.header }

func (w *pipeWriter) WriteHeader(status int) {
	w.once.Do(func() {
		w.status, w.sent = status, w.header.Clone()
		close(w.started)
	})
}

func (w *pipeWriter) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(p)
}

// Flush has nothing to do: the pipe keeps nothing back.
func (w *pipeWriter) Flush() {}
