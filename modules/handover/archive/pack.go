package archive

import (
	"archive/zip"
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"hash/crc32"
	"io"
	"path"
	"slices"
	"sync"

	"github.com/klauspost/compress/flate"
)

// packed are the endings of files that are compressed already.
var packed = []string{".xlsx", ".jpg", ".jpeg", ".png", ".webp", ".zip"}

func methodOf(name string) uint16 {
	if slices.Contains(packed, path.Ext(name)) {
		return zip.Store
	}
	return zip.Deflate
}

// Packed is a file as it will stand in a package, which is how it is kept until
// then: compressed once, while it is made.
type Packed struct {
	SHA256 string // of what is kept
	Size   int64
	CRC32  uint32 // of the file itself, as ZIP asks for it
}

// Packer packs a file that is written to it, and tells its hash and size at the end.
type Packer struct {
	to      *bufio.Writer
	deflate *flate.Writer // nil where the file is compressed already
	sum     hash.Hash
	crc     hash.Hash32
	size    int64
}

// deflaters are used again: to make one costs more than to pack a small file.
var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		panic(err) // the level is a constant
	}
	return w
}}

// Pack packs a file of this name; Close ends it.
func Pack(name string, to io.Writer) *Packer {
	p := &Packer{to: bufio.NewWriterSize(to, 1<<15), sum: sha256.New(), crc: crc32.NewIEEE()}
	if methodOf(name) == zip.Deflate {
		p.deflate = deflaters.Get().(*flate.Writer)
		p.deflate.Reset(p.to)
	}
	return p
}

// Write implements io.Writer.
func (p *Packer) Write(text []byte) (int, error) {
	p.sum.Write(text)
	p.crc.Write(text)
	p.size += int64(len(text))
	if p.deflate != nil {
		return p.deflate.Write(text)
	}
	return p.to.Write(text)
}

// Close packs the rest; it leaves open what it packs to.
func (p *Packer) Close() error {
	if p.deflate != nil {
		err := p.deflate.Close()
		p.deflate.Reset(nil)
		deflaters.Put(p.deflate)
		p.deflate = nil
		if err != nil {
			return err
		}
	}
	return p.to.Flush()
}

// Sums are the hash and size of the file itself, and its CRC-32.
func (p *Packer) Sums() (sha string, size int64, crc uint32) {
	return hex.EncodeToString(p.sum.Sum(nil)), p.size, p.crc.Sum32()
}

// Unpack reads a file of this name from what a Packer made of it.
func Unpack(name string, r io.ReadCloser) io.ReadCloser {
	if methodOf(name) == zip.Store {
		return r
	}
	return unpacking{flate.NewReader(bufio.NewReaderSize(r, 1<<15)), r}
}

type unpacking struct {
	io.Reader
	io.Closer
}
