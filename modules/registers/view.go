package registers

import (
	"context"
	"encoding/json"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// ViewFields are what people fill in of a view.
type ViewFields struct {
	Thing string    `json:"thing" validate:"omitempty,max=40"`
	Name  string    `json:"name" validate:"omitempty,max=120"`
	Whose string    `json:"whose" validate:"omitempty,oneof=mine project default"` // mine, the project's, or the one that the project begins with
	State ViewState `json:"state" bun:"type:jsonb"`
}

// ViewState is how a register is looked at.
type ViewState struct {
	Filter  []Condition    `json:"filter,omitempty" validate:"max=40"`
	Q       string         `json:"q,omitempty" validate:"max=200"`
	Sort    string         `json:"sort,omitempty" validate:"max=200"`
	Group   string         `json:"group,omitempty" validate:"max=60"`
	Shown   []string       `json:"shown,omitempty" validate:"max=200,dive,max=60"` // columns in their order
	Widths  map[string]int `json:"widths,omitempty" validate:"max=200"`
	Frozen  *int           `json:"frozen,omitempty" validate:"omitempty,min=0,max=50"` // how many columns stay in view
	Density string         `json:"density,omitempty" validate:"omitempty,oneof=compact normal touch"`
}

// View is a saved view of a register.
type View struct {
	bun.BaseModel `bun:"table:registers.views,alias:t" json:"-"`
	Key
	Person uuid.UUID `json:"person"`
	ViewFields
}

// ListViews asks for the views of one register, or of all.
type ListViews struct {
	Project uuid.UUID `params:"project" json:"-"`
	Thing   string    `query:"thing" json:"-" validate:"max=40"`
}

// ViewList are the views that one may use: one's own and the project's.
type ViewList struct {
	Items []View `json:"items"`
}

const (
	viewColumns = "t.id, t.version, t.created_by, t.created_at, t.changed_at, t.person, t.thing, t.name, t.whose, t.state"
	viewsUpTo   = 200 // of one person or one project, in one register
)

// viewActions are what people can do with views. Whoever may see a register
// may keep views of it; those of the project take the right to administer it.
func (m *Module) viewActions() []kernel.Action {
	const views, one = "/projects/:project/views", "/projects/:project/views/:id"
	return []kernel.Action{
		kernel.Get("view.list", views, m.listViews).Anyone().Says("One's own views of the registers, and the project's."),
		kernel.Post("view.create", views, m.createView).Anyone(),
		kernel.Patch("view.change", one, m.changeView).Anyone().Says("Renames a view, shares it with the project, or keeps what it shows now."),
		kernel.Delete("view.delete", one, m.deleteView).Anyone(),
	}
}

func (m *Module) listViews(ctx context.Context, q ListViews) (*ViewList, error) {
	all := &ViewList{Items: []View{}}
	s := db.On(ctx).NewSelect().Model(&all.Items).ColumnExpr(viewColumns).Where("t.project = ?", scope.From(ctx).Project).
		OrderExpr("t.thing, t.name collate platform.natural_order, t.id").Limit(1000)
	if q.Thing != "" {
		s = s.Where("t.thing = ?", q.Thing)
	}
	return all, s.Scan(ctx)
}

func (m *Module) createView(ctx context.Context, cmd createThing[ViewFields]) (*View, error) {
	v := cmd.New.Value
	if v.Whose == "" {
		v.Whose = "mine"
	}
	t, err := m.lookedAt(ctx, v.Thing)
	if err != nil {
		return nil, err
	}
	if v.Name == "" {
		return nil, problem.At("name", "is needed")
	}
	if err := m.mayView(ctx, t, v.Whose); err != nil {
		return nil, err
	}
	if err := t.shows(ctx, v.State); err != nil {
		return nil, err
	}
	n, err := db.On(ctx).NewSelect().TableExpr("registers.views").Where("thing = ? and (whose <> 'mine') = ?", t.name, v.Whose != "mine").Count(ctx)
	if err != nil {
		return nil, err
	}
	if n >= viewsUpTo {
		return nil, problem.New(problem.Conflict, "There are %d views already. Delete some that are not used.", n)
	}
	if err := stepDown(ctx, t.name, v.Whose, cmd.New.ID); err != nil {
		return nil, err
	}
	state, err := json.Marshal(v.State)
	if err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewRaw("insert into registers.views (id, thing, name, whose, state) values (?, ?, ?, ?, ?::jsonb)",
		cmd.New.ID, t.name, v.Name, v.Whose, string(state)).Exec(ctx); err != nil {
		return nil, err
	}
	return m.readView(ctx, cmd.New.ID)
}

func (m *Module) readView(ctx context.Context, id uuid.UUID) (*View, error) {
	v := new(View)
	return v, db.On(ctx).NewSelect().Model(v).ColumnExpr(viewColumns).Where("t.id = ?", id).Scan(ctx)
}

func (m *Module) changeView(ctx context.Context, cmd changeThing[ViewFields]) (*View, error) {
	had, err := m.readView(ctx, cmd.ID)
	if err != nil {
		return nil, err
	}
	if err := m.mayKeep(ctx, had); err != nil {
		return nil, err
	}
	set := cmd.Change.Fields
	delete(set, "thing") // a view is of one register
	if _, given := set["name"]; given && cmd.Change.Value.Name == "" {
		return nil, problem.At("name", "is needed")
	}
	t, err := m.lookedAt(ctx, had.Thing)
	if err != nil {
		return nil, err
	}
	if _, given := set["state"]; given {
		if err := t.shows(ctx, cmd.Change.Value.State); err != nil {
			return nil, err
		}
	}
	if _, given := set["whose"]; given {
		whose := cmd.Change.Value.Whose
		if err := m.mayView(ctx, t, whose); err != nil {
			return nil, err
		}
		if whose == "mine" && had.Person != scope.From(ctx).Person {
			return nil, problem.New(problem.Denied, "The view is somebody else's. Make a copy of your own instead.")
		}
		if err := stepDown(ctx, had.Thing, whose, had.ID); err != nil {
			return nil, err
		}
	}
	if len(set) > 0 {
		if err := db.Patch(ctx, "registers.views", had.ID, cmd.Change.Base, set); err != nil {
			return nil, err
		}
	}
	return m.readView(ctx, had.ID)
}

func (m *Module) deleteView(ctx context.Context, cmd deleteThing) error {
	had, err := m.readView(ctx, cmd.ID)
	if err != nil {
		return err
	}
	if err := m.mayKeep(ctx, had); err != nil {
		return err
	}
	if cmd.Base != 0 && cmd.Base != had.Version {
		return problem.New(problem.Stale, "It was changed since you read it. Look at it again before you delete it.")
	}
	_, err = db.On(ctx).NewRaw("delete from registers.views where id = ?", had.ID).Exec(ctx)
	return err
}

// mayView refuses views of a register that one may not see, and sharing to
// those who do not administer the project.
func (m *Module) mayView(ctx context.Context, t *thing, whose string) error {
	s := scope.From(ctx)
	if !s.May(t.area, "view") {
		return kernel.Lacks(t.area, "view")
	}
	if whose != "mine" && !s.Administrator() {
		return kernel.Lacks("project", "administer")
	}
	return nil
}

// mayKeep refuses changes of the project's views to those who do not administer it.
func (m *Module) mayKeep(ctx context.Context, v *View) error {
	return m.mayView(ctx, m.thingNamed(v.Thing), v.Whose)
}

// stepDown makes the view that a register began with one of the project's, when another takes its place.
func stepDown(ctx context.Context, thing, whose string, id uuid.UUID) error {
	if whose != "default" {
		return nil
	}
	_, err := db.On(ctx).NewRaw("update registers.views set whose = 'project' where project = ? and thing = ? and whose = 'default' and id <> ?", scope.From(ctx).Project, thing, id).Exec(ctx)
	return err
}

// shows refuses a view of what the register cannot do: its filter, order and
// groups must be such as a list takes.
func (t *thing) shows(ctx context.Context, s ViewState) error {
	language := scope.From(ctx).Language
	raw, err := json.Marshal(s.Filter)
	if err != nil {
		return err
	}
	q := db.On(ctx).NewSelect()
	if _, err := t.narrow(q, List{Filter: string(raw), Q: s.Q}, language); err != nil {
		return err
	}
	if _, _, err := t.sorted(List{Sort: s.Sort}, language, noRanks); err != nil {
		return err
	}
	if s.Group != "" {
		if _, _, err := t.together(s.Group, language, noRanks); err != nil {
			return err
		}
	}
	return nil
}

// noRanks stand for names where only the form of a list is looked at.
func noRanks(kind, string) []uuid.UUID { return nil }

func init() {
	problem.Teach(map[string]string{
		"There are %d views already. Delete some that are not used.":    "Der er allerede %d visninger. Slet nogle, der ikke bruges.",
		"The view is somebody else's. Make a copy of your own instead.": "Visningen er en andens. Lav i stedet din egen kopi.",
	})
}
