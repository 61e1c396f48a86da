package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"attache/news"
)

// runEnv makes a child process of a test the command itself, so that it can
// be killed.
const runEnv = "ATTACHE_TEST_RUN"

func TestMain(m *testing.M) {
	if os.Getenv(runEnv) != "" {
		main()
	}
	goleak.VerifyTestMain(m)
}

// outcome is how a run of the command ended.
type outcome struct {
	code     int
	out, err string
}

// attache runs the command in this process with a database of its own.
type attache struct {
	t  *testing.T
	db string
}

// newAttache keeps the reader's own settings out of a test.
func newAttache(t *testing.T) *attache {
	t.Helper()
	for _, name := range []string{
		"ATTACHE_DB", "DISCORD_TOKEN", "DISCORD_API_URL", "OPENAI_API_KEY", "OPENAI_BASE_URL",
		"ATTACHE_MODEL", "ATTACHE_EMBED_MODEL", "ATTACHE_ALLOW_PRIVATE",
	} {
		t.Setenv(name, "")
		if err := os.Unsetenv(name); err != nil {
			t.Fatal(err)
		}
	}
	return &attache{t: t, db: filepath.Join(t.TempDir(), "new", "folder", "attache.db")}
}

func (a *attache) run(args ...string) outcome {
	a.t.Helper()
	var out, err bytes.Buffer
	code := run(a.t.Context(), append([]string{"--db", a.db}, args...),
		console{in: strings.NewReader(""), out: &out, err: &err})
	return outcome{code: code, out: out.String(), err: err.String()}
}

// must runs a verb that is to succeed.
func (a *attache) must(args ...string) string {
	a.t.Helper()
	o := a.run(args...)
	if o.code != 0 {
		a.t.Fatalf("attache %s ended with %d: %s%s", strings.Join(args, " "), o.code, o.out, o.err)
	}
	return o.out
}

// ask asks with --json and expects an exit status.
func (a *attache) ask(code int, args ...string) news.Answer {
	a.t.Helper()
	o := a.run(append([]string{"ask", "--json"}, args...)...)
	if o.code != code {
		a.t.Fatalf("ask %q ended with %d, want %d: %s%s", args, o.code, code, o.out, o.err)
	}
	var answer news.Answer
	if err := json.Unmarshal([]byte(o.out), &answer); err != nil {
		a.t.Fatalf("%v in %s", err, o.out)
	}
	return answer
}

// file writes a file for a test.
func (a *attache) file(name, content string) string {
	a.t.Helper()
	path := filepath.Join(a.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		a.t.Fatal(err)
	}
	return path
}

// articles are two reports of one invented event, and an older one.
const articles = `{"url":"https://wire.example/2031/treaty","title":"Vastria and Oland sign river treaty","source":"Example Wire","published":"2031-03-04T10:00:00Z","text":"Vastria and Oland signed a treaty on the waters of the Merle on Tuesday. Foreign minister Ana Brandt said it \"ends forty years of dry summers\". The treaty gives Oland 30 percent of the flow. It takes effect on 1 June."}
{"url":"https://post.example/2031/treaty","title":"River deal signed","source":"Example Post","published":"2031-03-05","authors":"I. Reporter","text":"The treaty on the Merle was signed in the border town of Halse. Oland's parliament is to vote on it in April."}
{"url":"https://wire.example/2030/talks","title":"Merle talks fail","source":"Example Wire","published":"2030-11-01","text":"Talks between Vastria and Oland on the waters of the Merle ended without a result on Friday. Both sides blamed the other."}
`

func TestHelpShowsEverySettingAndVerb(t *testing.T) {
	a := newAttache(t)
	o := a.run("--help")
	if o.code != 0 {
		t.Fatalf("--help ended with %d: %s", o.code, o.err)
	}
	for _, want := range []string{
		"ATTACHE_DB", "DISCORD_TOKEN", "DISCORD_API_URL", "OPENAI_API_KEY", "OPENAI_BASE_URL", "ATTACHE_MODEL",
		"ATTACHE_EMBED_MODEL", "ATTACHE_ALLOW_PRIVATE", "bot", "ask", "source", "fetch", "import", "summary", "eval", "demo", "version",
	} {
		if !strings.Contains(o.out, want) {
			t.Errorf("--help does not mention %s", want)
		}
	}
	var none bytes.Buffer
	if code := run(t.Context(), nil, console{out: &none, err: &none}); code != 0 || !strings.Contains(none.String(), "Usage: attache") {
		t.Errorf("no arguments ended with %d: %s", code, none.String())
	}
	if o := a.run("ask", "--help"); !strings.Contains(o.out, "Examples:") {
		t.Errorf("ask --help has no examples: %s", o.out)
	}
}

func TestBadUsageEndsWithTwoAndOneSentence(t *testing.T) {
	for name, args := range map[string][]string{
		"an unknown verb":      {"answer", "x"},
		"an unknown flag":      {"ask", "--when", "now", "x"},
		"a missing argument":   {"ask"},
		"a wrong time":         {"ask", "--as-of", "yesterday", "x"},
		"a wrong period":       {"summary", "--period", "soon", "x"},
		"a wrong network":      {"--allow-private", "everything", "fetch"},
		"a bot without token":  {"bot"},
		"eval without a file":  {"eval", "retrieval"},
		"an import of nothing": {"import"},
	} {
		t.Run(name, func(t *testing.T) {
			o := newAttache(t).run(args...)
			if o.code != exitUsage || strings.Count(o.err, "\n") != 1 || !strings.HasPrefix(o.err, "attache: ") {
				t.Errorf("ended with %d: %q", o.code, o.err)
			}
		})
	}
}

func TestImportReportsBadLinesAndTakesTheOthers(t *testing.T) {
	a := newAttache(t)
	lines := strings.SplitAfter(articles, "\n")
	path := a.file("news.jsonl", lines[0]+"{\"url\": broken\n\n[]\n"+lines[1]+`{"url":"https://x.example/","text":" "}`)
	o := a.run("import", path)
	if o.code != 0 || o.out != "2 new, 0 changed, 0 unchanged, 3 rejected\n" {
		t.Errorf("ended with %d: %s", o.code, o.out)
	}
	for _, want := range []string{"Line 2 is not", "Line 4 is not", "Line 6 is not"} {
		if !strings.Contains(o.err, want) {
			t.Errorf("%q is missing in %s", want, o.err)
		}
	}
	if out := a.must("import", "--json", path); out != "{\"new\":0,\"changed\":0,\"unchanged\":2,\"rejected\":3}\n" {
		t.Errorf("importing again: %s", out)
	}
}

func TestImportExplainsWhatItCannotRead(t *testing.T) {
	a := newAttache(t)
	for name, args := range map[string][]string{
		"There is no file":       {"import", filepath.Join(t.TempDir(), "none.jsonl")},
		"give --title, --outlet": {"import", a.file("bare.txt", "Some text.")},
		"holds no text":          {"import", "--title", "T", "--outlet", "O", "--published", "2031-01-01", a.file("empty.md", "\n")},
	} {
		if o := a.run(args...); o.code != exitFailed || !strings.Contains(o.err, name) || strings.Count(o.err, "\n") > 1 {
			t.Errorf("%q: ended with %d: %s", name, o.code, o.err)
		}
	}
}

func TestAskAnswersWithClosedCitations(t *testing.T) {
	a := newAttache(t)
	a.must("import", a.file("news.jsonl", articles))
	answer := a.ask(0, "--as-of", "2031-03-10", "What did Brandt say about the Merle treaty?")
	if !strings.Contains(answer.Text, "ends forty years of dry summers") {
		t.Errorf("answer: %s", answer.Text)
	}
	for _, s := range answer.Sentences {
		if len(s.Citations) == 0 {
			t.Errorf("%q cites nothing", s.Text)
		}
		for _, n := range s.Citations {
			if n < 1 || n > len(answer.Citations) || answer.Citations[n-1].N != n {
				t.Errorf("%q cites [%d], which is not listed", s.Text, n)
			}
		}
	}
	if c := answer.Citations[0]; c.Outlet != "Example Wire" || c.URL != "https://wire.example/2031/treaty" || c.Published.String() != "2031-03-04T10:00:00Z" {
		t.Errorf("first citation: %+v", c)
	}
}

func TestAskKeepsToItsBounds(t *testing.T) {
	a := newAttache(t)
	a.must("import", a.file("news.jsonl", articles))
	question := "What became of the talks between Vastria and Oland on the Merle?"
	early := a.ask(0, "--as-of", "2030-12-01", question)
	for _, c := range early.Citations {
		if c.URL != "https://wire.example/2030/talks" {
			t.Errorf("as of 2030 cites %s", c.URL)
		}
	}
	if got := early.AsOf.String(); got != "2030-12-01" {
		t.Errorf("as_of is %s", got)
	}
	post := a.ask(0, "--as-of", "2031-03-10", "--outlet", "example post", "Where was the treaty on the Merle signed?")
	for _, c := range post.Citations {
		if c.Outlet != "Example Post" {
			t.Errorf("--outlet cites %s", c.Outlet)
		}
	}
	since := a.ask(0, "--as-of", "2031-03-10", "--since", "2031-01-01", "Vastria Oland Merle")
	for _, c := range since.Citations {
		if c.Published.Time.Year() < 2031 {
			t.Errorf("--since cites %s", c.Published)
		}
	}
	before := a.ask(exitRefused, "--as-of", "2029-01-01", question)
	if len(before.Citations) != 0 || before.Coverage.Articles != 0 || len(before.Coverage.Nearest) != 0 {
		t.Errorf("before anything was known: %+v", before)
	}
}

func TestARefusalHasCoverageAndNoSources(t *testing.T) {
	a := newAttache(t)
	a.must("import", a.file("news.jsonl", articles))
	answer := a.ask(exitRefused, "--as-of", "2031-03-10", "What did Okonjo say about the Merle treaty?")
	if !answer.Refused || len(answer.Sentences) != 0 || len(answer.Citations) != 0 {
		t.Errorf("%+v", answer)
	}
	if !strings.Contains(answer.Text, "Okonjo") || answer.Coverage.Articles == 0 || len(answer.Coverage.Nearest) == 0 {
		t.Errorf("answer %q, coverage %+v", answer.Text, answer.Coverage)
	}
	o := a.run("ask", "--as-of", "2031-03-10", "What did Okonjo say about the Merle treaty?")
	if o.code != exitRefused || strings.Contains(o.out, "http") {
		t.Errorf("ended with %d: %s", o.code, o.out)
	}
}

func TestJSONIsTheContract(t *testing.T) {
	a := newAttache(t)
	a.must("import", a.file("news.jsonl", articles))
	for question, code := range map[string]int{"Where was the Merle treaty signed?": 0, "Who won the chess cup?": exitRefused, "": exitRefused} {
		o := a.run("ask", "--json", "--as-of", "2031-03-10", question)
		if o.code != code {
			t.Fatalf("%q ended with %d: %s", question, o.code, o.err)
		}
		var object map[string]json.RawMessage
		if err := json.Unmarshal([]byte(o.out), &object); err != nil {
			t.Fatal(err)
		}
		if keys := []string{"question", "mode", "refused", "answer", "sentences", "citations", "conflicts", "coverage", "as_of"}; len(object) != len(keys) {
			t.Errorf("%d keys: %s", len(object), o.out)
		}
		if strings.Contains(o.out, "null") {
			t.Errorf("a null in %s", o.out)
		}
		var coverage map[string]json.RawMessage
		if err := json.Unmarshal(object["coverage"], &coverage); err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"articles", "outlets", "origins", "from", "to", "nearest"} {
			if _, ok := coverage[key]; !ok {
				t.Errorf("coverage lacks %s", key)
			}
		}
	}
}

func TestOddQuestionsAreAnsweredOrRefusedPolitely(t *testing.T) {
	a := newAttache(t)
	a.must("import", a.file("news.jsonl", articles))
	for name, question := range map[string]string{
		"empty": "", "spaces": " \t\n ", "emoji only": "🎉🔥", "quotes": `"""'''“”`,
		"operators": "AND OR NOT NEAR/3 * ^ ( ) :", "SQL": "'; DROP TABLE articles; --",
		"markdown": "**Merle** `treaty` [x](http://evil.example) > # -", "10,000 characters": strings.Repeat("treaty merle ", 770),
		"zero-width": "\u200b\u200d\ufeff", "right to left": "ما هي المعاهدة؟", "invalid UTF-8": "\xff\xfe treaty",
	} {
		t.Run(name, func(t *testing.T) {
			o := a.run("ask", "--as-of", "2031-03-10", question)
			if o.code != 0 && o.code != exitRefused || strings.TrimSpace(o.out) == "" || o.err != "" {
				t.Errorf("ended with %d: %s%s", o.code, o.out, o.err)
			}
		})
	}
	if out := a.must("import", a.file("again.jsonl", articles)); !strings.HasPrefix(out, "0 new, 0 changed, 3 unchanged") {
		t.Errorf("afterwards: %s", out)
	}
}

func TestADatabaseThatCannotBeOpenedIsExplained(t *testing.T) {
	a := newAttache(t)
	a.db = filepath.Join(a.file("a file", "no folder"), "attache.db")
	if o := a.run("ask", "x"); o.code != exitFailed || !strings.Contains(o.err, "--db") || strings.Count(o.err, "\n") != 1 {
		t.Errorf("ended with %d: %s", o.code, o.err)
	}
	a.db = a.file("text.db", strings.Repeat("this is no database ", 100))
	if o := a.run("ask", "x"); o.code != exitFailed || !strings.Contains(o.err, "not a database") {
		t.Errorf("ended with %d: %s", o.code, o.err)
	}
}

func TestSettingsComeFromFlagsThenEnvironmentThenDotenv(t *testing.T) {
	a := newAttache(t)
	t.Chdir(t.TempDir())
	write := func(name, content string) {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	open := func(args ...string) {
		var out, err bytes.Buffer
		if code := run(t.Context(), append(args, "source", "list"), console{out: &out, err: &err}); code != 0 {
			t.Fatalf("ended with %d: %s", code, err.String())
		}
	}
	exists := func(path string) bool { _, err := os.Stat(path); return err == nil }
	write(".env", "ATTACHE_DB=dotenv.db\n")
	open()
	if !exists("dotenv.db") {
		t.Error(".env was not read")
	}
	t.Setenv("ATTACHE_DB", "environment.db")
	open()
	if !exists("environment.db") {
		t.Error("the environment does not come before .env")
	}
	open("--db", "flag.db")
	if !exists("flag.db") {
		t.Error("a flag does not come before the environment")
	}
	write(".env", "OPENAI_API_KEY sk-secret-without-equals-sign\n'")
	if o := a.run("source", "list"); o.code != exitUsage || strings.Contains(o.err, "sk-secret") {
		t.Errorf("a broken .env ended with %d: %s", o.code, o.err)
	}
}

func TestAnInterruptStopsAVerb(t *testing.T) {
	a := newAttache(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, err bytes.Buffer
	code := run(ctx, []string{"--db", a.db, "ask", "x"}, console{out: &out, err: &err})
	if code != exitFailed || !strings.Contains(err.String(), "stopped") {
		t.Errorf("ended with %d: %s", code, err.String())
	}
}

func TestVersionIsPrinted(t *testing.T) {
	if out := newAttache(t).must("version"); !strings.HasPrefix(out, "attache ") {
		t.Errorf("printed %q", out)
	}
}
