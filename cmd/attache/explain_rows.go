package main

import (
	"math/bits"
	"strings"
	"time"

	"attache/news"
	"attache/retrieval"
)

func askedRowOf(f retrieval.Findings, asOf news.Moment) askedRow {
	a := f.Asked
	row := askedRow{
		Question: a.Text, AsOf: asOf, Kind: string(a.Kind), Wants: []string{}, Negated: a.Negated,
		Terms: []termRow{}, Names: []nameRow{}, Times: []timeRow{},
		Outlets: orEmpty(a.Outlets), Speakers: orEmpty(a.Speakers), Phrases: orEmpty(a.Phrases), Parts: orEmpty(a.Parts),
	}
	if a.Wants != 0 {
		row.Wants = strings.Split(a.Wants.String(), ", ")
	}
	for i, t := range a.Terms {
		term := termRow{Word: t.Word, Term: t.Term, Name: t.Name, Frame: t.Frame}
		if i < len(f.Weights) {
			term.Weight = f.Weights[i]
		}
		row.Terms = append(row.Terms, term)
	}
	for _, n := range a.Names {
		row.Names = append(row.Names, nameRowOf(n))
	}
	for _, t := range a.Times {
		row.Times = append(row.Times, timeRowOf(t))
	}
	return row
}

func nameRowOf(n retrieval.Name) nameRow {
	row := nameRow{Text: n.Text, ID: n.ID, Kind: n.Kind, Proper: n.Proper, Others: []otherRow{}}
	for _, o := range n.Others {
		row.Others = append(row.Others, otherRow{o.String(), o.Weight})
	}
	return row
}

func timeRowOf(t retrieval.Time) timeRow {
	row := timeRow{Text: t.Text, Relation: t.Relation, From: dayOf(t.From), Event: t.Event, Coarse: t.Coarse, Now: t.Now}
	if !t.To.IsZero() {
		row.To = dayOf(t.To.Add(-time.Nanosecond))
	}
	return row
}

func foundRowOf(n int, f retrieval.Found, asked retrieval.Asked) foundRow {
	row := foundRow{
		N: n, URL: f.Article.URL, Outlet: f.Article.Outlet, Published: f.Article.Published, Title: f.Article.Title,
		Score: f.Score, Share: f.Share, Words: []string{}, Signals: map[string]float64{}, signals: f.Signals,
	}
	for left := f.Matched; left != 0; left &= left - 1 {
		if i := bits.TrailingZeros64(left); i < len(asked.Terms) {
			row.Words = append(row.Words, asked.Terms[i].Word)
		}
	}
	for s, v := range f.Signals {
		if v != 0 {
			row.Signals[retrieval.Signal(s).String()] = v
		}
	}
	return row
}

// dayOf is a time's day in UTC; empty for no time.
func dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

// orEmpty gives JSON an empty list where there is none.
func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
