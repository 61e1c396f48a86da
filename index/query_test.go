package index

import (
	"testing"
	"time"
)

func TestASieveLetsThroughWhatTheFilterSays(t *testing.T) {
	at := func(second int64) time.Time { return time.Unix(second, 0) }
	row := Row{Passage: 1, Article: 7, Published: 100, ValidFrom: 110, ValidTo: 200, SourceSet: 2, Outlet: 3}
	standing := row
	standing.ValidTo = Forever
	undated := standing
	undated.Published = Undated
	sees := []int64{2, 5}
	for _, c := range []struct {
		name   string
		row    Row
		filter Filter
		want   bool
	}{
		{"what the asker sees", standing, Filter{SourceSets: sees}, true},
		{"nothing for who sees nothing", standing, Filter{}, false},
		{"nothing of sets that are not the asker's", standing, Filter{SourceSets: []int64{1, 3, -2}}, false},
		{"nothing that was replaced", row, Filter{SourceSets: sees}, false},
		{"what was valid then", row, Filter{SourceSets: sees, AsOf: at(199)}, true},
		{"what began to be valid at that second", row, Filter{SourceSets: sees, AsOf: at(110)}, true},
		{"nothing before it was known", row, Filter{SourceSets: sees, AsOf: at(109)}, false},
		{"nothing from the second it was replaced", row, Filter{SourceSets: sees, AsOf: at(200)}, false},
		{"both bounds count as inside", standing, Filter{SourceSets: sees, Since: at(100), Until: at(100)}, true},
		{"nothing published before", standing, Filter{SourceSets: sees, Since: at(101)}, false},
		{"nothing published after", standing, Filter{SourceSets: sees, Until: at(99)}, false},
		{"the undated where there is no bound", undated, Filter{SourceSets: sees, AsOf: at(500)}, true},
		{"nothing undated before a bound", undated, Filter{SourceSets: sees, Until: at(1 << 40)}, false},
		{"nothing undated after a bound", undated, Filter{SourceSets: sees, Since: at(-1 << 39)}, false},
		{"a chosen outlet", standing, Filter{SourceSets: sees, Outlets: []int64{9, 3}}, true},
		{"no other outlet", standing, Filter{SourceSets: sees, Outlets: []int64{9}}, false},
		{"no outlet but one that is unknown", standing, Filter{SourceSets: sees, Outlets: []int64{-1}}, false},
		{"no hidden article", standing, Filter{SourceSets: sees, HiddenArticles: []int64{7}}, false},
		{"articles beside a hidden one", standing, Filter{SourceSets: sees, HiddenArticles: []int64{6, 8, -7}}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			columns, err := decodeColumns(encodeColumns([]Row{c.row}), 1, 0, 0)
			if err != nil {
				t.Fatal(err)
			}
			s := newSieve(c.filter)
			if got := s.passes(columns, 0); got != c.want {
				t.Errorf("passes: %v, want %v", got, c.want)
			}
			columns.dead = []bool{true}
			if s.passes(columns, 0) {
				t.Error("passes although deleted")
			}
		})
	}
}
