package files

import (
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	longestName   = 200 // characters
	longestEnding = 20
)

// reserved are names that Windows keeps for devices, whatever ending they have.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$`)

// SafeName keeps of a name what every system can keep, without its folders and
// without what makes it look like another: marks that turn the direction of
// writing, characters that are not seen, and those that stand for something
// else in an address or a folder.
func SafeName(name string) string {
	name = norm.NFC.String(strings.ToValidUTF8(name, "_"))
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp) || r == utf8.RuneError:
			return -1 // among them the overrides by which gpj.exe reads exe.jpg
		case unicode.IsControl(r) || strings.ContainsRune(`<>:"|?*%`, r):
			return '_'
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, name)
	name = trim(name)
	if r := []rune(name); len(r) > longestName {
		ending := []rune(path.Ext(name))
		if len(ending) > longestEnding {
			ending = nil
		}
		name = trim(string(r[:longestName-len(ending)]) + string(ending))
	}
	before, _, _ := strings.Cut(name, ".")
	if reserved.MatchString(strings.TrimSpace(before)) {
		name = "_" + name
	}
	if name == "" {
		return "file"
	}
	return name
}

// trim takes away what Windows would, and dots that hide a file elsewhere.
func trim(name string) string { return strings.Trim(name, " .") }
