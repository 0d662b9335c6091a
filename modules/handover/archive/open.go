package archive

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
)

// Limits of a package that is read: it comes from anywhere.
const (
	maxFiles    = 500_000
	maxContents = 128 << 20 // bytes of the archive's list of contents
	maxManifest = 256 << 20
	maxUnpacked = 256 << 30
	maxRatio    = 200     // unpacked size to packed, of a package that is large unpacked
	largeEnough = 1 << 30 // unpacked size from which the ratio counts
)

// Package is an opened package.
type Package struct {
	Manifest Manifest
	files    map[string]*zip.File
	sums     string // hash of the manifest itself
}

// Open reads the list of contents and the manifest. What it refuses is a *Problem.
func Open(r io.ReaderAt, size int64) (*Package, error) {
	limited := &firstReads{ReaderAt: r, left: maxContents}
	z, err := zip.NewReader(limited, size)
	if problem := new(Problem); errors.As(err, &problem) {
		return nil, problem
	}
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrAlgorithm) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, wrong("the file is not a ZIP archive, or it is cut off")
	}
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, err
	}
	limited.left = 1 << 62
	if !slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == ManifestPath }) {
		return nil, wrong("the file is not a handover package: it has no manifest")
	}
	p := &Package{files: make(map[string]*zip.File, len(z.File))}
	if err := p.list(z.File, size); err != nil {
		return nil, err
	}
	return p, p.readManifest()
}

// firstReads is a file of which only so much may be read.
type firstReads struct {
	io.ReaderAt
	left int64
}

func (f *firstReads) ReadAt(b []byte, at int64) (int, error) {
	if f.left -= int64(len(b)); f.left < 0 {
		return 0, wrong("the archive lists too much content")
	}
	return f.ReaderAt.ReadAt(b, at)
}

// list takes over the archive's contents; names that climb out, that stand
// twice, or sizes beyond all measure are refused.
func (p *Package) list(all []*zip.File, size int64) error {
	var unpacked uint64
	folded := map[string]bool{}
	for _, f := range all {
		if strings.HasSuffix(f.Name, "/") && f.UncompressedSize64 == 0 {
			continue
		}
		name := strings.ToLower(f.Name)
		switch {
		case !goodPath(f.Name):
			return wrong("the archive holds a name that is not allowed: %s", shown(f.Name))
		case folded[name]:
			return wrong("the archive holds %s twice", f.Name)
		case f.Flags&1 != 0:
			return wrong("the archive is protected by a password")
		}
		folded[name] = true
		p.files[f.Name] = f
		if unpacked += min(f.UncompressedSize64, maxUnpacked+1); unpacked > maxUnpacked {
			return wrong("the archive unpacks to more than is read")
		}
	}
	if len(p.files) > maxFiles || unpacked > largeEnough && unpacked/uint64(max(size, 1)) > maxRatio {
		return wrong("the archive unpacks to more than is read")
	}
	return nil
}

func (p *Package) readManifest() error {
	f := p.files[ManifestPath]
	if f.UncompressedSize64 > maxManifest {
		return wrong("the manifest cannot be read")
	}
	hash := newHash()
	r, err := p.open(f)
	if err != nil {
		return err
	}
	defer r.Close()
	text, err := io.ReadAll(io.TeeReader(io.LimitReader(r, maxManifest), hash))
	if err != nil {
		return wrong("the manifest cannot be read")
	}
	p.sums = hash.String()
	var head struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if json.Unmarshal(text, &head) != nil || head.Format != Format {
		return wrong("the file is not a handover package: it has no manifest")
	}
	if head.Version != Version {
		return wrong("the package is of version %d, and this program reads version %d", head.Version, Version)
	}
	if json.Unmarshal(text, &p.Manifest) != nil {
		return wrong("the manifest cannot be read")
	}
	return nil
}

// open opens a file of the archive, which never gives more than it claims.
func (p *Package) open(f *zip.File) (io.ReadCloser, error) {
	r, err := f.Open()
	if err != nil {
		return nil, wrong("%s cannot be unpacked", f.Name)
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(r, int64(min(f.UncompressedSize64, maxUnpacked))), r}, nil
}

// Holds tells whether a file is there.
func (p *Package) Holds(path string) bool { return p.files[path] != nil }

// Read opens a file of the package.
func (p *Package) Read(path string) (io.ReadCloser, error) {
	f := p.files[path]
	if f == nil {
		return nil, wrong("%s is missing", path)
	}
	return p.open(f)
}

// Rows reads a table line by line; every value is JSON.
func (p *Package) Rows(path string, each func(value []byte) error) error {
	r, err := p.Read(path)
	if err != nil {
		return err
	}
	defer r.Close()
	return ReadLines(r, func(value []byte) error {
		if !json.Valid(value) {
			return wrong("a table holds a row that cannot be read")
		}
		return each(value)
	})
}

// shown is a name as it can be printed.
func shown(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '?'
		}
		return r
	}, strings.ToValidUTF8(name, "?"))
	if r := []rune(name); len(r) > 100 {
		name = string(r[:100]) + "…"
	}
	return name
}
