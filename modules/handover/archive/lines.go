package archive

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// maxLine is how long one row of a table may be.
const maxLine = 16 << 20

// Lines writes a JSON array with one value a line, so that it can be read both
// whole and line by line.
type Lines struct {
	w    *bufio.Writer
	Rows int64
}

// NewLines writes to w; Close ends it.
func NewLines(w io.Writer) *Lines { return &Lines{w: bufio.NewWriterSize(w, 1<<16)} }

// Add writes one value, which must be JSON on one line.
func (l *Lines) Add(value []byte) error {
	start := ",\n"
	if l.Rows == 0 {
		start = "[\n"
	}
	l.Rows++
	if _, err := l.w.WriteString(start); err != nil {
		return err
	}
	_, err := l.w.Write(value)
	return err
}

// Close ends the array.
func (l *Lines) Close() error {
	end := "\n]\n"
	if l.Rows == 0 {
		end = "[\n]\n"
	}
	if _, err := l.w.WriteString(end); err != nil {
		return err
	}
	return l.w.Flush()
}

// ReadLines reads what Lines wrote, without looking at the values; each lasts
// until the next.
func ReadLines(r io.Reader, each func(value []byte) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 1<<16), maxLine)
	for n, ended := 0, false; lines.Scan(); n++ {
		line := bytes.TrimSpace(lines.Bytes())
		switch {
		case n == 0 && string(line) == "[":
		case n > 0 && !ended && string(line) == "]":
			ended = true
		case n == 0 || ended:
			return wrong("a table is not written as one row a line")
		default:
			if err := each(bytes.TrimSuffix(line, []byte(","))); err != nil {
				return err
			}
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return wrong("a table holds a row that cannot be read")
	}
	return lines.Err()
}
