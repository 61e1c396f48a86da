package llmtest

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"net/http"
	"strings"
	"unicode"
)

const (
	// EmbedModel is the one model for embeddings that the server knows.
	EmbedModel = "scripted-embed-1"
	// Dimension is that of the vectors it gives without a script.
	Dimension = 128
	// maxInput bounds the texts of one request, as OpenAI does.
	maxInput = 2048
)

// EmbeddingRequest is a request for embeddings as the server read it.
type EmbeddingRequest struct {
	Model          string   `json:"model"`
	Input          []string `json:"input"`
	EncodingFormat string   `json:"encoding_format"`
	// HasKey tells that a bearer key came with it; the key is not kept.
	HasKey bool `json:"-"`
}

// Embedding is one vector of an answer; Index says which text it is of.
type Embedding struct {
	Object string    `json:"object"`
	Index  int       `json:"index"`
	Vector []float64 `json:"embedding"`
}

// embeddings is the script for requests of that kind, guarded by Server.mu.
type embeddings struct {
	script   []Step
	requests []EmbeddingRequest
	next     int
}

// ScriptEmbeddings sets the steps that answer the requests for embeddings
// from now on, the last one all that follow.
func (s *Server) ScriptEmbeddings(script ...Step) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.embeddings.script, s.embeddings.next = script, 0
}

// EmbeddingRequests gives the well-formed requests for embeddings so far,
// oldest first.
func (s *Server) EmbeddingRequests() []EmbeddingRequest {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]EmbeddingRequest(nil), s.embeddings.requests...)
}

// embed is POST /v1/embeddings
// (https://platform.openai.com/docs/api-reference/embeddings/create).
func (s *Server) embed(w http.ResponseWriter, r *http.Request) {
	var request EmbeddingRequest
	if refusal := readBody(w, r, &request); refusal != nil {
		refusal.write(w)
		return
	}
	request.HasKey = hasKey(r)
	if refusal := request.check(); refusal != nil {
		refusal.write(w)
		return
	}
	step := s.recordEmbedding(request)
	step(&exchange{w: w, ctx: r.Context(), closing: s.closing, embedding: request})
}

func (s *Server) recordEmbedding(request EmbeddingRequest) Step {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := &s.embeddings
	e.requests = append(e.requests, request)
	if len(e.script) == 0 {
		return Embed(Dimension)
	}
	step := e.script[min(e.next, len(e.script)-1)]
	e.next++
	return step
}

func (r EmbeddingRequest) check() *failure {
	switch {
	case r.Model != EmbedModel:
		return unknown(r.Model)
	case len(r.Input) == 0 || len(r.Input) > maxInput:
		return invalid("'input' must hold 1 to %d texts", maxInput)
	case r.EncodingFormat != "" && r.EncodingFormat != "float":
		return invalid("this server has floats only")
	}
	for i, text := range r.Input {
		if text == "" {
			return invalid("'input[%d]' is empty", i)
		}
	}
	return nil
}

// Embed answers with vectors of a dimension, which are near one another where
// texts share words. Each change is applied to the answer before it is sent.
func Embed(dimension int, changes ...func([]Embedding) []Embedding) Step {
	return func(e *exchange) {
		data := make([]Embedding, len(e.embedding.Input))
		for i, text := range e.embedding.Input {
			data[i] = Embedding{Object: "embedding", Index: i, Vector: BagOfWords(text, dimension)}
		}
		for _, change := range changes {
			data = change(data)
		}
		writeJSON(e.w, http.StatusOK, map[string]any{
			"object": "list", "data": data, "model": EmbedModel,
			"usage": map[string]int{"prompt_tokens": len(data), "total_tokens": len(data)},
		})
	}
}

// Refuse gives the step that refuses a request with a text of which bad says
// so, and passes the others on.
func Refuse(bad func(text string) bool, status int, message string, others Step) Step {
	return func(e *exchange) {
		for _, text := range e.embedding.Input {
			if bad(text) {
				failure{status, "", message}.write(e.w)
				return
			}
		}
		others(e)
	}
}

// BagOfWords is a vector of length 1: each word of the text adds the numbers
// that its hash stands for, so that texts are near by the words they share.
func BagOfWords(text string, dimension int) []float64 {
	v := make([]float64, dimension)
	notWord := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	for _, word := range strings.FieldsFunc(strings.ToLower(text), notWord) {
		seed := fnv.New64a()
		_, _ = seed.Write([]byte(word)) // a hash takes everything
		random := rand.New(rand.NewPCG(seed.Sum64(), 0))
		for i := range v {
			v[i] += random.Float64() - 0.5
		}
	}
	sum := 0.0
	for _, x := range v {
		sum += x * x
	}
	if sum == 0 {
		v[0], sum = 1, 1
	}
	for i := range v {
		v[i] /= math.Sqrt(sum)
	}
	return v
}
