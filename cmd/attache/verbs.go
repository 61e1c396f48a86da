package main

// cli is the command line: every verb is a field with a file of its own.
type cli struct {
	Settings

	Ask     askVerb     `cmd:"" help:"Answer a question."`
	Summary summaryVerb `cmd:"" help:"Sum up the news on a topic."`
	Import  importVerb  `cmd:"" help:"Read articles from files: JSONL, or one .txt, .md or .html article."`
	Eval    evalVerb    `cmd:"" help:"Measure retrieval and answers."`
}
