// Package paper makes pages to print and to keep: headings, facts, tables that
// run over pages, pictures, signatures and drawings, as one PDF.
package paper

import (
	"io"
	"strconv"
	"strings"
	"time"

	"cxweb/platform/clock"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// Measures of a page in millimetres: A4 with room for binding.
const (
	margin = 18.0
	top    = 32.0 // below the header
	bottom = 20.0
	small  = 8.0 // sizes of type, in points
	normal = 9.5
	large  = 13.0
	leap   = 1.35 // from line to line, in sizes of type
)

// Sheet is what stands on every page, and how the document is known.
type Sheet struct {
	Title    string    // what the document is, such as Status report
	Project  string    // the project's number and name
	Language string    // da or en
	Logo     []byte    // a PNG or JPEG picture; none is left out
	At       time.Time // when it was made; the same input gives the same bytes
}

// Doc is a document that is being written from its top to its end.
type Doc struct {
	sheet Sheet
	pdf   *fpdf.Fpdf
	err   error // the first picture that could not be read
	count int   // pictures so far; their names
}

// New begins a document.
func New(s Sheet) *Doc {
	f := fpdf.New("P", "mm", "A4", "")
	d := &Doc{sheet: s, pdf: f}
	f.AddUTF8FontFromBytes("go", "", goregular.TTF)
	f.AddUTF8FontFromBytes("go", "B", gobold.TTF)
	f.SetCatalogSort(true)
	f.SetCreationDate(s.At)
	f.SetModificationDate(s.At)
	f.SetTitle(s.Title+" – "+s.Project, true)
	f.SetCreator("CXweb", true)
	f.SetLang(map[bool]string{true: "da-DK", false: "en-GB"}[s.Language == "da"])
	f.SetMargins(margin, top, margin)
	f.SetAutoPageBreak(true, bottom)
	f.AliasNbPages("{n}")
	logo := d.register(s.Logo)
	f.SetHeaderFunc(func() { d.header(logo) })
	f.SetFooterFunc(d.footer)
	f.AddPage()
	d.face("", normal)
	return d
}

// Write gives the finished document, or the first fault met while writing it.
func (d *Doc) Write(w io.Writer) error {
	if d.err != nil {
		return d.err
	}
	return d.pdf.Output(w)
}

// Pages is how many pages there are so far.
func (d *Doc) Pages() int { return d.pdf.PageCount() }

func (d *Doc) header(logo picture) {
	f, right := d.pdf, margin
	if logo.name != "" {
		w, h := logo.within(40, 14)
		f.ImageOptions(logo.name, d.width()+margin-w, 10, w, h, false, fpdf.ImageOptions{}, 0, "")
		right += w + 4
	}
	page, _ := f.GetPageSize()
	d.ink(muted)
	d.face("", small)
	f.SetXY(margin, 11)
	f.CellFormat(page-margin-right, 4, d.fit(d.sheet.Project, page-margin-right), "", 1, "L", false, 0, "")
	d.ink(text)
	d.face("B", large)
	f.CellFormat(page-margin-right, 7, d.fit(d.sheet.Title, page-margin-right), "", 1, "L", false, 0, "")
	f.SetDrawColor(rgb(line))
	f.SetLineWidth(0.3)
	f.Line(margin, 26, page-margin, 26)
	f.SetXY(margin, top)
	d.face("", normal)
}

func (d *Doc) footer() {
	d.ink(muted)
	d.face("", small)
	d.pdf.SetY(-14)
	made, of := d.sheet.At.In(clock.Denmark).Format("2006-01-02 15:04"), " of "
	if d.sheet.Language == "da" {
		of = " af "
	}
	d.pdf.CellFormat(d.width()/2, 5, made, "", 0, "L", false, 0, "")
	d.pdf.CellFormat(d.width()/2, 5, strconv.Itoa(d.pdf.PageNo())+of+"{n}", "", 0, "R", false, 0, "")
	d.ink(text)
}

// width is how wide what is written can be.
func (d *Doc) width() float64 {
	w, _ := d.pdf.GetPageSize()
	return w - 2*margin
}

// room makes sure that h millimetres are left on the page.
func (d *Doc) room(h float64) {
	if _, page := d.pdf.GetPageSize(); d.pdf.GetY()+h > page-bottom {
		d.pdf.AddPage()
	}
}

func (d *Doc) face(style string, size float64) { d.pdf.SetFont("go", style, size) }

// fit shortens words to one line of width w.
func (d *Doc) fit(words string, w float64) string {
	words = plain(strings.Join(strings.Fields(words), " "))
	if d.pdf.GetStringWidth(words) <= w-2 {
		return words
	}
	runes := []rune(words)
	for len(runes) > 1 && d.pdf.GetStringWidth(string(runes)+"…") > w-2 {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}
