package files

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"io"
	"net/http"

	"gocloud.dev/blob"
)

// checked hashes what is read in one go from the first byte.
type checked struct {
	*blob.Reader
	sha  string
	hash hash.Hash // nil once the reader has jumped
	at   int64
}

func (c *checked) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if c.hash == nil {
		return n, err
	}
	c.hash.Write(p[:n])
	c.at += int64(n)
	whole := c.at == c.Size()
	if (whole || err == io.EOF) && hex.EncodeToString(c.hash.Sum(nil)) != c.sha {
		// Without the last bytes, so that a download ends short and is not
		// taken for whole.
		return 0, ErrDamaged
	}
	return n, err
}

// WriteTo hides the reader's own, which would go past Read.
func (c *checked) WriteTo(w io.Writer) (int64, error) {
	return io.Copy(w, struct{ io.Reader }{c})
}

func (c *checked) Seek(offset int64, whence int) (int64, error) {
	to, err := c.Reader.Seek(offset, whence)
	c.hash, c.at = nil, 0
	if to == 0 {
		c.hash = sha256.New()
	}
	return to, err
}

const (
	headSize = 512       // what http.DetectContentType looks at
	tailSize = 64 * 1024 // where an archive lists its content
)

// ends keeps the beginning and the end of what is written to it.
type ends struct{ head, tail []byte }

func (e *ends) Write(p []byte) (int, error) {
	e.head = append(e.head, p[:min(len(p), headSize-len(e.head))]...)
	if e.tail = append(e.tail, p[max(0, len(p)-tailSize):]...); len(e.tail) > tailSize {
		e.tail = append(e.tail[:0], e.tail[len(e.tail)-tailSize:]...)
	}
	return len(p), nil
}

// archives are kinds of zip file by what only they hold.
var archives = []struct{ entry, mediaType string }{
	{"xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
	{"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
	{"ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
}

func (e *ends) mediaType() string {
	found := http.DetectContentType(e.head)
	switch {
	case found == "application/zip":
		list := directory(e.tail)
		for _, a := range archives {
			if bytes.Contains(list, []byte(a.entry)) {
				return a.mediaType
			}
		}
	case bytes.HasPrefix(e.head, []byte("ISO-10303-21;")):
		return "application/x-step" // IFC
	case bytes.HasPrefix(e.head, []byte("AC10")):
		return "image/vnd.dwg"
	case bytes.HasPrefix(e.head, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return compound
	case len(e.head) > 12 && string(e.head[4:11]) == "ftyphei":
		return "image/heic"
	case len(e.head) > 12 && string(e.head[4:10]) == "ftypqt":
		return "video/quicktime"
	}
	return found
}

// directory is the list of a zip file's own content at its end, as far as it is
// there: not that of an archive which lies within it.
func directory(tail []byte) []byte {
	end := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if end < 0 || len(tail) < end+22 || len(tail) != end+22+int(binary.LittleEndian.Uint16(tail[end+20:])) {
		return nil // cut off, or of an archive within
	}
	size := int64(binary.LittleEndian.Uint32(tail[end+12:]))
	return tail[max(0, int64(end)-size):end]
}

// Sniff tells the media type of what begins with head, as far as its first
// bytes tell it.
func Sniff(head []byte) string {
	e := &ends{head: head[:min(len(head), headSize)]}
	return e.mediaType()
}
