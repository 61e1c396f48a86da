package bot

import (
	"context"
	"errors"
	"strings"
	"testing"

	"attache/internal/discordtest"
	"attache/news"
)

func sourceCommand(name string, permissions int64, options map[string]any) discordtest.Command {
	return discordtest.Command{
		Name: "source", Subcommand: name, Permissions: permissions, Options: options,
		// A server's settings may offer the command to everybody.
		Unchecked: true,
	}
}

// manager may change what a guild reads; address is a source that is not.
const (
	manager = discordtest.PermissionsOrdinary | discordtest.PermissionManageGuild
	address = "https://gazette.example/rss"
)

var sourceCases = []struct {
	name        string
	command     discordtest.Command
	add         func(context.Context, string, string) (string, error)
	want        []string
	leavesAlone bool
}{
	{
		name:    "add reports what it found",
		command: sourceCommand("add", manager, map[string]any{"url": " " + address + " "}),
		add: func(_ context.Context, guild, url string) (string, error) {
			if guild != discordtest.GuildID || url != address {
				return "", errors.New("wrong guild or address")
			}
			return "Added the feed “Gazette *World*”.\n12 articles, the newest of 6 March 2025.", nil
		},
		want: []string{"Added the feed “Gazette \\*World\\*”.\n12 articles, the newest of 6 March 2025."},
	},
	{
		name:    "add says what to do about a fault",
		command: sourceCommand("add", manager, map[string]any{"url": "localhost"}),
		add: func(context.Context, string, string) (string, error) {
			return "", &news.Fault{Sentence: "That is no address of a web page: give one that begins with https.", Cause: errors.New("x")}
		},
		want: []string{"That is no address of a web page"},
	},
	{
		name:    "add hides what a Go error says",
		command: sourceCommand("add", discordtest.PermissionAdministrator, map[string]any{"url": address}),
		add: func(context.Context, string, string) (string, error) {
			return "", errors.New("UNIQUE constraint failed")
		},
		want: []string{wentWrong},
	},
	{
		name:    "add is refused to those who may not manage the server",
		command: sourceCommand("add", discordtest.PermissionsOrdinary, map[string]any{"url": address}),
		want:    []string{onlyManagers}, leavesAlone: true,
	},
	{
		name:    "remove is refused to those who may not manage the server",
		command: sourceCommand("remove", discordtest.PermissionsOrdinary, map[string]any{"source": "The Courier: World"}),
		want:    []string{onlyManagers}, leavesAlone: true,
	},
	{
		name:    "list shows every source and how it goes",
		command: sourceCommand("list", manager, nil),
		want: []string{
			"1 source for this server:",
			"• The Courier: World · https\\://courier.example/world.xml · feed · 124 articles · read 6 March 2025, 14:05 UTC",
		},
	},
	{
		name:    "remove says what is gone",
		command: sourceCommand("remove", manager, map[string]any{"source": "The Courier: World"}),
		want:    []string{"Removed The Courier: World."},
	},
	{
		name:    "remove knows nothing of other sources",
		command: sourceCommand("remove", manager, map[string]any{"source": "The *Times*"}),
		want:    []string{"This server has no source “The \\*Times\\*”"}, leavesAlone: true,
	},
}

func TestSource(t *testing.T) {
	t.Parallel()
	for _, c := range sourceCases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := start(t, discordtest.Options{}, nil)
			r.sources.add = c.add
			if c.leavesAlone {
				r.sources.add = func(context.Context, string, string) (string, error) {
					t.Error("it reached the sources")
					return "", nil
				}
			}
			if err := r.discord.WaitCommands(t.Context(), "source"); err != nil {
				t.Fatal(err)
			}
			got, err := r.discord.Slash(t.Context(), c.command).WaitFinal(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range c.want {
				if !strings.Contains(got.Content, want) {
					t.Errorf("it says %q, want %q", got.Content, want)
				}
			}
			if !got.Ephemeral() {
				t.Error("everybody can see it")
			}
			if left, _ := r.sources.List(t.Context(), ""); c.leavesAlone && len(left) != 1 {
				t.Error("the source is gone")
			}
		})
	}
}

func TestSourceElsewhere(t *testing.T) {
	t.Parallel()
	t.Run("is not offered to ordinary members, nor in direct messages", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		command := sourceCommand("list", 0, nil)
		command.Unchecked = false
		if err := r.discord.Slash(t.Context(), command).Err(); !errors.Is(err, discordtest.ErrNotOffered) {
			t.Errorf("to a member: %v", err)
		}
		command.Permissions = discordtest.PermissionManageGuild
		command.Channel = r.discord.DirectChannel(discordtest.ReaderID)
		if err := r.discord.Slash(t.Context(), command).Err(); !errors.Is(err, discordtest.ErrNotOffered) {
			t.Errorf("in direct messages: %v", err)
		}
		command.Unchecked = true
		if _, err := r.discord.Slash(t.Context(), command).WaitFinal(t.Context(), contains(onlyInGuilds)); err != nil {
			t.Error(err)
		}
	})
	t.Run("lists more than one message holds", func(t *testing.T) {
		t.Parallel()
		r := start(t, discordtest.Options{}, nil)
		r.sources.mu.Lock()
		for len(r.sources.seen) < 40 {
			r.sources.seen = append(r.sources.seen, r.sources.seen[0])
		}
		r.sources.mu.Unlock()
		command := sourceCommand("list", discordtest.PermissionManageGuild, nil)
		i := r.discord.Slash(t.Context(), command)
		if err := r.discord.WaitReady(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := i.WaitFinal(t.Context(), contains("40 sources")); err != nil {
			t.Fatal(err)
		}
		if err := r.stop(); err != nil {
			t.Error(err)
		}
		entries := 0
		for _, m := range i.Messages() {
			entries += strings.Count(m.Content, bullet)
			if !m.Ephemeral() {
				t.Error("everybody can see a part of it")
			}
		}
		if entries != 40 {
			t.Errorf("%d of 40 sources are listed", entries)
		}
	})
}

func TestAPausedSourceSaysWhy(t *testing.T) {
	t.Parallel()
	s := news.Source{Title: "The Courier", URL: address, Kind: news.KindFeed, Paused: true}
	if got := describe(s); !strings.HasSuffix(got, "· paused") {
		t.Errorf("paused by hand: %q", got)
	}
	s.PauseReason = "The site says that this *address* is gone for good (status 410)."
	if got := describe(s); !strings.Contains(got, `paused: The site says that this *address* is gone for good`) {
		t.Errorf("given up: %q", got)
	}
}
