package paper

// Pen draws in a box of its own: millimetres from its upper left corner.
// Colours are written #RRGGBB; an empty one draws nothing.
type Pen struct {
	d    *Doc
	x, y float64
	w, h float64
}

// Draw gives a box of the page's width and the height to draw in.
func (d *Doc) Draw(height float64, drawn func(Pen)) {
	d.room(height + 2)
	p := Pen{d, margin, d.pdf.GetY(), d.width(), height}
	drawn(p)
	d.pdf.SetXY(margin, p.y+height+2)
	d.pdf.SetDashPattern(nil, 0)
	d.ink(text)
	d.face("", normal)
}

// Width is how wide the box is.
func (p Pen) Width() float64 { return p.w }

// Height is how tall the box is.
func (p Pen) Height() float64 { return p.h }

// Line draws a straight line of the thickness; dash is the length of its dashes, 0 for none.
func (p Pen) Line(x1, y1, x2, y2 float64, colour string, thick, dash float64) {
	p.Curve([][2]float64{{x1, y1}, {x2, y2}}, colour, thick, dash)
}

// Curve draws a line through points.
func (p Pen) Curve(points [][2]float64, colour string, thick, dash float64) {
	if len(points) < 2 || colour == "" {
		return
	}
	f := p.d.pdf
	f.SetDrawColor(rgb(colour))
	f.SetLineWidth(thick)
	if dash > 0 {
		f.SetDashPattern([]float64{dash, dash}, 0)
	} else {
		f.SetDashPattern(nil, 0)
	}
	f.MoveTo(p.x+points[0][0], p.y+points[0][1])
	for _, at := range points[1:] {
		f.LineTo(p.x+at[0], p.y+at[1])
	}
	f.DrawPath("D")
}

// Box draws a box, filled and outlined.
func (p Pen) Box(x, y, w, h float64, fill, outline string) {
	f, style := p.d.pdf, ""
	if fill != "" {
		f.SetFillColor(rgb(fill))
		style = "F"
	}
	if outline != "" {
		f.SetDrawColor(rgb(outline))
		f.SetLineWidth(0.2)
		f.SetDashPattern(nil, 0)
		style += "D"
	}
	if style != "" {
		f.Rect(p.x+x, p.y+y, w, h, style)
	}
}

// Words writes one line at a point, in points of size; align says which end of
// it stands there: l, c or r.
func (p Pen) Words(x, y float64, words string, size float64, align, colour string) {
	d := p.d
	d.face("", size)
	d.ink(colour)
	words = plain(words)
	switch w := d.pdf.GetStringWidth(words); align {
	case "r":
		x -= w
	case "c":
		x -= w / 2
	}
	d.pdf.Text(p.x+x, p.y+y, words)
}
