package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
)

// maxBody is the largest request Discord takes, files among it
// (https://discord.com/developers/docs/reference#uploading-files).
const maxBody = 10 << 20

// body is what a request carries: JSON, and files beside it.
type body struct {
	raw json.RawMessage
	// value is raw decoded, with numbers as json.Number.
	value any
	// files by the number in their part's name, files[n].
	files map[string]Attachment
}

// readBody reads JSON, or a form with the JSON in payload_json and files.
func readBody(w http.ResponseWriter, r *http.Request) (body, []problem) {
	limited := http.MaxBytesReader(w, r.Body, maxBody)
	mediaType, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var read body
	switch {
	case err == nil && mediaType == "application/json":
		read.raw, err = io.ReadAll(limited)
	case err == nil && mediaType == "multipart/form-data":
		read, err = readForm(multipart.NewReader(limited, params["boundary"]))
	default:
		return body{}, []problem{unreadable(http.StatusBadRequest, codeInvalidForm,
			`Expected "Content-Type" header to be one of {'application/json', 'multipart/form-data'}.`)}
	}
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return body{}, []problem{unreadable(http.StatusRequestEntityTooLarge, 40005, "Request entity too large")}
	}
	if err == nil {
		read.value, err = decodeAny(read.raw)
	}
	if err != nil {
		return body{}, []problem{unreadable(http.StatusBadRequest, 50109,
			fmt.Sprintf("The request body contains invalid JSON. (%v)", err))}
	}
	return read, nil
}

func readForm(form *multipart.Reader) (body, error) {
	read := body{files: make(map[string]Attachment)}
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return read, nil
		}
		if err != nil {
			return body{}, err
		}
		data, err := io.ReadAll(part) // bounded by the reader below
		if err != nil {
			return body{}, err
		}
		if part.FormName() == "payload_json" {
			read.raw = data
			continue
		}
		number, isFile := strings.CutPrefix(strings.TrimSuffix(part.FormName(), "]"), "files[")
		if !isFile || part.FileName() == "" {
			return body{}, fmt.Errorf("the form has an unknown part %q", part.FormName())
		}
		read.files[number] = Attachment{Name: part.FileName(), Type: part.Header.Get("Content-Type"), Data: data}
	}
}

// decodeAny reads exactly one JSON value.
func decodeAny(raw []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more after the JSON value")
	}
	return value, nil
}

// optional tells a field that was left out from one that is null.
type optional[T any] struct {
	Set   bool
	Value T
}

// UnmarshalJSON is called for a field that is there, if only with null.
func (o *optional[T]) UnmarshalJSON(data []byte) error {
	o.Set = true
	return json.Unmarshal(data, &o.Value)
}
