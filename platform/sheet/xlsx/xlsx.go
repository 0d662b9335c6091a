// Package xlsx reads workbooks row by row: ISO/IEC 29500, in its transitional
// and its strict form.
package xlsx

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"

	"cxweb/platform/sheet/markup"
	"cxweb/platform/table"
)

const (
	maxSheets   = 500
	maxParts    = 10_000   // parts of a workbook
	maxRatio    = 300      // unpacked size to packed, of a workbook that is large unpacked
	largeEnough = 64 << 20 // unpacked size from which the ratio counts
	maxContents = 8 << 20  // bytes of an archive's list of contents
)

// Workbook is an opened XLSX file.
type Workbook struct {
	parts   map[string]*zip.File // by name in small letters
	sheets  []table.Sheet
	paths   []string // of the sheets' parts
	texts   texts    // shared texts
	formats []format // by style
	offset  float64  // in days, of its dates
	tally   *table.Tally
	written []byte // of the cell that is being read
}

// Open reads all of a workbook but its rows.
func Open(r io.ReaderAt, size int64) (*Workbook, error) {
	w := &Workbook{}
	if err := w.openParts(r, size); err != nil {
		return nil, err
	}
	name := "xl/workbook.xml" // of programs that leave the relation out
	related, err := w.related("", "/officedocument")
	if err != nil {
		return nil, err
	}
	if len(related) > 0 {
		name = related[0].target
	}
	switch {
	case w.parts["mimetype"] != nil:
		return nil, &table.Problem{Kind: table.NotTable, Detail: "an OpenDocument file"}
	case strings.HasSuffix(name, ".bin"):
		return nil, &table.Problem{Kind: table.OldFormat, Detail: "a binary workbook (.xlsb)"}
	case w.parts[name] == nil:
		return nil, &table.Problem{Kind: table.NotTable, Detail: "an archive without a workbook"}
	}
	if err := w.openWorkbook(name); err != nil {
		return nil, err
	}
	w.tally = table.NewTally(w.sheets)
	return w, nil
}

// Sheets lists the sheets that hold cells.
func (w *Workbook) Sheets() []table.Sheet { return w.sheets }

// firstReads is a file of which only so much may be read.
type firstReads struct {
	io.ReaderAt
	left int64
}

func (f *firstReads) ReadAt(p []byte, at int64) (int, error) {
	if f.left -= int64(len(p)); f.left < 0 {
		return 0, &table.Problem{Kind: table.TooLarge, Detail: "the archive lists too much content"}
	}
	return f.ReaderAt.ReadAt(p, at)
}

// openParts reads the archive's list of contents, whose length is limited too.
func (w *Workbook) openParts(r io.ReaderAt, size int64) error {
	limited := &firstReads{ReaderAt: r, left: maxContents}
	archive, err := zip.NewReader(limited, size)
	if problem := new(table.Problem); errors.As(err, &problem) {
		return problem
	}
	if err != nil {
		return &table.Problem{Kind: table.Damaged, Detail: err.Error()}
	}
	limited.left = 1 << 62
	archive.RegisterDecompressor(zip.Deflate, flate.NewReader)
	w.parts = make(map[string]*zip.File, len(archive.File))
	var unpacked uint64
	for _, f := range archive.File {
		unpacked += min(f.UncompressedSize64, table.MaxBytes+1)
		if f.Flags&1 != 0 {
			return &table.Problem{Kind: table.Encrypted, Detail: "the archive is protected by a password"}
		}
		w.parts[strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))] = f
	}
	switch {
	case len(archive.File) > maxParts:
		return &table.Problem{Kind: table.TooLarge, Detail: fmt.Sprintf("more than %d parts", maxParts)}
	case unpacked > table.MaxBytes, unpacked > largeEnough && unpacked/uint64(size) > maxRatio: //nolint:gosec // a size is above zero
		return &table.Problem{Kind: table.TooLarge, Detail: fmt.Sprintf("unpacks to %d MB", unpacked>>20)}
	}
	return nil
}

// open opens a part for reading. The archive's reader ends it at the size
// that the contents say, which openParts has limited.
func (w *Workbook) open(name string) (*markup.Scanner, io.Closer, error) {
	f := w.parts[name]
	if f == nil {
		return nil, nil, &table.Problem{Kind: table.Damaged, Detail: name + " is missing"}
	}
	r, err := f.Open()
	if err != nil {
		return nil, nil, &table.Problem{Kind: table.Damaged, Detail: name + ": " + err.Error()}
	}
	return markup.New(r), r, nil
}

// each hands every start tag of a part to a function, which may read on.
func (w *Workbook) each(name string, tag func(s *markup.Scanner, name string) error) error {
	s, closer, err := w.open(name)
	if err != nil {
		return err
	}
	defer closer.Close()
	for {
		kind, err := s.Next()
		if err == nil && kind == markup.Start {
			err = tag(s, string(s.Name))
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return inPart(err, name)
		}
	}
}

// inPart turns what a part's reader or scanner says into a problem.
func inPart(err error, name string) error {
	problem := &table.Problem{}
	switch {
	case errors.As(err, &problem):
		return err
	case errors.Is(err, markup.ErrDoctype):
		return &table.Problem{Kind: table.Unsafe, Detail: name + ": " + err.Error()}
	case errors.Is(err, markup.ErrTooLong):
		return &table.Problem{Kind: table.LongText, Detail: name + ": " + err.Error()}
	}
	return &table.Problem{Kind: table.Damaged, Detail: name + ": " + err.Error()}
}

// relation is a link from one part to another.
type relation struct{ id, kind, target string }

// related lists the relations of a part, those whose type ends so.
func (w *Workbook) related(part, kind string) (found []relation, err error) {
	dir, base := path.Split(part)
	name := dir + "_rels/" + base + ".rels"
	if w.parts[name] == nil {
		return nil, nil
	}
	err = w.each(name, func(s *markup.Scanner, tag string) error {
		r := relation{id: string(s.Attribute("Id")), kind: strings.ToLower(string(s.Attribute("Type")))}
		if tag != "Relationship" || strings.EqualFold(string(s.Attribute("TargetMode")), "External") || !strings.HasSuffix(r.kind, kind) {
			return nil
		}
		target := strings.ToLower(strings.ReplaceAll(string(s.Attribute("Target")), `\`, "/"))
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		r.target = strings.TrimPrefix(target, "/")
		if found = append(found, r); len(found) > maxParts {
			return markup.ErrSyntax
		}
		return nil
	})
	return found, err
}

// openWorkbook reads the list of sheets, the styles and the shared texts.
func (w *Workbook) openWorkbook(name string) error {
	relations, err := w.related(name, "")
	if err != nil {
		return err
	}
	targets := map[string]relation{}
	for _, r := range relations {
		targets[r.id] = r
	}
	err = w.each(name, func(s *markup.Scanner, tag string) error {
		switch tag {
		case "workbookPr":
			if v := string(s.Attribute("date1904")); v == "1" || v == "true" {
				w.offset = days1904
			}
		case "sheet":
			r := targets[string(s.Attribute("id"))]
			if !strings.HasSuffix(r.kind, "/worksheet") {
				return nil // a chart or a macro sheet
			}
			if slices.Contains(w.paths, r.target) {
				return fmt.Errorf("two sheets are one part, %s", r.target)
			}
			if len(w.sheets) == maxSheets {
				return &table.Problem{Kind: table.TooManySheets, Detail: fmt.Sprintf("more than %d sheets", maxSheets)}
			}
			state := string(s.Attribute("state"))
			w.sheets = append(w.sheets, table.Sheet{Name: string(s.Attribute("name")), Hidden: state == "hidden" || state == "veryHidden"})
			w.paths = append(w.paths, r.target)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(w.sheets) == 0 {
		return &table.Problem{Kind: table.NotTable, Detail: "the workbook has no sheets"}
	}
	for kind, read := range map[string]func(string) error{"/styles": w.readFormats, "/sharedstrings": w.readTexts} {
		at := slices.IndexFunc(relations, func(r relation) bool { return strings.HasSuffix(r.kind, kind) && w.parts[r.target] != nil })
		if at >= 0 {
			err = errors.Join(err, read(relations[at].target))
		}
	}
	return err
}
