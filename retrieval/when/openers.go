package when

import "maps"

// openers are the words with which a span of time begins: all that the tables
// and the rules know. Most words of a question are none, and are passed by at
// the cost of one look.
var openers = func() map[string]bool {
	all := set(`the this these earlier later q h week month year`)
	for _, words := range []map[string]bool{
		keys(months), keys(weekdays), keys(dayWords), keys(counts), keys(ordinals), keys(seasons), keys(feasts),
		keys(loose), keys(edges), keys(steps), keys(sides),
	} {
		maps.Copy(all, words)
	}
	return all
}()

func keys[V any](table map[string]V) map[string]bool {
	all := make(map[string]bool, len(table))
	for word := range table {
		all[word] = true
	}
	return all
}
