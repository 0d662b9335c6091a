package paper

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
	"testing"
	"time"
)

var at = time.Date(2026, 4, 20, 9, 30, 0, 0, time.UTC)

func dot(t *testing.T) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 60, 20))
	for x := range 60 {
		m.Set(x, 10, color.NRGBA{0, 60, 160, 255})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// written is a document with one of everything.
func written(t *testing.T, rows int) (*Doc, []byte) {
	t.Helper()
	d := New(Sheet{Title: "Acceptdokument", Project: "SBS · Solbakkeengens Skole – ny indskoling og idrætshal", Language: "da", Logo: dot(t), At: at})
	d.Heading("Udførelse")
	d.Text("Rækker er låst ≤ 1.500 J/m³ 🙂.\nÆØÅ æøå é ü ñ")
	d.Facts([][2]string{{"Bygherre", "Nørrelund Kommune"}, {"Gældende", strings.Repeat("lang tekst ", 40)}})
	table := Table{Head: []string{"Nr.", "Titel", "Målt"}, Widths: []float64{1, 6, 2}, Align: "rlr"}
	for i := range rows {
		table.Rows = append(table.Rows, []string{string(rune('A' + i%26)), "Tæthedsprøvning af kanaler, klasse C", "1,982"})
	}
	d.Table(table)
	d.Subheading("Forløb")
	d.Draw(40, func(p Pen) {
		p.Box(0, 0, p.Width(), p.Height(), "#FFFFFF", line)
		p.Curve([][2]float64{{0, 40}, {40, 30}, {90, 5}}, "#0B7A5C", 0.6, 0)
		p.Line(60, 0, 60, 40, "#B3123A", 0.3, 1)
		p.Words(61, 5, "i dag", 7, "l", muted)
	})
	if err := d.Picture(dot(t), 10); err != nil {
		t.Fatal(err)
	}
	if err := d.Signature(Signed{Name: "Bo Lund", Role: "Bygherre", Company: "Nørrelund Kommune", At: at, Ink: dot(t)}); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	return d, b.Bytes()
}

func TestSameInputSameBytes(t *testing.T) {
	_, a := written(t, 200)
	_, b := written(t, 200)
	if !bytes.Equal(a, b) {
		t.Error("two documents of the same input differ")
	}
	if path := os.Getenv("CXWEB_PAPER"); path != "" {
		if err := os.WriteFile(path, a, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTablesRunOverPages(t *testing.T) {
	few, _ := written(t, 3)
	many, _ := written(t, 300)
	if few.Pages() != 1 || many.Pages() < 5 {
		t.Errorf("got %d and %d pages, want 1 and at least 5", few.Pages(), many.Pages())
	}
}

func TestACellTallerThanAPageIsWhole(t *testing.T) {
	d := New(Sheet{Title: "t", Project: "p", At: at})
	d.Table(Table{Rows: [][]string{{strings.Repeat("ord\n", 500), "x"}}})
	if d.Pages() < 7 {
		t.Errorf("500 lines stand on %d pages", d.Pages())
	}
}

func TestPicturesThatCannotBeRead(t *testing.T) {
	d := New(Sheet{Title: "t", Project: "p", Logo: []byte("no picture"), At: at})
	if err := d.Write(&bytes.Buffer{}); err == nil {
		t.Error("a logo that is no picture was taken")
	}
	if err := New(Sheet{At: at}).Picture([]byte("GIF89a"), 10); err == nil {
		t.Error("a picture of another kind was taken")
	}
}

func TestPlain(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{{"Målt ≤ 1,5 m³/h ±10 %", "Målt ≤ 1,5 m³/h ±10 %"}, {"a\tb\u00a0c", "a b c"}, {"🙂 ok\x00", "? ok"}, {"to\nlinjer", "to\nlinjer"}} {
		if got := plain(c[0]); got != c[1] {
			t.Errorf("plain(%q) got %q, want %q", c[0], got, c[1])
		}
	}
}
