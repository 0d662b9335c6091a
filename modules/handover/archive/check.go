package archive

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"maps"
	"slices"
	"strings"
)

type summing struct{ hash.Hash }

func newHash() summing { return summing{sha256.New()} }

func (s summing) String() string { return hex.EncodeToString(s.Sum(nil)) }

// Check reads every file of the package and tells of each that is missing, is
// not listed, or does not hold what the manifest says. Progress is told in
// bytes; an error of it ends the check.
func (p *Package) Check(tell func(*Problem), progress func(done, total int64) error) error {
	listed := map[string]File{ManifestPath: {Path: ManifestPath, SHA256: p.sums}}
	var done, total int64
	for _, f := range p.Manifest.Files {
		if _, twice := listed[f.Path]; twice {
			tell(wrong("the manifest lists %s twice", shown(f.Path)))
		}
		listed[f.Path] = f
		total += f.Size
	}
	for _, f := range p.Manifest.Files {
		if p.files[f.Path] == nil {
			tell(wrong("%s is missing", shown(f.Path)))
			continue
		}
		hash := newHash()
		n, err := p.sum(f.Path, io.MultiWriter(hash, counter(func(n int64) error { return progress(done+n, total) })))
		if err != nil {
			if problem := (*Problem)(nil); errors.As(err, &problem) {
				tell(problem)
				continue
			}
			return err
		}
		done += n
		if n != f.Size || hash.String() != f.SHA256 {
			tell(wrong("%s does not hold what the manifest says", f.Path))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		if _, ok := listed[name]; !ok && name != ChecksumsPath {
			tell(wrong("%s is in the archive and not in the manifest", name))
		}
	}
	if p.Manifest.content() != p.Manifest.Content {
		tell(wrong("the manifest's hash of the content is not that of its files"))
	}
	return p.checkSums(listed, tell)
}

// sum reads a file into w. What cannot be unpacked is a *Problem.
func (p *Package) sum(path string, w io.Writer) (int64, error) {
	r, err := p.Read(path)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	reader := &failing{r: r}
	n, err := io.Copy(w, reader)
	if reader.err != nil {
		return n, wrong("%s cannot be unpacked", path)
	}
	return n, err
}

// failing remembers whether it was the reading that failed.
type failing struct {
	r   io.Reader
	err error
}

func (f *failing) Read(b []byte) (int, error) {
	n, err := f.r.Read(b)
	if err != nil && err != io.EOF {
		f.err = err
	}
	return n, err
}

// checkSums holds the list of checksums against the manifest.
func (p *Package) checkSums(listed map[string]File, tell func(*Problem)) error {
	r, err := p.Read(ChecksumsPath)
	if err != nil {
		tell(wrong("%s is missing", ChecksumsPath))
		return nil
	}
	defer r.Close()
	left := maps.Clone(listed)
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		sum, path, ok := strings.Cut(lines.Text(), "  ")
		f, known := left[path]
		if !ok || !known || f.SHA256 != sum {
			tell(wrong("the list of checksums does not agree with the manifest: %s", shown(lines.Text())))
		}
		delete(left, path)
	}
	for _, path := range slices.Sorted(maps.Keys(left)) {
		tell(wrong("the list of checksums lacks %s", shown(path)))
	}
	if lines.Err() != nil {
		tell(wrong("%s cannot be unpacked", ChecksumsPath))
	}
	return nil
}

// counter tells of the bytes that are written to it.
func counter(tell func(int64) error) io.Writer { return &counting{tell: tell} }

type counting struct {
	n    int64
	tell func(int64) error
}

func (c *counting) Write(b []byte) (int, error) {
	c.n += int64(len(b))
	return len(b), c.tell(c.n)
}
