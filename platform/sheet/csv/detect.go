package csv

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"cxweb/platform/table"
)

// charsetOf tells how the characters are written, or that they are none.
func charsetOf(head []byte, whole io.Reader) (encoding.Encoding, error) {
	for i, mark := range []string{"\xFF\xFE", "\xFE\xFF"} {
		if bytes.HasPrefix(head, []byte(mark)) {
			return unicode.UTF16(unicode.Endianness(i == 0), unicode.UseBOM), nil
		}
	}
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	// Half of what is mostly Latin letters is zeros, nearly all in the same places.
	if few, many := min(zeros[0], zeros[1]), max(zeros[0], zeros[1]); many > len(head)/4 && few*10 < many {
		return unicode.UTF16(unicode.Endianness(zeros[1] > zeros[0]), unicode.IgnoreBOM), nil
	}
	// A picture of the kind that begins with BM is told by its control
	// characters, for a heading may begin with BMS.
	found := http.DetectContentType(head)
	marked := strings.HasPrefix(found, "text/html") || strings.HasPrefix(found, "text/xml") || found == "application/pdf"
	if marked || bytes.ContainsFunc(head, func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\r\f\v", r) }) {
		return nil, &table.Problem{Kind: table.NotTable, Detail: "the file is " + found}
	}
	valid, err := isUTF8(whole)
	if valid {
		return unicode.UTF8BOM, err
	}
	return charmap.Windows1252, err
}

func isUTF8(r io.Reader) (bool, error) {
	window := make([]byte, 1<<16)
	for kept := 0; ; {
		n, err := r.Read(window[kept:])
		if err != nil && err != io.EOF {
			return false, err
		}
		part := window[:kept+n]
		for len(part) > 0 {
			c, size := utf8.DecodeRune(part)
			if c == utf8.RuneError && size == 1 {
				if err == nil && !utf8.FullRune(part) {
					break // the rest of the character is yet to come
				}
				return false, nil
			}
			part = part[size:]
		}
		if err == io.EOF {
			return true, nil
		}
		kept = copy(window, part)
	}
}

// separatorOf tells what stands between cells: what a first line sep=; says,
// or the first that is in every line. The comma comes last, for it is in
// numbers and sentences too.
func separatorOf(sample string) (separator byte, told bool) {
	if rest, ok := strings.CutPrefix(sample, "sep="); ok && len(rest) > 1 && strings.IndexByte("\r\n", rest[1]) >= 0 {
		return rest[0], true
	}
	const candidates = ";\t|,"
	var inFirst, lines int
	var counts [len(candidates)]int  // in this line
	var holding [len(candidates)]int // lines that have it
	best, quoted, empty := byte(';'), false, true
	for i := 0; i <= len(sample) && lines < 50; i++ {
		if i < len(sample) && (quoted || sample[i] != '\n') {
			if sample[i] == '"' {
				quoted = !quoted
			} else if at := strings.IndexByte(candidates, sample[i]); at >= 0 && !quoted {
				counts[at]++
			}
			empty = empty && sample[i] == '\r'
			continue
		}
		if i == len(sample) && lines > 0 {
			break // may be cut off
		}
		if empty {
			continue
		}
		for at, n := range counts {
			if n > 0 {
				holding[at]++
			}
			if lines == 0 && n > inFirst {
				inFirst, best = n, candidates[at]
			}
		}
		lines, counts, empty = lines+1, [len(candidates)]int{}, true
	}
	for at, n := range holding {
		if n == lines && lines > 0 {
			return candidates[at], false
		}
	}
	return best, false
}
