package handover

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"cxweb/modules/handover/archive"
	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/files"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// finish puts the finished files into one archive, and the archive on the project.
func (w *making) finish(ctx context.Context) error {
	manifest, err := w.manifest(ctx)
	if err != nil {
		return err
	}
	if err := manifest.Sign(w.m.signer.Sign); err != nil {
		return err
	}
	var size, written int64
	under := "" // the file that is being written
	for _, f := range manifest.Files {
		size += f.Size
	}
	w.total.Add(size >> 12)
	whole, err := w.m.files.Write(ctx, fileLimit, func(to io.Writer) error {
		return archive.Write(to, manifest, func(f archive.File) (c archive.Content, err error) {
			written, under = written+f.Size, f.Path
			if err := w.t.Progress(ctx, w.done.Load()+written>>12, w.total.Load()); err != nil {
				return c, err
			}
			if k, made := w.kept(f.Path); made {
				c.Packed = &k.Packed
				f.SHA256 = k.Packed.SHA256
			}
			c.ReadCloser, _, err = w.m.files.Get(ctx, f.SHA256)
			return c, err
		})
	})
	if errors.Is(err, files.ErrDamaged) {
		return problem.New(problem.Conflict, "A file in the store is damaged: %s", under).Because(err)
	}
	if err != nil {
		return err
	}
	if err := w.t.Step(ctx, func(ctx context.Context) error { return w.deliver(ctx, manifest, whole) }); err != nil {
		return err
	}
	return w.t.Progress(ctx, w.total.Load(), w.total.Load())
}

// manifest lists what is finished, and the files that rows hold.
func (w *making) manifest(ctx context.Context) (*archive.Manifest, error) {
	m := &archive.Manifest{Schema: "manifest.schema.json", Format: archive.Format, Version: archive.Version, Program: archive.Program{Name: "CXweb", Version: w.m.version},
		Project: w.at.Project, Created: w.at.Taken, Language: w.p.Language, Tables: w.at.Tables, Missing: w.at.Missing}
	for _, path := range slices.Sorted(maps.Keys(w.at.Kept)) {
		if k := w.at.Kept[path]; !strings.HasPrefix(path, "raw/") {
			m.Files = append(m.Files, archive.File{Path: path, SHA256: k.SHA256, Size: k.Size, Category: k.Category, Rows: k.Rows})
		}
	}
	r, err := w.open(ctx, archive.FilesPath)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return m, archive.ReadLines(r, func(text []byte) error {
		var f file
		if err := json.Unmarshal(text, &f); err != nil {
			return err
		}
		if f.Path != "" {
			m.Files = append(m.Files, archive.File{Path: f.Path, SHA256: f.SHA256, Size: f.Size, Category: "evidence"})
		}
		return nil
	})
}

// deliver records the package: from then on it can be downloaded by whoever may
// see packages.
func (w *making) deliver(ctx context.Context, manifest *archive.Manifest, whole files.Stored) error {
	name := ascii(first(w.at.Project.Number, w.at.Project.Name))
	f := &kernel.StoredFile{ID: uuid.Must(uuid.NewV7()), SHA256: whole.SHA256, Size: whole.Size, MediaType: "application/zip", Area: "exports",
		Name: fmt.Sprintf("%s_%s_%s.zip", name, w.say("aflevering", "handover"), w.at.Taken.In(clock.Denmark).Format("2006-01-02"))}
	if err := kernel.KeepFile(ctx, f); err != nil {
		return err
	}
	p := w.p
	p.State, p.File, p.Name, p.Size, p.SHA256, p.TakenAt = "done", &f.ID, f.Name, f.Size, f.SHA256, &w.at.Taken
	for _, t := range manifest.Tables {
		p.Counts[t.Name] = t.Rows
	}
	p.Counts["files"] = w.rows(archive.FilesPath)
	if _, err := db.On(ctx).NewUpdate().Model(p).Column("state", "file", "name", "size", "sha256", "taken_at", "counts").WherePK().Exec(ctx); err != nil {
		return err
	}
	w.t.Result = kernel.TaskResult{File: f.ID, Subject: p.ID}
	return nil
}

func init() {
	problem.Teach(map[string]string{"A file in the store is damaged: %s": "En fil i fillageret er beskadiget: %s"})
}
