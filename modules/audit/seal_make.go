package audit

import (
	"context"
	"time"

	"cxweb/modules/audit/seal"
	"cxweb/platform/db"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// sealedAtOnce is about how many versions one seal of a project holds.
const sealedAtOnce = "20000"

// makeSeals seals what the history holds since the last time.
func (m *Module) makeSeals(ctx context.Context) error {
	return m.sealBy(ctx, "audit.begin_seals("+sealedAtOnce+")")
}

// makeSealsOf seals what the history of one project holds, ahead of what waits in others.
func (m *Module) makeSealsOf(ctx context.Context, project uuid.UUID) error {
	return m.sealBy(ctx, "audit.begin_seals("+sealedAtOnce+", '"+project.String()+"')")
}

func (m *Module) sealBy(ctx context.Context, begin string) error {
	for {
		var made []*seal.Seal
		err := kernel.Work(ctx, func(ctx context.Context) (err error) {
			made, err = m.sealSome(ctx, begin)
			return err
		})
		if err != nil || len(made) == 0 {
			return err
		}
		for _, s := range made {
			if err := m.noteSeal(ctx, s); err != nil {
				return err
			}
		}
	}
}

func (m *Module) sealSome(ctx context.Context, begin string) (made []*seal.Seal, err error) {
	// The first seal of a long history has more to look through than a request may.
	if _, err := db.On(ctx).NewRaw("select set_config('statement_timeout', '5min', true)").Exec(ctx); err != nil {
		return nil, err
	}
	var all []struct {
		ID                int64
		Project           string
		N                 int
		MadeAt            time.Time
		Versions, Entries int // how many, which is signed; their numbers stay in the database
		Leaves, Prev      []byte
	}
	if err := db.On(ctx).NewRaw("select id, project, n, made_at, cardinality(versions) as versions, cardinality(entries) as entries, leaves, prev from "+begin).Scan(ctx, &all); err != nil {
		return nil, err
	}
	for _, one := range all {
		s := &seal.Seal{Project: one.Project, N: one.N, Made: one.MadeAt, Versions: make([]int64, one.Versions), Entries: make([]int64, one.Entries), Leaves: one.Leaves, Prev: one.Prev}
		s.Sign(m.keys.Sign)
		if _, err := db.On(ctx).NewRaw("select audit.sign_seal(?, ?, ?, ?, ?)", one.ID, []byte(s.Root), []byte(s.Hash), []byte(s.Key), []byte(s.Signature)).Exec(ctx); err != nil {
			return nil, err
		}
		made = append(made, s)
	}
	return made, nil
}
