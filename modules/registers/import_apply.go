package registers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// applyDrafts carries the checked rows out: everything in one transaction and
// under one entry of the history, so that all of it is there or nothing, and
// all of it can be undone as one. Rows that are refused stay to be mended.
func (m *Module) applyDrafts(ctx context.Context, t *kernel.Task, i *Import) error {
	return t.Step(ctx, func(ctx context.Context) error {
		// A second run after a crash must not find the work of the first.
		if err := db.On(ctx).NewSelect().Model(i).Where("id = ?", i.ID).For("update").Scan(ctx); err != nil {
			return err
		}
		if i.State == "applied" {
			return nil
		}
		total, err := db.On(ctx).NewSelect().TableExpr("registers.import_rows").Where("import = ? and outcome in ('new', 'changed')", i.ID).Count(ctx)
		if err != nil {
			return err
		}
		a := &applier{m: m, task: t, of: i, refs: newReferences(m), total: int64(total)}
		if err := ahead(ctx, a.read, func(some []*staged) error { return a.carryOut(ctx, some) }); err != nil {
			return err
		}
		if _, err := db.On(ctx).NewRaw("update registers.import_rows set outcome = 'done' where import = ? and outcome in ('new', 'changed')", i.ID).Exec(ctx); err != nil {
			return err
		}
		if i.Counts, err = countOutcomes(ctx, i.ID); err != nil {
			return err
		}
		i.State, i.Entries = "applied", append(i.Entries, scope.From(ctx).Request)
		_, err = db.On(ctx).NewUpdate().Model(i).Column("state", "entries", "counts").WherePK().Exec(ctx)
		return err
	})
}

func countOutcomes(ctx context.Context, id uuid.UUID) (map[string]Counts, error) {
	var some []struct {
		Thing, Outcome string
		N              int
	}
	err := db.On(ctx).NewRaw("select thing, outcome, count(*) as n from registers.import_rows where import = ? group by 1, 2", id).Scan(ctx, &some)
	counts := map[string]Counts{}
	for _, s := range some {
		c := counts[s.Thing]
		for range s.N {
			c = c.plus(s.Outcome)
		}
		counts[s.Thing] = c
	}
	return counts, err
}

// applier carries out an import's rows, register by register.
type applier struct {
	m     *Module
	task  *kernel.Task
	of    *Import
	refs  *references
	done  int64
	total int64
}

// read gives the checked rows in the order in which registers refer to each
// other. It reads them in a transaction of its own, while those before are saved.
func (a *applier) read(ctx context.Context, give func([]*staged) error) error {
	return a.task.Look(ctx, func(ctx context.Context) error {
		for _, thing := range []string{"contact", "discipline", "method", "phase", "own_class", "location", "type", "system", "component", "instrument", "service_task", "spare_part", "requirement", "row"} {
			for after := 0; ; {
				var some []*staged
				err := db.On(ctx).NewSelect().Model(&some).ExcludeColumn("cells", "wrong").Where("import = ? and thing = ? and outcome in ('new', 'changed') and ordinal > ?", a.of.ID, thing, after).
					OrderExpr("ordinal").Limit(draftsAtOnce).Scan(ctx)
				if err != nil {
					return err
				}
				if len(some) == 0 {
					break
				}
				after = some[len(some)-1].Ordinal
				if err := give(some); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// carryOut carries out rows of one register.
func (a *applier) carryOut(ctx context.Context, some []*staged) error {
	var err error
	if thing := some[0].Thing; thing == "contact" {
		err = a.contacts(ctx, some)
	} else {
		err = a.rows(ctx, a.of.register(a.m, thing), some)
	}
	if err != nil {
		return err
	}
	a.done += int64(len(some))
	return a.task.Progress(ctx, a.done, a.total)
}

// staged is a checked row as it is read back.
type staged struct {
	bun.BaseModel `bun:"table:registers.import_rows"`
	ID            uuid.UUID `bun:",pk"`
	Ordinal       int
	Row           int
	Thing         string
	Label         string
	Outcome       string
	Target        uuid.UUID `bun:",nullzero"`
	Base          int
	Set           map[string]any    `bun:"type:jsonb"`
	Refs          map[string]string `bun:"type:jsonb"`
	Cells         map[string]string `bun:"type:jsonb"`
	Wrong         []wrongCell       `bun:"type:jsonb"`
}

// contacts puts people on the project who do not sign in.
func (a *applier) contacts(ctx context.Context, some []*staged) error {
	for _, s := range some {
		text := func(name string) string { v, _ := s.Set[name].(string); return v }
		if _, _, err := a.m.people.Ensure(ctx, text("email"), text("name"), text("company"), text("phone"), a.of.Language); err != nil {
			return err
		}
		if text("company") != "" {
			if _, err := a.m.projects.EnsureCompany(ctx, text("company")); err != nil {
				return err
			}
		}
	}
	return nil
}

// rows saves a batch of one register's rows. Where rows link to others of the
// same batch, as floors do to their building, these are saved first.
func (a *applier) rows(ctx context.Context, t *thing, some []*staged) error {
	for len(some) > 0 {
		var now, later []*staged
		var edits []*edit
		for _, s := range some {
			e, waits, err := a.edit(ctx, t, s, some)
			if err != nil {
				return err
			}
			if waits {
				later = append(later, s)
				continue
			}
			now, edits = append(now, s), append(edits, e)
		}
		if len(now) == 0 { // each waits for another: none can be first
			for _, s := range later {
				if err := refuse(ctx, s, problem.At("parent", "is part of itself")); err != nil {
					return err
				}
			}
			return nil
		}
		if err := a.save(ctx, t, now, edits); err != nil {
			return err
		}
		some = later
	}
	return nil
}

func (a *applier) save(ctx context.Context, t *thing, some []*staged, edits []*edit) error {
	if err := a.m.save(ctx, t, edits); err != nil {
		return err
	}
	for n, e := range edits {
		if e.failed != nil {
			if err := refuse(ctx, some[n], e.failed); err != nil {
				return err
			}
			continue
		}
		if to := a.m.thingNamed(t.name); a.refs.things[to] != nil {
			a.refs.learn(to, a.refs.things[to], e.ID, some[n].Label, textOf(some[n].Set["name_da"]), textOf(some[n].Set["name_en"]), textOf(some[n].Set["kind"]))
		}
		if err := a.memberships(ctx, e.ID, some[n]); err != nil {
			return err
		}
	}
	return nil
}

func textOf(v any) string { s, _ := v.(string); return s }

// edit turns a staged row into an edit, with its links resolved. It waits where
// a link leads to another row of the batch that is not saved yet.
func (a *applier) edit(ctx context.Context, t *thing, s *staged, batch []*staged) (e *edit, waits bool, err error) {
	e = &edit{ID: s.Target, Base: s.Base}
	if s.Outcome == "new" {
		e.ID, e.Create = uuid.Must(uuid.NewV7()), true
	}
	for name, label := range s.Refs {
		f := t.field(name)
		if f == nil {
			continue
		}
		id, err := a.refs.find(ctx, f, label)
		if err == nil && id == uuid.Nil && f.to != nil && f.to.name == t.name && called(batch, s, label) {
			return nil, true, nil
		}
		if err == nil && id == uuid.Nil && f.makes() {
			id, err = a.refs.make(ctx, f, label, &checked{Set: s.Set})
		}
		if err != nil {
			if p := problem.Of(err); p.Kind != problem.Internal && p.Kind != problem.Unavailable {
				e.failed = p
				continue
			}
			return nil, false, err
		}
		if id == uuid.Nil {
			e.failed = problem.At(name, "is not in this project, or several are called so")
			continue
		}
		s.Set[name] = id.String()
	}
	e.Set, err = rawSet(s.Set)
	return e, false, err
}

// called tells whether another row of a batch is called by a label.
func called(batch []*staged, self *staged, label string) bool {
	for _, s := range batch {
		if s != self && (strings.EqualFold(s.Label, label) || strings.EqualFold(textOf(s.Set["kind"])+" "+s.Label, label)) {
			return true
		}
	}
	return false
}

func rawSet(set map[string]any) (map[string]json.RawMessage, error) {
	raw := make(map[string]json.RawMessage, len(set))
	for name, v := range set {
		b, err := json.Marshal(v)
		if err != nil {
			return nil, err
		}
		raw[name] = b
	}
	return raw, nil
}

// memberships puts a component into the further systems it belongs to.
func (a *applier) memberships(ctx context.Context, component uuid.UUID, s *staged) error {
	if s.Refs["systems"] == "" {
		return nil
	}
	known, err := a.refs.of(ctx, systems)
	if err != nil {
		return err
	}
	for _, tag := range strings.Split(s.Refs["systems"], "\n") {
		system := known.find(tag)
		if system == uuid.Nil {
			continue
		}
		if _, err := db.On(ctx).NewRaw("insert into registers.system_components (id, system, component) values (?, ?, ?) on conflict do nothing",
			uuid.Must(uuid.NewV7()), system, component).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// refuse keeps with a row why it could not be saved.
func refuse(ctx context.Context, s *staged, p *problem.Problem) error {
	var wrong []wrongCell
	for _, f := range p.Fields {
		name := strings.TrimPrefix(f.Pointer, "#/")
		wrong = append(wrong, wrongCell{Column: name, Value: fmt.Sprint(s.Set[name]), Format: f.Format, Args: f.Args})
	}
	if len(wrong) == 0 {
		wrong = []wrongCell{{Format: p.Format, Args: p.Args}}
	}
	body, err := json.Marshal(wrong)
	if err != nil {
		return err
	}
	_, err = db.On(ctx).NewRaw("update registers.import_rows set outcome = 'wrong', wrong = ?::jsonb where id = ?", string(body), s.ID).Exec(ctx)
	return errors.Join(err)
}

func init() {
	problem.Teach(map[string]string{
		"is not in this project, or several are called so": "er ikke i dette projekt, eller flere hedder det samme",
		"stands in row %d already":                         "står allerede i række %d",
	})
}
