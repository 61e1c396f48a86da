package fetch

import (
	"net/http"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var readAt = time.Date(2025, 3, 6, 9, 0, 0, 0, time.UTC)

func TestAnAnswerStaysFreshAsLongAsItsServerSays(t *testing.T) {
	for name, c := range map[string]struct {
		header http.Header
		want   time.Duration
	}{
		"nothing is said":                       {http.Header{}, 0},
		"by its age":                            {http.Header{"Cache-Control": {"public, max-age=600"}}, 10 * time.Minute},
		"by its age in quotation marks":         {http.Header{"Cache-Control": {`Max-Age="600"`}}, 10 * time.Minute},
		"for shared caches first":               {http.Header{"Cache-Control": {"max-age=60, s-maxage=600"}}, 10 * time.Minute},
		"never for shared caches":               {http.Header{"Cache-Control": {"max-age=60", "s-maxage=0"}}, 0},
		"less what it has spent in caches":      {http.Header{"Cache-Control": {"max-age=600"}, "Age": {"90"}}, 510 * time.Second},
		"longer spent in caches than fresh":     {http.Header{"Cache-Control": {"max-age=600"}, "Age": {"900"}}, 0},
		"at most a day":                         {http.Header{"Cache-Control": {"max-age=99999999999999999999"}}, maxFresh},
		"not to be stored":                      {http.Header{"Cache-Control": {"no-store, max-age=600"}}, 0},
		"to be asked for anew each time":        {http.Header{"Cache-Control": {"max-age=600", "no-cache"}}, 0},
		"but for one field":                     {http.Header{"Cache-Control": {`no-cache="Set-Cookie, Age", max-age=600`}}, 10 * time.Minute},
		"with no sense":                         {http.Header{"Cache-Control": {"max-age=soon"}, "Expires": {"Thu, 06 Mar 2025 09:05:00 GMT"}}, 0},
		"twice":                                 {http.Header{"Cache-Control": {"max-age=60, max-age=600"}}, time.Minute},
		"by a date":                             {http.Header{"Expires": {"Thu, 06 Mar 2025 09:05:00 GMT"}}, 5 * time.Minute},
		"by a date on the server's own clock":   {http.Header{"Expires": {"Thu, 06 Mar 2025 08:05:00 GMT"}, "Date": {"Thu, 06 Mar 2025 08:00:00 GMT"}}, 5 * time.Minute},
		"by its age rather than by a date":      {http.Header{"Cache-Control": {"max-age=60"}, "Expires": {"Thu, 06 Mar 2025 09:05:00 GMT"}}, time.Minute},
		"until a date that is none":             {http.Header{"Expires": {"0"}}, 0},
		"until a date that has passed":          {http.Header{"Expires": {"Thu, 06 Mar 2025 08:05:00 GMT"}}, 0},
		"words in quotation marks do not count": {http.Header{"Cache-Control": {`x="no-store, \", no-cache", max-age=60`}}, time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			if got := freshFor(c.header, readAt); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestRetryAfterReadsSecondsAndDates(t *testing.T) {
	for field, want := range map[string]time.Duration{
		"90": 90 * time.Second, " 90 ": 90 * time.Second, "Thu, 06 Mar 2025 09:05:00 GMT": 5 * time.Minute,
		"Thu, 06 Mar 2025 08:05:00 GMT": 0, "soon": 0, "": 0, "-5": 0, "+5": 0, "1.5": 0,
		"99999999999999999999": (1<<31 - 1) * time.Second,
	} {
		if got := retryAfter(field, readAt); got != want {
			t.Errorf("%q: got %s, want %s", field, got, want)
		}
	}
}

func TestMoreTimeInCachesNeverMakesAnAnswerFresher(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		header := http.Header{"Cache-Control": {rapid.StringMatching(`(max-age|s-maxage)=[0-9]{1,6}`).Draw(t, "cache")}}
		fresh := freshFor(header, readAt)
		header.Set("Age", rapid.StringMatching(`[0-9]{1,6}`).Draw(t, "age"))
		if aged := freshFor(header, readAt); aged > fresh || aged < 0 {
			t.Fatalf("%s, aged %s", fresh, aged)
		}
	})
}

func FuzzFreshFor(f *testing.F) {
	f.Add("max-age=60, s-maxage=\"5\"", "Thu, 06 Mar 2025 09:05:00 GMT", "7")
	f.Add(`no-cache="a\",b`, "0", "-1")
	f.Fuzz(func(t *testing.T, cache, expires, age string) {
		header := http.Header{"Cache-Control": {cache}, "Expires": {expires}, "Age": {age}}
		if fresh := freshFor(header, readAt); fresh < 0 || fresh > maxFresh {
			t.Fatalf("fresh for %s", fresh)
		}
	})
}

func FuzzRetryAfter(f *testing.F) {
	f.Add("90")
	f.Add("Thu, 06 Mar 2025 09:05:00 GMT")
	f.Fuzz(func(t *testing.T, field string) {
		if left := retryAfter(field, readAt); left < 0 {
			t.Fatalf("left alone for %s", left)
		}
	})
}
