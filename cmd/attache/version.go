package main

import (
	"runtime/debug"
)

type versionVerb struct{}

// Run prints the version that the Go toolchain recorded.
func (versionVerb) Run(c console) error {
	version, revision := "unknown", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = " (" + s.Value + ")"
			}
		}
	}
	say(c.out, "attache %s%s", version, revision)
	return nil
}
