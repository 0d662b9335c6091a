package paper

// Table is rows of cells under a head that stands again on each page.
type Table struct {
	Head   []string
	Widths []float64 // shares of the width; none: equal
	Align  string    // a letter a column: l, r or c; what is missing is l
	Rows   [][]string
}

// Table writes a table. A row that does not fit on the page goes on on the next.
func (d *Doc) Table(t Table) { d.table(t, false) }

func (d *Doc) table(t Table, named bool) {
	widths := d.shares(t)
	if len(widths) == 0 {
		return
	}
	d.face("", small)
	if len(t.Head) > 0 {
		d.room(20)
		d.head(t, widths)
	}
	for _, row := range t.Rows {
		d.row(t, widths, row, named)
	}
	d.pdf.Ln(3)
	d.face("", normal)
}

// shares are the columns' widths in millimetres.
func (d *Doc) shares(t Table) []float64 {
	n := max(len(t.Head), len(t.Widths))
	for _, r := range t.Rows {
		n = max(n, len(r))
	}
	widths, sum := make([]float64, n), 0.0
	for i := range widths {
		widths[i] = 1
		if i < len(t.Widths) && t.Widths[i] > 0 {
			widths[i] = t.Widths[i]
		}
		sum += widths[i]
	}
	for i := range widths {
		widths[i] *= d.width() / sum
	}
	return widths
}

func (d *Doc) head(t Table, widths []float64) {
	d.face("B", small)
	d.pdf.SetFillColor(rgb(shade))
	lines := d.lines(widths, t.Head)
	h := float64(tallest(lines))*mm(small)*leap + 2
	d.pdf.Rect(margin, d.pdf.GetY(), d.width(), h, "F")
	d.cells(t, widths, lines, h)
	d.face("", small)
}

// row writes a row, as many of its lines on each page as there is room for.
func (d *Doc) row(t Table, widths []float64, cells []string, named bool) {
	lines := d.lines(widths, cells)
	for {
		n := tallest(lines)
		_, page := d.pdf.GetPageSize()
		fits := int((page - bottom - d.pdf.GetY() - 2) / (mm(small) * leap))
		if fits < 1 || fits < n && n <= 40 {
			d.pdf.AddPage()
			d.face("", small)
			if len(t.Head) > 0 {
				d.head(t, widths)
			}
			_, page = d.pdf.GetPageSize()
			fits = int((page - bottom - d.pdf.GetY() - 2) / (mm(small) * leap))
		}
		part, rest := cut(lines, fits)
		h := float64(tallest(part))*mm(small)*leap + 2
		if named {
			d.ink(muted)
			d.cells(t, widths[:1], part[:1], 0)
			d.ink(text)
			part[0] = nil
		}
		d.cells(t, widths, part, h)
		if rest == nil {
			return
		}
		lines = rest
	}
}

// cells writes lines beside each other, with a rule below them.
func (d *Doc) cells(t Table, widths []float64, lines [][]string, h float64) {
	f, y, x := d.pdf, d.pdf.GetY(), margin
	for i, ls := range lines {
		align := "L"
		if i < len(t.Align) {
			align = map[byte]string{'l': "L", 'r': "R", 'c': "C"}[t.Align[i]]
		}
		for n, l := range ls {
			f.SetXY(x, y+1+float64(n)*mm(small)*leap)
			f.CellFormat(widths[i], mm(small)*leap, l, "", 0, align, false, 0, "")
		}
		x += widths[i]
	}
	f.SetXY(margin, y+h)
	if h > 0 {
		f.SetDrawColor(rgb(line))
		f.SetLineWidth(0.15)
		f.Line(margin, y+h, margin+d.width(), y+h)
	}
}

// lines breaks each cell's words at its column's width.
func (d *Doc) lines(widths []float64, cells []string) [][]string {
	lines := make([][]string, len(widths))
	for i := range widths {
		if i < len(cells) && cells[i] != "" {
			lines[i] = d.pdf.SplitText(plain(cells[i]), widths[i]-0.5)
		}
	}
	return lines
}

func tallest(lines [][]string) int {
	n := 1
	for _, l := range lines {
		n = max(n, len(l))
	}
	return n
}

// cut takes the first n lines of each cell; rest is nil when none is left.
func cut(lines [][]string, n int) (part, rest [][]string) {
	part = make([][]string, len(lines))
	for i, l := range lines {
		part[i] = l[:min(n, len(l))]
		if len(l) > n {
			if rest == nil {
				rest = make([][]string, len(lines))
			}
			rest[i] = l[n:]
		}
	}
	return part, rest
}
