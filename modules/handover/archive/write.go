package archive

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"time"

	"github.com/klauspost/compress/flate"
)

// packed are the endings of files that are compressed already.
var packed = []string{".xlsx", ".jpg", ".jpeg", ".png", ".webp", ".zip"}

// Write writes a package: the manifest, its files by name, and the list of
// checksums. The same manifest and files are the same bytes at any time.
func Write(w io.Writer, m *Manifest, open func(File) (io.ReadCloser, error)) error {
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
		if err := put(z, f.Path, func(w io.Writer) error { return f.copy(w, open) }); err != nil {
			return fmt.Errorf("%s: %w", f.Path, err)
		}
		checksums += f.line()
	}
	if err := put(z, ChecksumsPath, func(w io.Writer) error { _, err := io.WriteString(w, checksums); return err }); err != nil {
		return err
	}
	return z.Close()
}

// put begins a file with a fixed date, the earliest that the format knows.
func put(z *zip.Writer, name string, fn func(io.Writer) error) error {
	method := zip.Deflate
	if slices.Contains(packed, path.Ext(name)) {
		method = zip.Store
	}
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return err
	}
	return fn(w)
}

func (f File) copy(w io.Writer, open func(File) (io.ReadCloser, error)) error {
	r, err := open(f)
	if err != nil {
		return err
	}
	defer r.Close()
	n, err := io.Copy(w, r)
	if err == nil && n != f.Size {
		err = fmt.Errorf("holds %d bytes instead of %d", n, f.Size)
	}
	return err
}
