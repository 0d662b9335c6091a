package paper

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	_ "image/jpeg" // what photos and logos are
	"image/png"
	"time"

	"cxweb/platform/clock"

	"codeberg.org/go-pdf/fpdf"
)

// most is how many pixels a picture may have before it is not opened.
const most = 40_000_000

type picture struct {
	name string
	w, h int
}

// within is the size in millimetres that fills the box at most.
func (p picture) within(w, h float64) (float64, float64) {
	scale := min(w/float64(p.w), h/float64(p.h))
	return float64(p.w) * scale, float64(p.h) * scale
}

// register reads a picture and lays it on white, as a page has no transparency.
func (d *Doc) register(b []byte) picture {
	if len(b) == 0 || d.err != nil {
		return picture{}
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil || size.Width < 1 || size.Height < 1 || size.Width*size.Height > most {
		d.err = fmt.Errorf("paper: a picture of %d × %d cannot be used: %w", size.Width, size.Height, err)
		return picture{}
	}
	from, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		d.err = fmt.Errorf("paper: picture: %w", err)
		return picture{}
	}
	flat := image.NewRGBA(image.Rect(0, 0, from.Bounds().Dx(), from.Bounds().Dy()))
	draw.Draw(flat, flat.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), from, from.Bounds().Min, draw.Over)
	var out bytes.Buffer
	if d.err = png.Encode(&out, flat); d.err != nil {
		return picture{}
	}
	d.count++
	p := picture{fmt.Sprintf("p%d", d.count), flat.Bounds().Dx(), flat.Bounds().Dy()}
	d.pdf.RegisterImageOptionsReader(p.name, fpdf.ImageOptions{ImageType: "PNG"}, &out)
	return p
}

// Picture shows a PNG or JPEG at most height millimetres tall.
func (d *Doc) Picture(b []byte, height float64) error {
	p := d.register(b)
	if p.name == "" {
		return d.err
	}
	w, h := p.within(d.width(), height)
	d.room(h + 2)
	d.pdf.ImageOptions(p.name, margin, d.pdf.GetY(), w, h, false, fpdf.ImageOptions{}, 0, "")
	d.pdf.Ln(h + 2)
	return nil
}

// Signed is who signed, in what role, and when.
type Signed struct {
	Name, Role, Company string
	At                  time.Time
	Ink                 []byte // the signature as a PNG picture; none when it was given by name only
}

// Signature shows a signature above a line, with who gave it and when.
func (d *Doc) Signature(s Signed) error {
	p := d.register(s.Ink)
	if d.err != nil {
		return d.err
	}
	d.room(36)
	y := d.pdf.GetY()
	if p.name != "" {
		w, h := p.within(60, 18)
		d.pdf.ImageOptions(p.name, margin, y+18-h, w, h, false, fpdf.ImageOptions{}, 0, "")
	}
	d.pdf.SetDrawColor(rgb(text))
	d.pdf.SetLineWidth(0.2)
	d.pdf.Line(margin, y+19, margin+75, y+19)
	d.pdf.SetXY(margin, y+20)
	d.face("B", normal)
	d.pdf.CellFormat(d.width(), 4.5, d.fit(s.Name, d.width()), "", 1, "L", false, 0, "")
	d.face("", small)
	d.ink(muted)
	who := s.Role
	if s.Company != "" {
		if who != "" {
			who += ", "
		}
		who += s.Company
	}
	d.pdf.CellFormat(d.width(), 4, d.fit(who, d.width()), "", 1, "L", false, 0, "")
	d.pdf.CellFormat(d.width(), 4, s.At.In(clock.Denmark).Format("2006-01-02 15:04"), "", 1, "L", false, 0, "")
	d.ink(text)
	d.face("", normal)
	d.pdf.Ln(4)
	return nil
}
