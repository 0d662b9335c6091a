package paper

import (
	"strings"

	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
)

// Colours of the page; those of statuses are the caller's.
const (
	text  = "#10151A"
	muted = "#5A6470"
	line  = "#C5CCD3"
	shade = "#F1F3F5"
)

var letters = func() *sfnt.Font {
	f, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		panic(err) // the font is part of the program
	}
	return f
}()

// plain replaces what the page's type has no picture of, such as emoji, and
// what would break a line where none is meant.
func plain(words string) string {
	var b sfnt.Buffer
	return strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		if r == '\t' || r == '\r' || r == '\u00a0' || r == '\u202f' {
			return ' '
		}
		if r < ' ' || r >= 0x200b && r <= 0x200f || r >= 0xfe00 && r <= 0xfe0f {
			return -1
		}
		if g, err := letters.GlyphIndex(&b, r); err != nil || g == 0 || r > 0xffff {
			return '?'
		}
		return r
	}, words)
}

func rgb(hex string) (r, g, b int) {
	var v [3]int
	for i := range v {
		for _, c := range strings.ToLower(hex[1+2*i : 3+2*i]) {
			v[i] = v[i]*16 + strings.IndexRune("0123456789abcdef", c)
		}
	}
	return v[0], v[1], v[2]
}

func (d *Doc) ink(hex string) { d.pdf.SetTextColor(rgb(hex)) }

// Heading begins a part of the document; it never stands alone at the end of a page.
func (d *Doc) Heading(words string) { d.heading(words, large, 30) }

// Subheading begins a part of a part.
func (d *Doc) Subheading(words string) { d.heading(words, normal+1, 22) }

func (d *Doc) heading(words string, size, keep float64) {
	d.room(keep)
	d.pdf.Ln(3)
	d.face("B", size)
	d.pdf.MultiCell(d.width(), mm(size)*leap, plain(words), "", "L", false)
	d.pdf.Ln(1.5)
	d.face("", normal)
}

// Text is a paragraph; lines keep their breaks.
func (d *Doc) Text(words string) {
	d.pdf.MultiCell(d.width(), mm(normal)*leap, plain(words), "", "L", false)
	d.pdf.Ln(1.5)
}

// Facts are names and what they are, a line each.
func (d *Doc) Facts(facts [][2]string) {
	rows := make([][]string, len(facts))
	for i, f := range facts {
		rows[i] = []string{f[0], f[1]}
	}
	d.table(Table{Widths: []float64{1, 2.6}, Rows: rows}, true)
}

// mm is a size of type in millimetres.
func mm(points float64) float64 { return points * 25.4 / 72 }
