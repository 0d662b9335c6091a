package program

import (
	"context"
	"fmt"
	"time"

	"cxweb/modules/projects"
	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// Fill makes a project for measuring, with so many register rows, the same
// every time: systems, requirements and rows that differ in what lists are
// filtered and sorted by. Its rows are versioned and secured like any others.
func (p *Program) Fill(ctx context.Context, n, rows int) (uuid.UUID, error) {
	founder, err := p.demoFounder(ctx)
	if err != nil {
		return uuid.Nil, err
	}
	id := uuid.NewSHA1(demoProject, fmt.Appendf(nil, "fill %d %d", n, rows))
	return id, p.fillWork(ctx, founder, uuid.Nil, func(ctx context.Context) error {
		var there bool
		if err := db.On(ctx).NewRaw("select exists (select 1 from projects.projects where id = ?)", id).Scan(ctx, &there); err != nil || there {
			return err
		}
		cmd := projects.CreateProject{ID: id, Facts: projects.Facts{Name: fmt.Sprintf("Måling %d (%d rækker)", n+1, rows), Number: fmt.Sprintf("M-%05d", n+1), Language: "da"}}
		cmd.Phases, cmd.Disciplines, cmd.Methods = projects.StarterLists()
		if err := ModuleOf[*projects.Module](p).Found(ctx, cmd); err != nil {
			return err
		}
		if _, err := db.On(ctx).NewRaw(fillSystems, max(10, rows/250)).Exec(ctx); err != nil {
			return err
		}
		if _, err := db.On(ctx).NewRaw(fillRows, rows).Exec(ctx); err != nil {
			return err
		}
		_, err := db.On(ctx).NewRaw("select registers.keep_number(?)", rows).Exec(ctx)
		return err
	})
}

func (p *Program) demoFounder(ctx context.Context) (id uuid.UUID, err error) {
	err = p.demoWork(ctx, uuid.Nil, uuid.Nil, func(ctx context.Context) error {
		if err := db.AtDoor(ctx, "email", "soeren.vang@demo.example"); err != nil {
			return err
		}
		return db.On(ctx).NewRaw("select id from accounts.people").Scan(ctx, &id)
	})
	return id, err
}

func (p *Program) fillWork(ctx context.Context, person, project uuid.UUID, fn func(context.Context) error) error {
	return p.DB.Work(ctx, db.Entry{Kind: scope.Job, Person: person, Project: project, Request: uuid.Must(uuid.NewV7()), Action: "projects.project.create", Origin: "demo",
		Language: "da", Now: p.Clock.Now(), Timeout: time.Hour}, func(ctx context.Context) error {
		db.Note(ctx, uuid.Nil, []byte("{}"))
		return fn(ctx)
	})
}

const fillSystems = `with d as (select array_agg(id order by position) ids, array_agg(code order by position) codes from registers.disciplines where project = platform.project())
	insert into registers.systems (id, tag, name_da, name_en, discipline)
	select gen_random_uuid(), codes[1 + n % cardinality(codes)] || lpad((n / cardinality(codes) + 1)::text, 3, '0'), 'Anlæg ' || n, 'System ' || n, ids[1 + n % cardinality(ids)] from d, generate_series(0, ? - 1) n`

const fillRows = `with s as (select array_agg(id order by tag) ids, array_agg(discipline order by tag) disciplines from registers.systems where project = platform.project()),
	m as (select array_agg(id order by position) ids, array_agg(name_da order by position) names from registers.methods where project = platform.project()),
	p as (select array_agg(id order by position) ids from registers.phases where project = platform.project() and not milestone)
	insert into registers.rows (id, no, system, discipline, phase, method, title_da, title_en, criterion_da, unit, comparison, target, measured, status, planned_on, br18)
	select gen_random_uuid(), n, s.ids[1 + (n - 1) % cardinality(s.ids)], s.disciplines[1 + (n - 1) % cardinality(s.ids)], p.ids[1 + n % cardinality(p.ids)], m.ids[1 + n % cardinality(m.ids)],
		m.names[1 + n % cardinality(m.names)] || ' ventil ' || n, 'Check ' || n, 'Højst ' || (n % 500), (array['Pa', 'l/s', '°C', 'ppm'])[1 + n % 4], 'le', n % 500, case when n % 3 = 0 then n % 600 end,
		(array['not_started', 'ready', 'in_progress', 'passed', 'passed', 'passed_with_remarks', 'failed'])[1 + (n / 14 + n) % 7], date '2026-01-01' + n % 500, n % 5 = 0
	from s, m, p, generate_series(1, ?) n`
