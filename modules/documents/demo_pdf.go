package documents

import (
	"bytes"
	"fmt"
	"strings"
)

// sheetOf draws a document of the demo project as a PDF: each page a frame, a
// title block, and its lines of text beside a plain diagram of boxes in a row.
func sheetOf(number, title, revision string, pages [][]string) []byte {
	var b bytes.Buffer
	var at []int
	object := func(format string, args ...any) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(at)}, args...)...)
	}
	b.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	kids := make([]string, len(pages))
	for i := range pages {
		kids[i] = fmt.Sprintf("%d 0 R", 4+2*i)
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 842 595] >>", strings.Join(kids, " "), len(pages))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	for i, lines := range pages {
		var c strings.Builder
		c.WriteString("1 w 30 30 782 535 re S 540 30 272 90 re S 540 75 m 812 75 l S\n")
		write := func(x, y, size int, text string) {
			fmt.Fprintf(&c, "BT /F1 %d Tf %d %d Td (%s) Tj ET\n", size, x, y, winAnsi(text))
		}
		write(550, 98, 14, number+"   rev. "+revision)
		write(550, 82, 9, title)
		write(550, 58, 9, "Solbakkeengens Skole – ny indskoling og idrætshal")
		write(550, 42, 9, fmt.Sprintf("Rådgiver & Ko A/S   side %d af %d", i+1, len(pages)))
		for n, line := range lines {
			y := 520 - 62*n
			fmt.Fprintf(&c, "0.6 w %d %d 150 40 re S\n", 50, y-14)
			if n > 0 {
				fmt.Fprintf(&c, "125 %d m 125 %d l S\n", y+48, y+26)
			}
			name, about, _ := strings.Cut(line, ": ")
			write(58, y+2, 10, name)
			write(225, y+2, 10, about)
		}
		object("<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i)
		object("<< /Length %d >>\nstream\n%s\nendstream", c.Len(), c.String())
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// winAnsi writes a text as the standard fonts of PDF read it.
func winAnsi(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '(' || r == ')' || r == '\\':
			b.WriteByte('\\')
			b.WriteByte(byte(r))
		case r == '–':
			b.WriteByte(0x96)
		case r == '≤':
			b.WriteString("<=")
		case r < 256:
			b.WriteByte(byte(r)) //nolint:gosec // below 256
		default:
			b.WriteByte('?')
		}
	}
	return b.String()
}
