package registers

import (
	"context"
	"encoding/json"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// The commands that every register has. F is the type of the fields that
// people fill in.
type (
	ofThing struct {
		Project uuid.UUID `params:"project" json:"-"`
		ID      uuid.UUID `params:"id" json:"-"`
	}
	createThing[F any] struct {
		Project uuid.UUID          `params:"project" json:"-"`
		New     kernel.Creation[F] `body:""`
	}
	changeThing[F any] struct {
		Project uuid.UUID        `params:"project" json:"-"`
		ID      uuid.UUID        `params:"id" json:"-"`
		Change  kernel.Change[F] `body:""`
	}
	deleteThing struct {
		Project uuid.UUID `params:"project" json:"-"`
		ID      uuid.UUID `params:"id" json:"-"`
		Base    int       `query:"base" json:"-"`
	}
)

// ChangeMany makes, changes and deletes up to 10,000 rows; each is done or
// refused for itself.
type ChangeMany struct {
	Project uuid.UUID `params:"project" json:"-"`
	Changes []OneOf   `json:"changes" validate:"required,min=1,max=10000,dive"`
}

// OneOf is one of many changes.
type OneOf struct {
	ID     uuid.UUID                  `json:"id" validate:"required"`
	Base   int                        `json:"base,omitempty"`
	Create bool                       `json:"create,omitempty"`
	Delete bool                       `json:"delete,omitempty"`
	Set    map[string]json.RawMessage `json:"set,omitempty"`
}

// Outcome is what came of one of many changes: the new version, or why not.
type Outcome struct {
	ID      uuid.UUID       `json:"id"`
	Version int             `json:"version,omitempty"`
	Problem *problem.Answer `json:"problem,omitempty"`
}

// Outcomes are those of many changes; the entry undoes them all.
type Outcomes struct {
	Results []Outcome `json:"results"`
	Entry   uuid.UUID `json:"entry"`
}

// actions are what people can do with a register: T is its row, F the fields
// that they fill in.
func actions[T, F any](m *Module, t *thing) []kernel.Action {
	many, one := "/projects/:project/"+t.plural, "/projects/:project/"+t.plural+"/:id"
	read := func(ctx context.Context, id uuid.UUID) (kernel.Line[T], error) {
		db.Last(ctx)
		return db.ReadOne(ctx, t.shape(), "select "+t.columns()+" from "+t.table()+" t where t.id = $1", id.String())
	}
	return []kernel.Action{
		kernel.Get(t.name+".list", many, list[T](m, t, nil)).Needs(t.area, "view").Alone(),
		kernel.Get(t.name+".read", one, func(ctx context.Context, q ofThing) (kernel.Line[T], error) { return read(ctx, q.ID) }).Needs(t.area, "view").Alone(),
		kernel.Post(t.name+".create", many, func(ctx context.Context, cmd createThing[F]) (kernel.Line[T], error) {
			return m.saveOne(ctx, t, &edit{ID: cmd.New.ID, Create: true, Set: cmd.New.Fields})
		}).Needs(t.area, "create"),
		kernel.Patch(t.name+".change", one, func(ctx context.Context, cmd changeThing[F]) (kernel.Line[T], error) {
			return m.saveOne(ctx, t, &edit{ID: cmd.ID, Base: cmd.Change.Base, Set: cmd.Change.Fields})
		}).Needs(t.area, "edit"),
		kernel.Delete(t.name+".delete", one, func(ctx context.Context, cmd deleteThing) error {
			e := &edit{ID: cmd.ID, Base: cmd.Base, Delete: true}
			if err := m.save(ctx, t, []*edit{e}); err != nil {
				return err
			}
			if e.failed != nil {
				return e.failed
			}
			return nil
		}).Needs(t.area, "edit"),
		kernel.Do(t.name+".change_many", many+"/change_many", func(ctx context.Context, cmd ChangeMany) (*Outcomes, error) {
			return m.changeMany(ctx, t, cmd)
		}).Needs(t.area, "edit").Says("Makes, changes and deletes up to 10,000 rows; each is done or refused for itself."),
		kernel.Do(t.name+".change_all", many+"/change_all", func(ctx context.Context, cmd ChangeAll) (*ChangedAll, error) {
			return m.changeAll(ctx, t, cmd)
		}).Needs(t.area, "edit").Says("Gives fields the same value in all rows that a filter leaves; in the background where they are more than 10,000."),
	}
}

func (m *Module) changeMany(ctx context.Context, t *thing, cmd ChangeMany) (*Outcomes, error) {
	s := scope.From(ctx)
	all := make([]*edit, len(cmd.Changes))
	seen := make(map[uuid.UUID]bool, len(all))
	for i, c := range cmd.Changes {
		e := &edit{ID: c.ID, Base: c.Base, Create: c.Create, Delete: c.Delete, Set: c.Set}
		if seen[c.ID] {
			e.failed = problem.New(problem.Invalid, "The same row stands twice among the changes")
		}
		seen[c.ID] = true
		if c.Create && !s.Has(t.area, "create") {
			e.failed = problem.Of(kernel.Lacks(t.area, "create"))
		}
		all[i] = e
	}
	if err := m.save(ctx, t, all); err != nil {
		return nil, err
	}
	out := &Outcomes{Results: make([]Outcome, len(all)), Entry: s.Request}
	for i, e := range all {
		out.Results[i] = Outcome{ID: e.ID, Version: e.version}
		if e.failed != nil {
			a := e.failed.In(s.Language, "", s.Request.String())
			out.Results[i] = Outcome{ID: e.ID, Problem: &a}
		}
	}
	return out, nil
}

func init() {
	problem.Teach(map[string]string{"The same row stands twice among the changes": "Den samme række står to gange blandt ændringerne"})
}
