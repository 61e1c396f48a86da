package discordtest

import (
	"encoding/json"
	"iter"
	"slices"
)

// Component is a button, a select, a row of them or a piece of layout. Raw is
// its JSON as it was sent.
type Component struct {
	Type     int    `json:"type"`
	CustomID string `json:"custom_id"`
	Label    string `json:"label"`
	Style    int    `json:"style"`
	URL      string `json:"url"`
	Disabled bool   `json:"disabled"`
	// Content is the text of a text display.
	Content string `json:"content"`
	// Options are a string select's choices.
	Options []SelectOption `json:"options"`
	// Components, Accessory and Inner are what it holds.
	Components []Component `json:"components"`
	Accessory  *Component  `json:"accessory"`
	Inner      *Component  `json:"component"`

	Raw json.RawMessage `json:"-"`
}

// SelectOption is one choice of a select.
type SelectOption struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Component types
// (https://discord.com/developers/docs/components/reference#component-object-component-types).
const (
	componentButton       = 2
	componentStringSelect = 3
	componentTextInput    = 4
)

// UnmarshalJSON keeps the JSON beside what it means.
func (c *Component) UnmarshalJSON(data []byte) error {
	type plain Component
	if err := json.Unmarshal(data, (*plain)(c)); err != nil {
		return err
	}
	c.Raw = slices.Clone(data)
	return nil
}

// walk goes through components and all they hold, outer ones first.
func walk(components []Component) iter.Seq[Component] {
	return func(yield func(Component) bool) { walkEach(components, yield) }
}

func walkEach(components []Component, yield func(Component) bool) bool {
	for _, component := range components {
		if !yield(component) || !walkEach(component.held(), yield) {
			return false
		}
	}
	return true
}

func (c Component) held() []Component {
	held := slices.Clone(c.Components)
	for _, single := range []*Component{c.Accessory, c.Inner} {
		if single != nil {
			held = append(held, *single)
		}
	}
	return held
}
