package fetch

import (
	"mime"
	"strings"
)

// isMedia reports whether a media type is certainly neither page nor feed.
func isMedia(contentType string) bool {
	mediaType, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return false
	}
	kind, subtype, _ := strings.Cut(mediaType, "/")
	switch kind {
	case "image":
		return subtype != "svg+xml"
	case "audio", "video", "font", "model":
		return true
	case "application":
		return isMediaApplication(subtype)
	}
	return false
}

func isMediaApplication(subtype string) bool {
	switch subtype {
	case "pdf", "zip", "gzip", "x-gzip", "x-tar", "x-bzip2", "x-7z-compressed", "x-rar-compressed", "vnd.rar",
		"java-archive", "epub+zip", "msword", "rtf", "wasm", "ogg", "postscript", "x-msdownload",
		"x-shockwave-flash", "vnd.apple.mpegurl":
		return true
	}
	for _, office := range []string{"vnd.ms-", "vnd.openxmlformats-", "vnd.oasis.opendocument."} {
		if strings.HasPrefix(subtype, office) {
			return true
		}
	}
	return false
}

// isGzip reports whether a media type is that of gzip (RFC 6713).
func isGzip(contentType string) bool {
	mediaType, _, err := mime.ParseMediaType(contentType)
	return err == nil && (mediaType == "application/gzip" || mediaType == "application/x-gzip")
}
