package main

import (
	"runtime/debug"
)

type versionVerb struct{}

// Run prints the version that the Go toolchain recorded.
func (versionVerb) Run(c console) error {
	revision := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = " (" + s.Value + ")"
			}
		}
	}
	say(c.out, "attache %s%s", version(), revision)
	return nil
}

// version is that of the module; "unknown" where it was not recorded.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "unknown"
}
