package registers

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"cxweb/platform/db"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// labels finds rows by what people call them: tag, code, name in either
// language, the part of a tag after its location, and for places also with
// their kind before.
type labels map[string]uuid.UUID

func (l labels) add(label string, id uuid.UUID) {
	label = strings.ToLower(strings.TrimSpace(label))
	if label == "" {
		return
	}
	if had, ok := l[label]; ok && had != id {
		l[label] = uuid.Nil // two are called the same: neither is meant
		return
	}
	l[label] = id
}

func (l labels) find(label string) uuid.UUID { return l[strings.ToLower(strings.TrimSpace(label))] }

// references resolves the links of drafts; what it does not find it may make.
type references struct {
	m      *Module
	things map[*thing]labels
	names  map[kind]labels
}

func newReferences(m *Module) *references {
	return &references{m: m, things: map[*thing]labels{}, names: map[kind]labels{}}
}

// of reads the labels of a register, once.
func (r *references) of(ctx context.Context, t *thing) (labels, error) {
	if l, ok := r.things[t]; ok {
		return l, nil
	}
	columns := map[bool]string{true: "name_da as second, name_en as third", false: "name as second, '' as third"}[t.has("name_da")]
	first := strings.TrimPrefix(strings.TrimSuffix(t.label, "::text"), "t.")
	if t == requirements {
		columns = "'' as second, '' as third"
	}
	if t == types {
		columns = "'' as second, '' as third"
	}
	place := "''"
	if t == locations {
		place = "kind"
	}
	var all []struct {
		ID                   uuid.UUID
		First, Second, Third string
		Kind                 string
	}
	if err := db.On(ctx).NewRaw("select id, ? as first, "+columns+", "+place+" as kind from ? order by id", bun.Safe(first), bun.Safe(t.table())).Scan(ctx, &all); err != nil {
		return nil, err
	}
	l := labels{}
	for _, one := range all {
		r.learn(t, l, one.ID, one.First, one.Second, one.Third, one.Kind)
	}
	r.things[t] = l
	return l, nil
}

func (r *references) learn(t *thing, l labels, id uuid.UUID, first, second, third, place string) {
	l.add(first, id)
	if t == disciplines || t == methods || t == phases {
		l.add(second, id)
		l.add(third, id)
	}
	if t == systems {
		if _, after, found := strings.Cut(first, "="); found {
			l.add(after, id)
		}
	}
	if t == locations {
		l.add(place+" "+first, id)
	}
}

// people reads the labels of companies, people or documents, once.
func (r *references) people(ctx context.Context, k kind) (labels, error) {
	if l, ok := r.names[k]; ok {
		return l, nil
	}
	l := labels{}
	switch k {
	case company:
		all, err := r.m.projects.Companies(ctx)
		if err != nil {
			return nil, err
		}
		for id, name := range all {
			l.add(name, id)
		}
	case document:
		_, all, err := r.m.documents.Called(ctx, nil)
		if err != nil {
			return nil, err
		}
		numbers := labels{}
		for id, called := range all {
			numbers.add(called[0], id)
			l.add(called[1], id)
		}
		maps.Copy(l, numbers) // a number means its document, whatever else has it for a title
	default:
		all, err := r.m.people.Names(ctx)
		if err != nil {
			return nil, err
		}
		for id, name := range all {
			l.add(name[0], id)
		}
	}
	r.names[k] = l
	return l, nil
}

// find returns what a link leads to; nothing if it is not there.
func (r *references) find(ctx context.Context, f *field, label string) (uuid.UUID, error) {
	if f.kind != link {
		l, err := r.people(ctx, f.kind)
		return l.find(label), err
	}
	l, err := r.of(ctx, f.to)
	return l.find(label), err
}

// makes tells whether a link to something that is not there makes it: a list's
// entry, a system by its tag, a type or requirement by its name, a company.
func (f *field) makes() bool {
	switch f.to {
	case disciplines, methods, phases, systems, types, requirements:
		return true
	}
	return f.kind == company
}

// make makes what a link leads to, with what is known of it.
func (r *references) make(ctx context.Context, f *field, label string, of *checked) (uuid.UUID, error) {
	if f.kind == company {
		id, err := r.m.projects.EnsureCompany(ctx, label)
		if err == nil {
			r.names[company].add(label, id)
		}
		return id, err
	}
	set := map[string]any{}
	switch f.to {
	case disciplines, methods, phases:
		set["code"], set["name_da"], set["position"] = clipRunes(label, 40), label, 1000
		if f.name == "milestone" {
			set["milestone"] = true
		}
	case systems:
		set["tag"] = label
	case types:
		set["name"] = label
	case requirements:
		set["code"], set["title_da"], set["state"] = label, label, "proposed"
		for _, name := range []string{"title_da", "title_en", "criterion_da", "criterion_en", "unit", "comparison", "target", "target_text", "tolerance"} {
			if v := of.Set[name]; v != nil {
				set[name] = v
			}
		}
	}
	e, err := newEdit(uuid.Must(uuid.NewV7()), set)
	if err != nil {
		return uuid.Nil, err
	}
	if err := r.m.save(ctx, f.to, []*edit{e}); err != nil {
		return uuid.Nil, err
	}
	if e.failed != nil {
		return uuid.Nil, e.failed
	}
	r.learn(f.to, r.things[f.to], e.ID, label, "", "", "")
	return e.ID, nil
}

// newEdit is an edit that makes a row.
func newEdit(id uuid.UUID, set map[string]any) (*edit, error) {
	e := &edit{ID: id, Create: true}
	var err error
	e.Set, err = rawSet(set)
	return e, err
}

// leads notes links that lead nowhere and that the import cannot make.
func (c *checker) leads(ctx context.Context, t *thing, o *checked, column func(field string) string) error {
	for name, label := range o.Refs {
		f := t.field(name)
		if f == nil || f.makes() {
			continue
		}
		id, err := c.refs.find(ctx, f, label)
		if err != nil {
			return err
		}
		if id == uuid.Nil && !c.offered[offer(f, label)] {
			o.Wrong = append(o.Wrong, wrongCell{Column: column(name), Value: label, Format: "is not in this project, or several are called so"})
		}
	}
	return nil
}

// offer is the key under which a row of the file itself can be linked to.
func offer(f *field, label string) string {
	switch f.kind {
	case person:
		return "person " + strings.ToLower(label)
	case document: // no file brings documents
		return ""
	}
	return f.to.name + " " + strings.ToLower(strings.TrimSpace(label))
}

// offers remembers what rows of the file will be called once they are there.
func (c *checker) offers(t *thing, o *checked) {
	label := strings.ToLower(o.Label)
	c.offered[t.name+" "+label] = true
	if t.is(locations) {
		c.offered[t.name+" "+strings.ToLower(fmt.Sprint(o.Set["kind"]))+" "+label] = true
	}
}
