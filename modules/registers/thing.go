package registers

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// Key is what every row of every register has.
type Key struct {
	ID        uuid.UUID `bun:",pk" json:"id"`
	Version   int       `json:"version"`
	CreatedBy uuid.UUID `bun:",nullzero" json:"created_by,omitzero"`
	CreatedAt time.Time `json:"created_at"`
	ChangedAt time.Time `json:"changed_at"`
}

// thing describes one register: everything that lists, saves, imports and
// exports its rows is derived from this.
type thing struct {
	name    string // singular, as in actions
	plural  string // as in addresses and tables
	area    string
	label   string // SQL that names a row t to people
	order   string // the field that orders it unless somebody asks otherwise
	words   string // SQL text of a row t that is searched
	search  string // SQL condition with one ? pattern, beside words
	indexed bool   // words and search are looked up in registers.words
	fields  []*field
	// prepare looks at changes before they are saved: rules between fields,
	// and what depends on others. It may complete them.
	prepare func(ctx context.Context, m *Module, all []*edit) error
}

func (t *thing) table() string { return "registers." + t.plural }

func (t *thing) field(name string) *field {
	for _, f := range t.fields {
		if f.name == name {
			return f
		}
	}
	return nil
}

// is tells whether it is one of these, with or without a project's own columns.
func (t *thing) is(some ...*thing) bool {
	return slices.ContainsFunc(some, func(one *thing) bool { return one.name == t.name })
}

func (t *thing) has(name string) bool { return t.field(name) != nil }

// edit is a row that is made, changed or deleted.
type edit struct {
	ID      uuid.UUID
	Base    int
	Create  bool
	Delete  bool
	Set     map[string]json.RawMessage
	values  map[string]any // Set, checked
	failed  *problem.Problem
	version int
	alone   bool   // nothing else is saved with it
	only    string // SQL condition on the row t under which it may be saved so, if it is alone
}

// check turns what was sent into what is kept; what is wrong stays with its edit.
func (t *thing) check(all []*edit) {
	for _, e := range all {
		if e.failed != nil || e.Delete {
			continue
		}
		e.values = make(map[string]any, len(e.Set))
		wrong := problem.New(problem.Invalid, "")
		for name, raw := range e.Set {
			f := t.field(name)
			if f == nil {
				wrong.And(name, "is not a field here")
				continue
			}
			v, err := f.check(raw)
			if err != nil {
				wrong.Fields = append(wrong.Fields, problem.Of(err).Fields...)
				continue
			}
			e.values[name] = v
		}
		if e.Create {
			for _, f := range t.fields {
				if _, given := e.values[f.name]; f.needed && !given {
					wrong.And(f.name, "is needed")
				}
			}
		}
		if len(wrong.Fields) > 0 {
			e.failed = wrong
		}
	}
}

// own is the SQL condition under which a row t is the person's own: made by
// them, or assigned to them or their company.
func (t *thing) own(ctx context.Context) (string, []any) {
	s := scope.From(ctx)
	condition, args := "t.created_by = ?", []any{s.Person}
	if t.has("person") {
		condition, args = condition+" or t.person = ?", append(args, s.Person)
	}
	if t.has("company") && s.Company != uuid.Nil {
		condition, args = condition+" or t.company = ?", append(args, s.Company)
	}
	return "(" + condition + ")", args
}

// columns are what a row t is read with.
func (t *thing) columns() string {
	all := "t.id, t.version, t.created_by, t.created_at, t.changed_at"
	for _, f := range t.fields {
		if f.own == "" {
			all += ", t." + f.name
		}
	}
	return all + ", t.own"
}

// shape is what those columns become as JSON.
func (t *thing) shape() []db.Column {
	all := []db.Column{{Name: "id"}, {Name: "version"}, {Name: "created_by", Omit: true}, {Name: "created_at"}, {Name: "changed_at"}}
	for _, f := range t.fields {
		if f.own == "" {
			all = append(all, db.Column{Name: f.name, Omit: f.kind == data})
		}
	}
	return append(all, db.Column{Name: "own", Omit: true})
}
