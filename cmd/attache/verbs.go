package main

// cli is the command line: every verb is a field with a file of its own.
type cli struct {
	Settings

	Bot     botVerb     `cmd:"" help:"Run the Discord bot and keep reading the sources."`
	Ask     askVerb     `cmd:"" help:"Answer a question."`
	Summary summaryVerb `cmd:"" help:"Sum up the news on a topic."`
	Source  sourceVerb  `cmd:"" help:"Add, list and remove the sources that news is read from."`
	Fetch   fetchVerb   `cmd:"" help:"Read all sources that are due, once."`
	Import  importVerb  `cmd:"" help:"Read articles from files: JSONL, or one .txt, .md or .html article."`
	Embed   embedVerb   `cmd:"" help:"Give the passages vectors, so that questions find them by meaning too."`
	Doctor  doctorVerb  `cmd:"" help:"Check the database, the sources and the starter packs, and say what to do."`
	Demo    demoVerb    `cmd:"" help:"Read the built-in sample news and answer questions on it."`
	Eval    evalVerb    `cmd:"" help:"Measure retrieval, answers and the reading of pages."`
	Version versionVerb `cmd:"" help:"Print the version."`
}
