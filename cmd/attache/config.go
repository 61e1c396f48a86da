package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"os"
	"path/filepath"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/joho/godotenv"
)

const description = `Attaché answers questions on diplomatic news from articles it has read, and shows where every sentence comes from.

Settings come from flags, then the environment, then a file .env in the working directory.`

// Settings are what every verb shares. This file is the only reader of the
// environment.
type Settings struct {
	DB            string   `name:"db" env:"ATTACHE_DB" placeholder:"FILE" help:"SQLite file (default: attache/attache.db under the user's data directory)."`
	DiscordToken  string   `env:"DISCORD_TOKEN" placeholder:"TOKEN" help:"Token of the Discord bot."`
	DiscordAPIURL string   `name:"discord-api-url" env:"DISCORD_API_URL" placeholder:"URL" default:"https://discord.com/api/v10" help:"Base URL of Discord's REST API (${default})."`
	OpenAIKey     string   `name:"openai-api-key" env:"OPENAI_API_KEY" placeholder:"KEY" help:"Key for the model's server, if it wants one."`
	OpenAIBaseURL string   `name:"openai-base-url" env:"OPENAI_BASE_URL" placeholder:"URL" help:"Base URL of a server that speaks the OpenAI wire format (OpenAI's when only a key is set)."`
	Model         string   `name:"model" env:"ATTACHE_MODEL" placeholder:"NAME" help:"Model that drafts answers (none: answers are put together from the articles' own sentences)."`
	EmbedModel    string   `name:"embed-model" env:"ATTACHE_EMBED_MODEL" placeholder:"NAME" help:"Model for embeddings, at the same server (none: questions are answered by their words alone)."`
	AllowPrivate  []string `env:"ATTACHE_ALLOW_PRIVATE" placeholder:"CIDR" help:"Private networks that fetching may reach, on any port, separated by commas."`
	Contact       string   `env:"ATTACHE_CONTACT" placeholder:"URL-OR-MAIL" help:"Where sites can reach whoever runs this; every request to them says so."`
	Verbose       bool     `short:"v" help:"Log what is being done, and the causes of failures."`
}

// defaultModel drafts when a key or a server is set, but no model.
const defaultModel = "gpt-4o-mini"

// hasModel reports whether a model is configured.
func (s *Settings) hasModel() bool {
	return s.OpenAIKey != "" || s.OpenAIBaseURL != "" || s.Model != ""
}

func (s *Settings) model() string {
	if s.Model == "" {
		return defaultModel
	}
	return s.Model
}

// database is the path of the SQLite file.
func (s *Settings) database() (string, error) {
	if s.DB != "" {
		return s.DB, nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "attache", "attache.db"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", usageError{"there is no home directory to keep the database in: name a file with --db or ATTACHE_DB"}
	}
	return filepath.Join(home, ".local", "share", "attache", "attache.db"), nil
}

// privateNetworks reads AllowPrivate.
func (s *Settings) privateNetworks() ([]netip.Prefix, error) {
	var networks []netip.Prefix
	for _, text := range s.AllowPrivate {
		network, err := netip.ParsePrefix(strings.TrimSpace(text))
		if err != nil {
			return nil, usageError{fmt.Sprintf("ATTACHE_ALLOW_PRIVATE: %q is not a network: write it like 10.0.0.0/8", text)}
		}
		networks = append(networks, network)
	}
	return networks, nil
}

// readDotenv gives the settings of a file .env, for those that are neither
// a flag nor in the environment.
func readDotenv() (kong.Resolver, error) {
	values, err := godotenv.Read(".env")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		// The cause may quote the file's secrets.
		return nil, usageError{"the file .env cannot be read: write one NAME=value a line"}
	}
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		for _, name := range flag.Envs {
			if _, set := os.LookupEnv(name); set {
				return nil, nil
			}
			if value, ok := values[name]; ok {
				return value, nil
			}
		}
		return nil, nil
	}), nil
}
