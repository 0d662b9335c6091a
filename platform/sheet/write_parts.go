package sheet

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"cxweb/platform/table"
)

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packSpace = "http://schemas.openxmlformats.org/package/2006"
	kinds     = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// Styles of cells; those of titles follow.
const (
	styleDate  = 1
	styleTime  = 2
	firstTitle = 3
)

// titleStyle is the style of a title on a colour.
func (w *Writer) titleStyle(fill string) int {
	if fill == "" {
		fill = "E3E8EC"
	}
	if !slices.Contains(w.fills, fill) {
		w.fills = append(w.fills, fill)
	}
	return firstTitle + slices.Index(w.fills, fill)
}

// root leads to the workbook. It is written first, for that is how programs
// tell a workbook from another archive.
var root = part{"_rels/.rels", xmlHead + `<Relationships xmlns="` + packSpace + `/relationships"><Relationship Id="rId1" Type="` + relSpace +
	`/officeDocument" Target="xl/workbook.xml"/></Relationships>`}

// part is a small part of the workbook.
type part struct{ name, text string }

// frame is what holds the sheets together.
func (w *Writer) frame() []part {
	var types, list, relations strings.Builder
	for i, name := range w.names {
		n := i + 1
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, n, kinds)
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, appendText(nil, name), n, n)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, n, relSpace, n)
	}
	return []part{
		{"xl/styles.xml", w.styles()},
		{"xl/workbook.xml", xmlHead + `<workbook xmlns="` + mainSpace + `" xmlns:r="` + relSpace + `"><bookViews><workbookView/></bookViews><sheets>` + list.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="` + packSpace + `/relationships">` + relations.String() +
			fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/></Relationships>`, len(w.names)+1, relSpace)},
		{"[Content_Types].xml", xmlHead + `<Types xmlns="` + packSpace + `/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + kinds + `sheet.main+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="` + kinds + `styles+xml"/>` + types.String() + `</Types>`},
	}
}

// styles lists plain cells, dates, times and the titles on their colours. The
// first two fills of any workbook are fixed.
func (w *Writer) styles() string {
	var fills, formats strings.Builder
	for i, fill := range w.fills {
		fmt.Fprintf(&fills, `<fill><patternFill patternType="solid"><fgColor rgb="FF%s"/><bgColor indexed="64"/></patternFill></fill>`, appendText(nil, fill))
		fmt.Fprintf(&formats, `<xf numFmtId="0" fontId="1" fillId="%d" borderId="0" xfId="0" applyFont="1" applyFill="1"/>`, i+2)
	}
	return xmlHead + `<styleSheet xmlns="` + mainSpace + `">` +
		`<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts>` +
		`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
		fmt.Sprintf(`<fills count="%d">`, len(w.fills)+2) + `<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` + fills.String() + `</fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		fmt.Sprintf(`<cellXfs count="%d">`, firstTitle+len(w.fills)) + `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
		`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
		`<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` + formats.String() + `</cellXfs>` +
		`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

// serial is a time as a workbook counts it: days since 30 December 1899, as
// the clock on the wall shows it.
func serial(t time.Time, dateOnly bool) float64 {
	wall := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	if dateOnly {
		wall = wall.Truncate(24 * time.Hour)
	}
	days := float64(wall.Unix()-time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()) / 86_400
	if days < 61 {
		days-- // behind the 29 February 1900 that the format counts and that never was
	}
	return days
}

// clip cuts a text to so many UTF-16 units, and shows that it did.
func clip(text string, most int) string {
	if len(text) <= most {
		return text
	}
	units, keep := 0, 0
	for i, r := range text {
		if units < most {
			keep = i
		}
		if units += max(1, utf16.RuneLen(r)); units > most {
			return text[:keep] + "…"
		}
	}
	return text
}

// appendText adds a text as XML: without characters that XML cannot hold, and
// so that a text like _x0041_ is not read as the letter it stands for.
func appendText(to []byte, text string) []byte {
	text = clip(text, table.MaxText)
	from := 0 // what stands before is added
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf && plain[c] {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		instead := ""
		switch {
		case r == '&':
			instead = "&amp;"
		case r == '<':
			instead = "&lt;"
		case r == '>':
			instead = "&gt;"
		case r == '"':
			instead = "&quot;"
		case r == '_' && escaped(text[i:]):
			instead = "_x005F_"
		case r == utf8.RuneError && size == 1:
			instead = string(utf8.RuneError)
		case r == '\r':
			if !strings.HasPrefix(text[i:], "\r\n") {
				instead = "\n"
			}
		case r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
		default:
			i += size
			continue
		}
		to = append(append(to, text[from:i]...), instead...)
		i += size
		from = i
	}
	return append(to, text[from:]...)
}

// plain are the characters of ASCII that stand for themselves wherever they are.
var plain = func() (all [utf8.RuneSelf]bool) {
	for c := byte(' '); c < 0x7F; c++ {
		all[c] = strings.IndexByte("&<>\"_", c) < 0
	}
	return all
}()

// escaped reports whether a text begins as _x0041_ does.
func escaped(text string) bool {
	if len(text) < 7 || text[1] != 'x' || text[6] != '_' {
		return false
	}
	return strings.Trim(text[2:6], "0123456789abcdefABCDEF") == ""
}
