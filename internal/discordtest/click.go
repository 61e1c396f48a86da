package discordtest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Click is somebody's use of a button or a select.
type Click struct {
	// Message is the ID of the message it stands on.
	Message string
	// Component is its custom_id or its label.
	Component   string
	User        User
	Permissions int64 // 0 stands for PermissionsOrdinary
	// Values are what was chosen in a select.
	Values []string
}

// styleLink is the style of a button that opens an address and tells nobody.
const styleLink = 5

// Click uses a component of a message.
func (s *Server) Click(ctx context.Context, click Click) *Interaction {
	if err := s.WaitReady(ctx); err != nil {
		return &Interaction{server: s, err: err}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	message, ok := s.messages[click.Message]
	if !ok || !message.Deleted.IsZero() {
		return &Interaction{server: s, err: fmt.Errorf("%w: there is no message %q", ErrNotOffered, click.Message)}
	}
	component, ok := message.Component(click.Component)
	if !ok || component.Disabled || component.Style == styleLink || component.CustomID == "" {
		return &Interaction{server: s, err: fmt.Errorf("%w: %q cannot be clicked", ErrNotOffered, click.Component)}
	}
	data := map[string]any{"custom_id": component.CustomID, "component_type": component.Type}
	if component.Type != componentButton {
		if err := component.chooses(click.Values); err != nil {
			return &Interaction{server: s, err: err}
		}
		data["values"], data["resolved"] = list(click.Values), map[string]any{}
	}
	channel, guild, _ := s.channel(message.Channel)
	return s.deliver(s.newInteraction(&Interaction{
		kind: kindComponent, channel: channel, guild: guild, data: data, source: message.ID,
		user: click.User, permissions: click.Permissions,
	}))
}

func (c Component) chooses(values []string) error {
	for _, value := range values {
		offered := slices.ContainsFunc(c.Options, func(o SelectOption) bool { return o.Value == value })
		if c.Type == componentStringSelect && !offered {
			return fmt.Errorf("%w: the select has no value %q", ErrNotOffered, value)
		}
	}
	return nil
}

// Submit fills in the modal that an interaction was answered with; values are
// by custom_id, and what is left out is empty.
func (s *Server) Submit(ctx context.Context, asked *Interaction, values map[string]string) *Interaction {
	response, err := asked.WaitResponse(ctx)
	if err == nil && response.Type != callbackModal {
		err = fmt.Errorf("%w: the interaction was not answered with a modal", ErrNotOffered)
	}
	if err != nil {
		return &Interaction{server: s, err: err}
	}
	values = maps.Clone(values)
	rows := []any{}
	for component := range walk(response.Modal.Components) {
		if component.Type != componentTextInput {
			continue
		}
		input := map[string]any{
			"type": componentTextInput, "custom_id": component.CustomID, "value": values[component.CustomID],
		}
		rows = append(rows, map[string]any{"type": 1, "components": []any{input}})
		delete(values, component.CustomID)
	}
	if len(values) > 0 {
		return &Interaction{server: s, err: fmt.Errorf("%w: the modal has no inputs %s", ErrNotOffered,
			strings.Join(slices.Sorted(maps.Keys(values)), ", "))}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.deliver(s.newInteraction(&Interaction{
		kind: kindModal, channel: asked.channel, guild: asked.guild, source: asked.source,
		data: map[string]any{"custom_id": response.Modal.CustomID, "components": rows},
		user: asked.user, permissions: asked.permissions,
	}))
}
