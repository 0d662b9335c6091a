package handover

import (
	"context"
	"encoding/json"
	"fmt"

	"cxweb/modules/handover/archive"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// intake is a package that is taken in. Every id becomes another: one made of
// it and the task's, so that references are kept without a list of them. The
// package is not trusted beyond its form: projects, people and files are the
// receiving project's own.
type intake struct {
	m      *Module
	t      *kernel.Task
	p      *archive.Package
	packed int64 // size of the package

	files  []*kernel.StoredFile
	met    map[uuid.UUID]uuid.UUID      // rows that the project was set up with, by the package's ids
	people map[uuid.UUID]uuid.UUID      // those who are shown on this project, by the package's ids
	leads  map[string]map[string]string // what own columns lead to, by what they are columns of and by key

	done, total int64
}

// evidenceRatio is how much larger than the package what it keeps as files may
// be: pictures hardly pack.
const (
	evidenceRatio = 20
	evidenceFree  = 100 << 20
)

// check reads all of the package before anything is changed.
func (i *intake) check(ctx context.Context) error {
	var bytes, evidence int64
	for _, f := range i.p.Manifest.Files {
		bytes += f.Size
		if f.Category == "evidence" {
			evidence += f.Size
		}
	}
	if evidence > evidenceFree+evidenceRatio*i.packed {
		return problem.New(problem.Invalid, "the archive unpacks to more than is read")
	}
	i.total = bytes >> 12
	for _, t := range i.p.Manifest.Tables {
		if p, known := i.m.part(t.Name); !known || p.Record {
			return problem.New(problem.Invalid, "the table %s is not known to this program", t.Name)
		}
		i.total += t.Rows
	}
	var first *archive.Problem
	err := i.p.Check(func(p *archive.Problem) {
		if first == nil {
			first = p
		}
	}, func(done, _ int64) error {
		i.done = done >> 12
		return i.t.Progress(ctx, i.done, i.total)
	})
	if err == nil && first != nil {
		return first
	}
	return err
}

// storeFiles puts the package's files into the store. One whose bytes the
// package does not hold keeps its name only: its hash could be that of a file
// of somebody else.
func (i *intake) storeFiles(ctx context.Context) error {
	sizes := map[string]int64{}
	for _, f := range i.p.Manifest.Files {
		sizes[f.Path] = f.Size
	}
	return i.p.Rows(archive.FilesPath, func(text []byte) error {
		var f file
		if err := json.Unmarshal(text, &f); err != nil || f.ID == uuid.Nil {
			return problem.New(problem.Invalid, "%s holds a row without an id", archive.FilesPath)
		}
		kept := &kernel.StoredFile{ID: i.id(f.ID), Name: f.Name, Size: f.Size, MediaType: f.MediaType}
		i.files = append(i.files, kept)
		if f.Path == "" {
			return nil
		}
		r, err := i.p.Read(f.Path)
		if err != nil {
			return err
		}
		defer r.Close()
		stored, err := i.m.files.Put(ctx, r, sizes[f.Path])
		kept.SHA256, kept.Size, kept.MediaType = stored.SHA256, stored.Size, stored.MediaType
		if err != nil {
			return err
		}
		return i.t.Progress(ctx, i.done, i.total)
	})
}

// id is what an id of the package becomes here.
func (i *intake) id(old uuid.UUID) uuid.UUID {
	if now, ok := i.met[old]; ok {
		return now
	}
	return uuid.NewSHA1(i.t.ID, old[:])
}

// readPeople finds those of the package who are shown on this project, by
// their address.
func (i *intake) readPeople(ctx context.Context) error {
	emails, err := i.m.people.Emails(ctx)
	if err != nil {
		return err
	}
	here := make(map[string]uuid.UUID, len(emails))
	for id, email := range emails {
		if email != "" {
			here[fold(email)] = id
		}
	}
	i.people = map[uuid.UUID]uuid.UUID{}
	return i.p.Rows(archive.PeoplePath, func(text []byte) error {
		var c contact
		if err := json.Unmarshal(text, &c); err != nil {
			return problem.New(problem.Invalid, "%s holds a row without an id", archive.PeoplePath)
		}
		if now, ok := here[fold(c.Email)]; ok {
			i.people[c.ID] = now
		}
		return nil
	})
}

// makeRows makes every row of the package, in one transaction.
func (i *intake) makeRows(ctx context.Context) error {
	if err := i.lock(ctx); err != nil {
		return err
	}
	if there, err := i.isIn(ctx); err != nil || there {
		return err
	}
	if err := i.m.isEmpty(ctx); err != nil {
		return err
	}
	if err := i.readPeople(ctx); err != nil {
		return err
	}
	for n := 0; n < len(i.files); n += batch {
		if err := kernel.KeepFile(ctx, i.files[n:min(n+batch, len(i.files))]...); err != nil {
			return err
		}
	}
	i.met = map[uuid.UUID]uuid.UUID{}
	for _, p := range i.m.parts {
		for _, t := range i.p.Manifest.Tables {
			if t.Name == p.Name {
				if err := i.makePart(ctx, p, t); err != nil {
					return fmt.Errorf("%s: %w", p.Name, err)
				}
			}
		}
	}
	for _, p := range i.m.parts {
		if p.Settle == nil {
			continue
		}
		if err := p.Settle(ctx); err != nil {
			return err
		}
	}
	return nil
}
