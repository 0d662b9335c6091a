package audit

import (
	"context"
	"log/slog"
	"time"

	"cxweb/modules/audit/seal"
	"cxweb/platform/db"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// look is what came of the last look through a history.
type look struct {
	bun.BaseModel `bun:"table:audit.looks,alias:l"`
	Project       uuid.UUID `bun:",pk"`
	At            time.Time
	Faults        int
	Found         []seal.Fault `bun:"type:jsonb"`
}

// checkOutside looks through what was done outside every project, once a night:
// sign-ins, changes of addresses, passwords and factors, the operator's help.
func (m *Module) checkOutside(ctx context.Context) error {
	return kernel.Work(ctx, func(ctx context.Context) error {
		var today bool
		if err := db.On(ctx).NewRaw("select exists (select 1 from audit.looks where project = ? and at > platform.now() - interval '12 hours'), set_config('statement_timeout', '10min', true)", uuid.Nil).Scan(ctx, &today, new(string)); err != nil || today {
			return err
		}
		want, err := m.Expected(ctx, uuid.Nil.String())
		if err != nil {
			return err
		}
		report, err := seal.Check(ctx, Source{Query: lines, kernel: true}, want)
		if err != nil {
			return err
		}
		tell(uuid.Nil, report)
		l := &look{At: m.clock.Now(), Faults: report.Faults, Found: report.Found}
		if l.Found == nil {
			l.Found = []seal.Fault{}
		}
		_, err = db.On(ctx).NewInsert().Model(l).On("conflict (project) do update").Set("at = excluded.at, faults = excluded.faults, found = excluded.found").Exec(ctx)
		return err
	})
}

// tell has the log say that a history is not as it was sealed; what was done
// outside projects goes by a project of zeros.
func tell(project uuid.UUID, r *seal.Report) {
	if r.Faults > 0 {
		slog.Error("the history is not as it was sealed", "project", project, "faults", r.Faults, "first", r.Found[0].String())
	}
}

// Looked is what the last looks through the history found.
type Looked struct {
	Faults    int        // in what was done outside projects
	CheckedAt *time.Time // when that was looked through; nil: never
	Projects  int        // that were looked through
	Wrong     int        // of them whose history is not as it was sealed
}

// LastLooks tells what the last looks through the history found, in a piece of
// work of the kernel's own.
func (m *Module) LastLooks(ctx context.Context) (*Looked, error) {
	l := new(Looked)
	return l, db.On(ctx).NewRaw(`select coalesce(sum(faults) filter (where project = ?0), 0) as faults, max(at) filter (where project = ?0) as checked_at,
		count(*) filter (where project <> ?0) as projects, count(*) filter (where project <> ?0 and faults > 0) as wrong from audit.looks`, uuid.Nil).Scan(ctx, l)
}

// gauges are what the operator's monitoring sees of the history.
func (m *Module) gauges() []kernel.Gauge {
	return []kernel.Gauge{
		{Name: "outside_faults", Help: "Faults that the last look through what was done outside projects found.", Read: m.looked(func(l *Looked) float64 { return float64(l.Faults) })},
		{Name: "outside_checked_seconds", Help: "When what was done outside projects was last looked through, in seconds since 1970; 0: never.", Read: m.looked(func(l *Looked) float64 {
			if l.CheckedAt == nil {
				return 0
			}
			return float64(l.CheckedAt.Unix())
		})},
		{Name: "wrong_projects", Help: "Projects whose history is not as it was sealed, by the last look through each.", Read: m.looked(func(l *Looked) float64 { return float64(l.Wrong) })},
	}
}

func (m *Module) looked(of func(*Looked) float64) func(context.Context) (float64, error) {
	return func(ctx context.Context) (float64, error) {
		l, err := m.LastLooks(ctx)
		if err != nil {
			return 0, err
		}
		return of(l), nil
	}
}
