package handover

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"cxweb/modules/handover/archive"
	"cxweb/platform/files"

	"github.com/google/uuid"
)

// file is a file that rows hold, as the package lists it. Path is empty where
// its bytes could not be had.
type file struct {
	ID        uuid.UUID `json:"id"`
	Name      string    `json:"name"`
	SHA256    string    `json:"sha256"`
	Size      int64     `json:"size"`
	MediaType string    `json:"media_type"`
	Path      string    `json:"path"`
	Part      string    `json:"part"`   // of the row that holds it first
	Column    string    `json:"column"` //
	Row       uuid.UUID `json:"row"`    //
}

// folders are where the files of a part's column lie.
var folders = map[string]string{"photos.file": "03_test/photos", "photos.original": "03_test/originals", "enclosures.file": "03_test/enclosures", "tests.signature": "03_test/signatures", "answers.signature": "03_test/signatures", "signatures.file": "03_test/signatures", "log_photos.file": "04_log/photos"}

// endings are the endings by which systems know a type.
var endings = map[string]string{"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif", "application/pdf": ".pdf"}

// writeFiles lists every file once, with the name it has in the package.
func (w *making) writeFiles(ctx context.Context, to io.Writer) (int64, error) {
	evidence, err := w.readEvidence(ctx)
	if err != nil {
		return 0, err
	}
	w.at.Missing = []string{}
	lines := archive.NewLines(to)
	seen, counts := map[uuid.UUID]bool{}, map[string]int{}
	err = w.lines(ctx, rawPath("files"), func(l line) error {
		f := file{ID: l.id("id"), Name: l.text("name"), SHA256: l.text("sha256"), MediaType: l.text("media_type"), Part: l.text("part"), Column: l.text("column"), Row: l.id("row")}
		if seen[f.ID] {
			return nil
		}
		seen[f.ID] = true
		size, err := strconv.ParseInt(l.raw("size"), 10, 64)
		if err != nil {
			return err
		}
		f.Size = size
		there, err := w.isThere(ctx, f.SHA256)
		if err != nil {
			return err
		}
		if there && l.raw("locked") != "true" { // one that holds a virus is not passed on
			f.Path = evidence.name(f, counts)
		} else {
			w.at.Missing = append(w.at.Missing, strings.Clone(f.Name))
		}
		text, err := json.Marshal(f)
		if err != nil {
			return err
		}
		return lines.Add(text)
	})
	if err != nil {
		return 0, err
	}
	return lines.Rows, lines.Close()
}

func (w *making) isThere(ctx context.Context, sha string) (bool, error) {
	r, _, err := w.m.files.Get(ctx, sha)
	if errors.Is(err, files.ErrMissing) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, r.Close()
}

// evidence knows which test and register row a photo, enclosure or signature belongs to.
type evidence struct {
	testOf map[uuid.UUID]uuid.UUID // of a photo or enclosure
	tests  map[uuid.UUID]tested
	rows   map[uuid.UUID]verified
}

// tested is a test that evidence belongs to.
type tested struct {
	row    uuid.UUID
	at     string
	person uuid.UUID
	result string
}

// verified is a register row that was tested.
type verified struct{ no, tag string }

func (w *making) readEvidence(ctx context.Context) (*evidence, error) {
	e := &evidence{testOf: map[uuid.UUID]uuid.UUID{}, tests: map[uuid.UUID]tested{}, rows: map[uuid.UUID]verified{}}
	if w.rows(rawPath("files")) == 0 {
		return e, nil
	}
	systems, err := w.labels(ctx, "systems")
	if err != nil {
		return nil, err
	}
	for part, take := range map[string]func(l line){
		"photos":     func(l line) { e.testOf[l.id("id")] = l.id("test") },
		"enclosures": func(l line) { e.testOf[l.id("id")] = l.id("test") },
		"tests": func(l line) {
			e.tests[l.id("id")] = tested{row: l.id("row"), at: l.keep("tested_at"), person: l.id("person"), result: l.keep("result")}
		},
	} {
		if err := w.part(ctx, part, func(l line) error { take(l); return nil }); err != nil {
			return nil, err
		}
	}
	for _, t := range e.tests {
		e.rows[t.row] = verified{}
	}
	return e, w.part(ctx, "rows", func(l line) error {
		if _, wanted := e.rows[l.id("id")]; wanted {
			e.rows[l.id("id")] = verified{l.keep("no"), systems[l.id("system")].code}
		}
		return nil
	})
}

// test is the test that a file shows; none for other files.
func (e *evidence) test(f file) (t tested, ok bool) {
	switch f.Part {
	case "photos", "enclosures":
		t, ok = e.tests[e.testOf[f.Row]]
	case "tests":
		t, ok = e.tests[f.Row]
	}
	return t, ok
}

// name gives a file its place in the package: evidence by the number of its
// register row and the tag of its system, others by their own name.
func (e *evidence) name(f file, counts map[string]int) string {
	folder := folders[f.Part+"."+f.Column]
	if folder == "" {
		folder = "06_files/" + ascii(f.Part)
	}
	base := strings.TrimSuffix(ascii(f.Name), path.Ext(ascii(f.Name)))
	if t, ok := e.test(f); ok {
		row := e.rows[t.row]
		own := base
		base = fmt.Sprintf("%05s_%s", row.no, ascii(row.tag))
		switch f.Part {
		case "tests":
			base += "_" + ascii(f.Column)
		case "enclosures":
			base += "_" + own
		}
	}
	counts[folder+"/"+strings.ToLower(base)]++
	ending := endings[f.MediaType]
	if ending == "" {
		ending = path.Ext(ascii(f.Name))
	}
	return fmt.Sprintf("%s/%s_%d%s", folder, base, counts[folder+"/"+strings.ToLower(base)], ending)
}

// readPaths reads where each file lies in the package.
func (w *making) readPaths(ctx context.Context) error {
	w.reading.Lock()
	defer w.reading.Unlock()
	if w.paths != nil {
		return nil
	}
	w.paths = map[uuid.UUID]string{}
	return w.lines(ctx, archive.FilesPath, func(l line) error {
		w.paths[l.id("id")] = l.keep("path")
		return nil
	})
}

var latin = strings.NewReplacer("æ", "ae", "ø", "oe", "å", "aa", "Æ", "Ae", "Ø", "Oe", "Å", "Aa", "ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "é", "e", "è", "e", "ß", "ss")

// ascii is a name that every system can keep: letters, digits, - and _, and a
// dot before its ending.
func ascii(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range latin.Replace(name) {
		if r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '.') {
			if gap && b.Len() > 0 {
				b.WriteByte('_')
			}
			b.WriteRune(r)
			gap = false
			continue
		}
		gap = true
	}
	text := strings.Trim(b.String(), ".-_")
	if len(text) > 60 {
		ending := path.Ext(text)
		if len(ending) > 10 {
			ending = ""
		}
		text = strings.TrimRight(text[:60-len(ending)], ".-_") + ending
	}
	if text == "" {
		return "x"
	}
	return text
}
