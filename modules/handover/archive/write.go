package archive

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/klauspost/compress/flate"
)

// Content is what a file holds: as it is or, if Packed says so, packed already.
type Content struct {
	io.ReadCloser
	Packed *Packed
}

// Write writes a package: the manifest, its files by name, and the list of
// checksums. The same manifest and files are the same bytes at any time.
func Write(w io.Writer, m *Manifest, open func(File) (Content, error)) error {
	if err := m.order(); err != nil {
		return err
	}
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	text, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	text = append(text, '\n')
	sum := sha256.Sum256(text)
	checksums := File{Path: ManifestPath, SHA256: hex.EncodeToString(sum[:])}.line()
	if err := put(z, ManifestPath, func(w io.Writer) error { _, err := w.Write(text); return err }); err != nil {
		return err
	}
	for _, f := range m.Files {
		if err := f.put(z, open); err != nil {
			return fmt.Errorf("%s: %w", f.Path, err)
		}
		checksums += f.line()
	}
	if err := put(z, ChecksumsPath, func(w io.Writer) error { _, err := io.WriteString(w, checksums); return err }); err != nil {
		return err
	}
	return z.Close()
}

// earliest is the date of every file: the earliest that the format knows.
var earliest = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func put(z *zip.Writer, name string, fn func(io.Writer) error) error {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: methodOf(name), Modified: earliest})
	if err != nil {
		return err
	}
	return fn(w)
}

func (f File) put(z *zip.Writer, open func(File) (Content, error)) error {
	c, err := open(f)
	if err != nil {
		return err
	}
	defer c.Close()
	if c.Packed == nil {
		return put(z, f.Path, func(w io.Writer) error { return copied(w, c, f.Size) })
	}
	h := &zip.FileHeader{Name: f.Path, Method: methodOf(f.Path), Flags: sizesFollow | namesInUTF8, ReaderVersion: version2, CreatorVersion: version2, CRC32: c.Packed.CRC32}
	h.CompressedSize64, h.UncompressedSize64 = uint64(c.Packed.Size), uint64(f.Size) //nolint:gosec // sizes of files that there are
	h.ModifiedDate = dayOne                                                          //lint:ignore SA1019 nothing else is written of a file that is packed already
	w, err := z.CreateRaw(h)
	if err != nil {
		return err
	}
	return copied(w, c, c.Packed.Size)
}

// What archive/zip writes of a file by itself unless it is packed already.
const (
	sizesFollow = 1 << 3
	namesInUTF8 = 1 << 11
	version2    = 20
	dayOne      = 1<<5 | 1 // the earliest date, in the words of the format
)

func copied(w io.Writer, r io.Reader, size int64) error {
	n, err := io.Copy(w, r)
	if err == nil && n != size {
		err = fmt.Errorf("holds %d bytes instead of %d", n, size)
	}
	return err
}
