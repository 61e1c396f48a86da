package when_test

import (
	"testing"
	"time"
)

func TestRelativeTimes(t *testing.T) {
	cases{
		"today":                              {"What happened today?", "today: on 2031-04-16..2031-04-17 day"},
		"yesterday":                          {"What happened yesterday in Oland?", "yesterday: on 2031-04-15..2031-04-16 day"},
		"yesterday's":                        {"yesterday's vote", "yesterday's: on 2031-04-15..2031-04-16 day"},
		"yesterday evening":                  {"yesterday evening", "yesterday evening: on 2031-04-15..2031-04-16 day"},
		"tomorrow":                           {"Who speaks tomorrow?", "tomorrow: on 2031-04-17..2031-04-18 day"},
		"tonight":                            {"tonight", "tonight: on 2031-04-16..2031-04-17 day"},
		"this morning":                       {"this morning", "this morning: on 2031-04-16..2031-04-17 day"},
		"last night ends today":              {"last night", "last night: on 2031-04-15..2031-04-17 day"},
		"the day before yesterday":           {"the day before yesterday", "the day before yesterday: on 2031-04-14..2031-04-15 day"},
		"the day after tomorrow":             {"the day after tomorrow", "the day after tomorrow: on 2031-04-18..2031-04-19 day"},
		"days ago":                           {"3 days ago", "3 days ago: on 2031-04-13..2031-04-14 day"},
		"a week ago is about then":           {"a week ago", "a week ago: on 2031-04-06..2031-04-13 week"},
		"weeks ago in letters":               {"two weeks ago", "two weeks ago: on 2031-03-30..2031-04-06 week"},
		"a fortnight ago":                    {"a fortnight ago", "a fortnight ago: on 2031-03-30..2031-04-06 week"},
		"months ago is a month":              {"two months ago", "two months ago: on 2031-02-01..2031-03-01 month"},
		"a year ago is about then":           {"a year ago", "a year ago: on 2029-10-16..2030-10-16 year"},
		"a decade ago":                       {"a decade ago", "a decade ago: on 2020-10-16..2021-10-16 year"},
		"hours ago":                          {"20 hours ago", "20 hours ago: on 2031-04-15..2031-04-16 day"},
		"a couple of days ago":               {"a couple of days ago", "a couple of days ago: on 2031-04-14..2031-04-15 day"},
		"since some time ago":                {"since two months ago", "since two months ago: since 2031-02-01.. month"},
		"days from now":                      {"three days from now", "three days from now: on 2031-04-19..2031-04-20 day"},
		"in some days, of the future":        {"Will they meet in three days?", "in three days: on 2031-04-19..2031-04-20 day"},
		"the last days":                      {"in the last 3 days", "in the last 3 days: on 2031-04-13..2031-04-17 day"},
		"the past weeks":                     {"over the past two weeks", "over the past two weeks: on 2031-04-02..2031-04-17 week"},
		"the last hours":                     {"in the last 24 hours", "in the last 24 hours: on 2031-04-15..2031-04-17 day"},
		"a few weeks":                        {"in the past few weeks", "in the past few weeks: on 2031-03-12..2031-04-17 week"},
		"recent days":                        {"in recent days", "in recent days: on 2031-04-11..2031-04-17 day"},
		"the last week is no calendar's":     {"in the last week", "in the last week: on 2031-04-09..2031-04-17 week"},
		"the past year":                      {"over the past year", "over the past year: on 2030-04-16..2031-04-17 year"},
		"the next days":                      {"in the next two days", "in the next two days: on 2031-04-16..2031-04-19 day"},
		"coming weeks":                       {"in the coming weeks", "in the coming weeks: on 2031-04-16..2031-05-22 week"},
		"last week is the calendar's":        {"last week", "last week: on 2031-04-07..2031-04-14 week"},
		"this week":                          {"What did the council decide this week?", "this week: on 2031-04-14..2031-04-21 week"},
		"next week's":                        {"next week's vote", "next week's: on 2031-04-21..2031-04-28 week"},
		"last month":                         {"last month", "last month: on 2031-03-01..2031-04-01 month"},
		"this month":                         {"this month", "this month: on 2031-04-01..2031-05-01 month"},
		"last quarter":                       {"last quarter", "last quarter: on 2031-01-01..2031-04-01 quarter"},
		"next quarter":                       {"next quarter", "next quarter: on 2031-07-01..2031-10-01 quarter"},
		"last year":                          {"how many last year", "last year: on 2030-01-01..2031-01-01 year"},
		"this year":                          {"so far this year", "so far this year: on 2031-01-01..2032-01-01 year"},
		"this decade":                        {"this decade", "this decade: on 2030-01-01..2040-01-01 decade"},
		"earlier this month":                 {"earlier this month", "earlier this month: on 2031-04-01..2031-04-17 month"},
		"later this month":                   {"later this month", "later this month: on 2031-04-16..2031-05-01 month"},
		"early next month":                   {"early next month", "early next month: on 2031-05-01..2031-05-11 week"},
		"the end of last year":               {"at the end of last year", "at the end of last year: on 2030-10-01..2031-01-01 quarter"},
		"year to date":                       {"exports year to date", "year to date: on 2031-01-01..2031-04-17 year"},
		"last weekend":                       {"last weekend", "last weekend: on 2031-04-12..2031-04-14 day"},
		"the weekend is over":                {"over the weekend", "over the weekend: on 2031-04-12..2031-04-14 day"},
		"the weekend is to come":             {"Will they meet at the weekend?", "at the weekend: on 2031-04-19..2031-04-21 day"},
		"last March is over":                 {"last March", "last March: on 2031-03-01..2031-04-01 month"},
		"last April is last year's in April": {"last April", "last April: on 2030-04-01..2030-05-01 month"},
		"this May is this year's":            {"this May", "this May: on 2031-05-01..2031-06-01 month"},
		"this May is the coming one too":     {"Who votes this June?", "this June: on 2031-06-01..2031-07-01 month"},
		"a season of this year":              {"this summer", "this summer: on 2031-06-01..2031-09-01 quarter"},
		"next winter":                        {"next winter", "next winter: on 2031-12-01..2032-03-01 quarter"},
		"next March":                         {"next March", "next March: on 2032-03-01..2032-04-01 month"},
		"last summer":                        {"last summer", "last summer: on 2030-06-01..2030-09-01 quarter"},
		"last Christmas":                     {"last Christmas", "last Christmas: on 2030-12-25..2030-12-26 day"},
		"a weekday is the latest":            {"on Monday", "on Monday: on 2031-04-14..2031-04-15 day"},
		"a weekday may be today":             {"on Wednesday", "on Wednesday: on 2031-04-16..2031-04-17 day"},
		"a weekday's":                        {"Tuesday's vote", "Tuesday's: on 2031-04-15..2031-04-16 day"},
		"a weekday to come":                  {"Will they vote on Monday?", "on Monday: on 2031-04-21..2031-04-22 day"},
		"the weekday of a sentence before":   {"Brandt on Monday announced aid in the US. What will Oland do?", "on Monday: on 2031-04-14..2031-04-15 day"},
		"last Wednesday is not today":        {"last Wednesday", "last Wednesday: on 2031-04-09..2031-04-10 day"},
		"this Friday is this week's":         {"this Friday", "this Friday: on 2031-04-18..2031-04-19 day"},
		"next Monday":                        {"next Monday", "next Monday: on 2031-04-21..2031-04-22 day"},
		"this past Friday":                   {"this past Friday", "this past Friday: on 2031-04-11..2031-04-12 day"},
		"early on a weekday":                 {"early on Tuesday", "early on Tuesday: on 2031-04-15..2031-04-16 day"},
		"the latest":                         {"the latest on the treaty", "latest: latest"},
		"the most recent":                    {"the most recent count", "most recent: latest"},
		"now":                                {"How many are there now?", "now: latest"},
		"currently":                          {"Who currently chairs it?", "currently: latest"},
		"so far":                             {"How many so far?", "so far: latest"},
		"as of now":                          {"How many as of now?", "as of now: latest"},
		"recently":                           {"What has she recently said?", "recently: recent"},
		"new sanctions":                      {"What new sanctions were announced?", "new: recent"},
		"originally":                         {"What was originally agreed?", "originally: earliest"},
	}.check(t, asOf)
}

func TestTimesAsOfJanuary(t *testing.T) {
	cases{
		"this winter lasts":             {"this winter", "this winter: on 2030-12-01..2031-03-01 quarter"},
		"last winter is over":           {"last winter", "last winter: on 2029-12-01..2030-03-01 quarter"},
		"this June is this year's":      {"this June", "this June: on 2031-06-01..2031-07-01 month"},
		"last month was in last year":   {"last month", "last month: on 2030-12-01..2031-01-01 month"},
		"last quarter too":              {"last quarter", "last quarter: on 2030-10-01..2031-01-01 quarter"},
		"and the week that is not over": {"this week", "this week: on 2030-12-30..2031-01-06 week"},
		"months ago":                    {"three months ago", "three months ago: on 2030-10-01..2030-11-01 month"},
		"from one year to the next":     {"from December to January", "from December to January: on 2030-12-01..2031-02-01 month"},
		"on a day of the last year":     {"on 30 December", "on 30 December: on 2030-12-30..2030-12-31 day"},
		"at New Year":                   {"since New Year", "since New Year: since 2031-01-01.. day"},
	}.check(t, time.Date(2031, 1, 2, 0, 30, 0, 0, time.UTC))
}

func TestTheLastMonthOfALongOne(t *testing.T) {
	cases{
		"ends in a shorter month":  {"in the last month", "in the last month: on 2031-02-28..2031-04-01 month"},
		"a month ago is a month":   {"a month ago", "a month ago: on 2031-02-01..2031-03-01 month"},
		"last Monday is not today": {"last Monday", "last Monday: on 2031-03-24..2031-03-25 day"},
		"next Monday is not":       {"next Monday", "next Monday: on 2031-04-07..2031-04-08 day"},
		"this weekend":             {"this weekend", "this weekend: on 2031-04-05..2031-04-07 day"},
	}.check(t, time.Date(2031, 3, 31, 12, 0, 0, 0, time.UTC))
}

func TestLanguages(t *testing.T) {
	cases{
		"a German date":              {"Was sagte sie am 6. März 2025?", "am 6. März 2025: on 2025-03-06..2025-03-07 day!"},
		"a German month":             {"Was geschah im Mai?", "im Mai: on 2030-05-01..2030-06-01 month"},
		"since a German month":       {"seit Januar", "seit Januar: since 2031-01-01.. month"},
		"a German weekday":           {"am Montag", "am Montag: on 2031-04-14..2031-04-15 day"},
		"a German range":             {"3. bis 7. März", "3. bis 7. März: on 2031-03-03..2031-03-08 day"},
		"a German yesterday":         {"Was geschah gestern?", "gestern: on 2031-04-15..2031-04-16 day"},
		"a French date":              {"le 6 mars 2025", "le 6 mars 2025: on 2025-03-06..2025-03-07 day!"},
		"the first of a French one":  {"le 1er mars 2025", "le 1er mars 2025: on 2025-03-01..2025-03-02 day!"},
		"since a French month":       {"depuis janvier", "depuis janvier: since 2031-01-01.. month"},
		"a Spanish date":             {"el 6 de marzo de 2025", "el 6 de marzo de 2025: on 2025-03-06..2025-03-07 day!"},
		"a Spanish yesterday":        {"¿Qué pasó ayer?", "ayer: on 2031-04-15..2031-04-16 day"},
		"a Russian date":             {"6 марта 2025 года", "6 марта 2025: on 2025-03-06..2025-03-07 day!"},
		"a Russian month":            {"Что случилось в марте?", "в марте: on 2031-03-01..2031-04-01 month"},
		"a Ukrainian date":           {"6 березня 2025", "6 березня 2025: on 2025-03-06..2025-03-07 day!"},
		"a Ukrainian weekday":        {"у п’ятницю", "у п’ятницю: on 2031-04-11..2031-04-12 day"},
		"foreign words alone are no": {"Mars and Mai, enero Domingo", ""},
	}.check(t, asOf)
}
