package audit

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"log/slog"

	"cxweb/modules/audit/seal"
	"cxweb/platform/db"
	"cxweb/platform/files"
	"cxweb/platform/kernel"
)

func noteName(project string) string { return "seals/" + project }

// noteSeal notes a project's newest seal outside the database, whose owner
// could else cut the end off unseen. A note that the chain does not lead on
// from stays, and every check tells of it.
func (m *Module) noteSeal(ctx context.Context, s *seal.Seal) error {
	before, err := m.noted(ctx, s.Project)
	if err != nil {
		return err
	}
	if before != nil {
		leads, err := leadsTo(ctx, before, s)
		if err != nil {
			return err
		}
		if !leads {
			slog.Error("the seals of a project do not lead on from the one that was noted", "project", s.Project, "noted", before.N, "made", s.N)
			return nil
		}
	}
	note := seal.Note{Project: s.Project, N: s.N, Hash: s.Hash}
	note.Sign(m.keys.Sign)
	text, err := json.Marshal(note)
	if err != nil {
		return err
	}
	return m.files.WriteNote(ctx, noteName(s.Project), text)
}

// leadsTo tells whether a new seal stands in the chain that a note is about.
func leadsTo(ctx context.Context, before *seal.Note, s *seal.Seal) (bool, error) {
	if s.N <= before.N {
		return false, nil
	}
	if s.N == before.N+1 {
		return bytes.Equal(s.Prev, before.Hash), nil
	}
	var hashes [][]byte // the note is behind: a crash came between
	err := kernel.Work(ctx, func(ctx context.Context) error {
		return db.On(ctx).NewRaw("select hash from audit.seals where project = ? and n = ?", s.Project, before.N).Scan(ctx, &hashes)
	})
	return err == nil && len(hashes) == 1 && bytes.Equal(hashes[0], before.Hash), err
}

// noted is what is noted of a project; nil where nothing is, or what is there
// was not signed by this installation.
func (m *Module) noted(ctx context.Context, project string) (*seal.Note, error) {
	text, err := m.files.ReadNote(ctx, noteName(project))
	if errors.Is(err, files.ErrMissing) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	note := new(seal.Note)
	if json.Unmarshal(text, note) != nil || note.Project != project || !note.Whole(m.known()) {
		return nil, nil
	}
	return note, nil
}

// known are the keys that this installation signs and has signed by.
func (m *Module) known() [][]byte {
	all := [][]byte{m.keys.Sign.Public().(ed25519.PublicKey)}
	for _, before := range m.keys.Before {
		all = append(all, before)
	}
	return all
}

// Expected is what is known of a project's chain from outside the database.
func (m *Module) Expected(ctx context.Context, project string) (seal.Expected, error) {
	want := seal.Expected{Project: project, Keys: m.known()}
	note, err := m.noted(ctx, project)
	if note != nil {
		want.Last, want.Hash = note.N, note.Hash
	}
	return want, err
}
