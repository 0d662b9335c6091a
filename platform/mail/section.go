package mail

import (
	"html"
	"strings"
)

// Section is a part of a mail: lines under a heading, and further parts. Lines
// without a heading stand by themselves.
type Section struct {
	Title string
	Lines []Line
	Under []Section
}

// Line is one line of a part, with where it leads; without a link it is read only.
type Line struct{ Text, Link string }

// text writes the part as plain text.
func (s Section) text(b *strings.Builder) {
	dash, indent := "", ""
	if s.Title != "" {
		b.WriteString(s.Title + "\n")
		dash, indent = "- ", "  "
	}
	for _, l := range s.Lines {
		b.WriteString(dash + l.Text + "\n")
		if l.Link != "" {
			b.WriteString(indent + l.Link + "\n")
		}
	}
	b.WriteString("\n")
	for _, u := range s.Under {
		u.text(b)
	}
}

// html writes the part as HTML; parts of parts have smaller headings.
func (s Section) html(b *strings.Builder, under bool) {
	heading, size := "h2", "18px"
	if under {
		heading, size = "h3", "16px"
	}
	open, item, end, shut := "", `<p style="margin:16px 0 0">`, "</p>\n", ""
	if s.Title != "" {
		b.WriteString("<" + heading + ` style="margin:20px 0 6px;font-size:` + size + `">` + html.EscapeString(s.Title) + "</" + heading + ">\n")
		open, item, end, shut = `<ul style="margin:0 0 12px;padding-left:20px">`+"\n", `<li style="margin:0 0 4px">`, "</li>\n", "</ul>\n"
	}
	if len(s.Lines) > 0 {
		b.WriteString(open)
		for _, l := range s.Lines {
			said := html.EscapeString(l.Text)
			if l.Link != "" {
				said = `<a href="` + html.EscapeString(l.Link) + `" style="color:#0b5a8a">` + said + "</a>"
			}
			b.WriteString(item + said + end)
		}
		b.WriteString(shut)
	}
	for _, u := range s.Under {
		u.html(b, true)
	}
}
