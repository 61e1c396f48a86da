package samplenews

// FeedFormat is how an outlet's feed is written.
type FeedFormat string

// The formats of feed, one for each kind a reader of real feeds meets.
const (
	FeedRSSSummary FeedFormat = "rss-summary" // RSS 2.0 that holds each lead only
	FeedRSSFull    FeedFormat = "rss-full"    // RSS 2.0 with content:encoded
	FeedAtom       FeedFormat = "atom"        // Atom (RFC 4287) that holds each lead only
)

// Outlet is an invented publisher.
type Outlet struct {
	// Key is the first part of the paths of the outlet's pages.
	Key string
	// Name is the outlet as readers know it.
	Name string
	// Motto is the line under the name.
	Motto string
	// Feed is the format of the outlet's feed.
	Feed FeedFormat
}

// Outlets are the invented publishers.
func Outlets() []Outlet {
	return []Outlet{
		{
			Key:   "wire",
			Name:  "Sample Wire",
			Motto: "A news agency that does not exist, on events that happened",
			Feed:  FeedRSSSummary,
		},
		{
			Key:   "courier",
			Name:  "The Sample Courier",
			Motto: "An invented daily for the demonstration of Attaché",
			Feed:  FeedAtom,
		},
		{
			Key:   "chancery",
			Name:  "Sample Chancery Review",
			Motto: "Treaties, votes and procedure, in an invented review",
			Feed:  FeedRSSFull,
		},
	}
}

// FeedPaths are the paths of the outlets' feeds on the site.
func FeedPaths() []string {
	var paths []string
	for _, outlet := range Outlets() {
		paths = append(paths, outlet.feedPath())
	}
	return paths
}

func (o Outlet) homePath() string { return "/" + o.Key + "/" }

func (o Outlet) feedPath() string { return "/" + o.Key + "/feed.xml" }

// outletNamed finds an outlet by its name.
func outletNamed(name string) (Outlet, bool) {
	for _, outlet := range Outlets() {
		if outlet.Name == name {
			return outlet, true
		}
	}
	return Outlet{}, false
}
