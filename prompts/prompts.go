// Package prompts holds the words said to a language model, and fills
// them in. It asks no model and reads no answer.
//
// The rules are:
//   - Words stand in the .tmpl files; code only fits data into them.
//   - All data is foreign: article text, titles, the question and the
//     conversation pass through fence.go before a template sees them, so
//     that nothing in them can look like a tag or a citation of ours.
//   - A prompt is bounded. Passages come best first; those that do not fit
//     are left out whole.
//   - The same data gives the same prompt, byte for byte.
package prompts

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"text/template"
)

// NoAnswer is the line a model writes, alone, when the passages do not
// answer.
const NoAnswer = "NO ANSWER"

// DefaultBudget is how many characters of passages a prompt holds where
// nothing else is asked for: about 6,000 tokens of English.
const DefaultBudget = 24_000

// Prompt is what a model is told.
type Prompt struct {
	// System holds the rules, User the data and the task.
	System, User string
	// Shown are the numbers of the passages that fitted, in their order:
	// the only ones the model can cite.
	Shown []int
}

//go:embed *.tmpl
var files embed.FS

// templates are parsed at the first use: a program that asks no model does
// not pay for them.
var templates = sync.OnceValues(func() (*template.Template, error) {
	return template.New("").Option("missingkey=error").ParseFS(files, "*.tmpl")
})

var version = sync.OnceValue(func() string {
	hash := sha256.New()
	// The walk is in lexical order and over embedded files: it cannot fail.
	_ = fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := files.ReadFile(name)
		fmt.Fprintf(hash, "%s %d\n%s", name, len(text), text)
		return err
	})
	return hex.EncodeToString(hash.Sum(nil))[:12]
})

// Version names the words in use: twelve hexadecimal digits that change
// with any template. It is kept with an answer, to compare prompts by.
func Version() string { return version() }

// render fills NAME_system.tmpl and NAME_user.tmpl.
func render(name string, data any) (Prompt, error) {
	set, err := templates()
	if err != nil {
		return Prompt{}, fmt.Errorf("parsing the prompt templates: %w", err)
	}
	var system, user strings.Builder
	for part, out := range map[string]*strings.Builder{"_system.tmpl": &system, "_user.tmpl": &user} {
		if err := set.ExecuteTemplate(out, name+part, data); err != nil {
			return Prompt{}, fmt.Errorf("filling the %s prompt: %w", name, err)
		}
	}
	return Prompt{System: strings.TrimSpace(system.String()), User: strings.TrimSpace(user.String())}, nil
}
