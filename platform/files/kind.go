package files

import (
	"errors"
	"path"
	"slices"
	"strings"
)

// What a file is refused for by its name and its content.
var (
	ErrUnknownKind = errors.New("files with this ending are not taken")
	ErrOtherKind   = errors.New("the content is not what the name's ending says")
)

// Kind is a kind of file that people may store: how its name ends, what its
// content is told to be by its first bytes, and how large it may be. A kind
// that is not here is refused; SVG, HTML and programs are not.
type Kind struct {
	Name    string // what it is called
	Endings []string
	Content []string // media types by content
	Limit   int64    // bytes; 0: as many as the settings allow
}

const (
	plainText = "text/plain"
	zip       = "application/zip"
	compound  = "application/x-ole-storage" // what Office wrote before 2007, and what Outlook and Revit write
)

// Kinds are all kinds of files that are taken in, in the order of the guide.
var Kinds = []Kind{
	{"PDF", []string{".pdf"}, []string{"application/pdf"}, 0},
	{"JPEG", []string{".jpg", ".jpeg"}, []string{"image/jpeg"}, maxPicture},
	{"PNG", []string{".png"}, []string{"image/png"}, maxPicture},
	{"GIF", []string{".gif"}, []string{"image/gif"}, maxPicture},
	{"WebP", []string{".webp"}, []string{"image/webp"}, maxPicture},
	{"Excel", []string{".xlsx"}, []string{archives[0].mediaType, zip}, 0},
	{"Word", []string{".docx"}, []string{archives[1].mediaType, zip}, 0},
	{"PowerPoint", []string{".pptx"}, []string{archives[2].mediaType, zip}, 0},
	{"OpenDocument", []string{".odt", ".ods", ".odp"}, []string{zip}, 0},
	{"Office 97–2003", []string{".xls", ".doc", ".ppt", ".msg"}, []string{compound}, 0},
	{"text", []string{".csv", ".tsv", ".txt", ".md", ".json", ".ics", ".eml", ".dxf", ".log"}, []string{plainText}, 0},
	{"XML", []string{".xml"}, []string{"text/xml", plainText}, 0},
	{"IFC", []string{".ifc"}, []string{"application/x-step"}, 0},
	{"IFC and BCF, packed", []string{".ifczip", ".bcf", ".bcfzip"}, []string{zip}, 0},
	{"DWG", []string{".dwg"}, []string{"image/vnd.dwg"}, 0},
	{"Revit", []string{".rvt", ".rfa"}, []string{compound}, 0},
	{"video", []string{".mp4", ".mov", ".webm"}, []string{"video/mp4", "video/quicktime", "video/webm"}, 0},
	{"ZIP", []string{".zip"}, []string{zip}, 0},
}

// KindOf returns the kind of a file by its name and what its content is told
// to be. A name without an ending is given that of its content.
func KindOf(name, mediaType string) (Kind, string, error) {
	mediaType, _, _ = strings.Cut(mediaType, ";")
	ending := strings.ToLower(path.Ext(name))
	for _, k := range Kinds {
		switch content := slices.Contains(k.Content, mediaType); {
		case ending == "" && content:
			if mediaType == plainText {
				return k, name + ".txt", nil
			}
			return k, name + k.Endings[0], nil
		case slices.Contains(k.Endings, ending) && content:
			return k, name, nil
		case slices.Contains(k.Endings, ending):
			return k, name, ErrOtherKind
		}
	}
	return Kind{}, name, ErrUnknownKind
}

// IsPicture reports whether a media type is a picture that Clean can write anew.
func IsPicture(mediaType string) bool {
	switch mediaType {
	case "image/jpeg", "image/png", "image/gif", "image/webp":
		return true
	}
	return false
}

// Endings lists how the names of files that are taken in may end.
func Endings() (all []string) {
	for _, k := range Kinds {
		all = append(all, k.Endings...)
	}
	return all
}
