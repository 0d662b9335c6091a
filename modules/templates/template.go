package templates

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Template is a project's set-up under a name, for new projects of the company.
type Template struct {
	bun.BaseModel `bun:"table:templates.templates,alias:t" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Version       int        `bun:",nullzero,default:1" json:"version"`
	Name          string     `json:"name"`
	About         string     `json:"about"`
	CreatedBy     uuid.UUID  `bun:",nullzero" json:"-"`
	Mine          bool       `bun:"-" json:"mine"` // one made it, and may change it
	Versions      []*Version `bun:"-" json:"versions"`
}

// Version is one numbered version of a template; it never changes.
type Version struct {
	bun.BaseModel `bun:"table:templates.versions,alias:v" json:"-"`
	ID            uuid.UUID      `bun:",pk" json:"id"`
	Template      uuid.UUID      `json:"-"`
	Number        int            `json:"number"`
	Note          string         `json:"note"` // what is new in it
	Holds         map[string]int `bun:"type:jsonb" json:"holds"`
	CreatedAt     time.Time      `json:"created_at"`
}

// Templates are those of a company, by name.
type Templates struct {
	Items []*Template `json:"items"`
}

const (
	templatesUpTo = 200
	versionsUpTo  = 50
)

func (m *Module) listTemplates(ctx context.Context, _ struct{}) (*Templates, error) {
	all := &Templates{Items: []*Template{}}
	if err := db.On(ctx).NewSelect().Model(&all.Items).OrderExpr("lower(t.name), t.id").Limit(templatesUpTo).Scan(ctx); err != nil {
		return nil, err
	}
	var versions []*Version
	err := db.On(ctx).NewSelect().Model(&versions).OrderExpr("v.number desc").Limit(templatesUpTo * versionsUpTo).Scan(ctx)
	by := map[uuid.UUID]*Template{}
	for _, t := range all.Items {
		t.Mine, t.Versions, by[t.ID] = t.CreatedBy == scope.From(ctx).Person, []*Version{}, t
	}
	for _, v := range versions {
		if t := by[v.Template]; t != nil {
			t.Versions = append(t.Versions, v)
		}
	}
	return all, err
}

type ofTemplate struct {
	Template uuid.UUID `params:"template" json:"-"`
}

// Line is a phase, milestone, discipline or method of a template.
type Line struct {
	Code      string `json:"code"`
	NameDA    string `json:"name_da"`
	NameEN    string `json:"name_en"`
	Milestone bool   `json:"milestone"`
}

// Lists are what a project of a template is divided by, in their order.
type Lists struct {
	Template    uuid.UUID      `json:"template"`
	Number      int            `json:"number"`
	Holds       map[string]int `json:"holds"`
	Phases      []Line         `json:"phases"`
	Disciplines []Line         `json:"disciplines"`
	Methods     []Line         `json:"methods"`
}

func (m *Module) readTemplate(ctx context.Context, q ofTemplate) (*Lists, error) {
	v, body, err := newest(ctx, q.Template)
	if err != nil {
		return nil, err
	}
	l := &Lists{Template: q.Template, Number: v.Number, Holds: v.Holds, Phases: []Line{}, Disciplines: []Line{}, Methods: []Line{}}
	for name, into := range map[string]*[]Line{"phases": &l.Phases, "disciplines": &l.Disciplines, "methods": &l.Methods} {
		for _, r := range body[name] {
			var one Line
			if err := json.Unmarshal(r, &one); err != nil {
				return nil, err
			}
			*into = append(*into, one)
		}
	}
	return l, nil
}

// newest is a template's newest version with its body: rows by part, as they
// were in the project that they come from.
func newest(ctx context.Context, template uuid.UUID) (*Version, map[string][]json.RawMessage, error) {
	v := new(Version)
	var text []byte
	if err := db.On(ctx).NewSelect().Model(v).Column("id", "number", "holds").Where("v.template = ?", template).OrderExpr("v.number desc").Limit(1).Scan(ctx); err != nil {
		return nil, nil, err
	}
	if err := db.On(ctx).NewRaw("select body from templates.versions where id = ?", v.ID).Scan(ctx, &text); err != nil {
		return nil, nil, err
	}
	body := map[string][]json.RawMessage{}
	return v, body, json.Unmarshal(text, &body)
}

// TemplateFields are what people say of a template.
type TemplateFields struct {
	Name  string `json:"name" validate:"max=120"`
	About string `json:"about" validate:"max=2000"`
}

// ChangeTemplate renames a template.
type ChangeTemplate struct {
	Template uuid.UUID                     `params:"template" json:"-"`
	Change   kernel.Change[TemplateFields] `body:""`
}

func (m *Module) changeTemplate(ctx context.Context, cmd ChangeTemplate) (*Template, error) {
	t, err := own(ctx, cmd.Template)
	if err != nil {
		return nil, err
	}
	if _, given := cmd.Change.Fields["name"]; given && strings.TrimSpace(cmd.Change.Value.Name) == "" {
		return nil, problem.At("name", "is needed")
	}
	if err := db.Patch(ctx, "templates.templates", t.ID, cmd.Change.Base, cmd.Change.Fields); err != nil {
		return nil, err
	}
	return own(ctx, cmd.Template)
}

func (m *Module) withdrawTemplate(ctx context.Context, cmd ofTemplate) error {
	t, err := own(ctx, cmd.Template)
	if err != nil {
		return err
	}
	_, err = db.On(ctx).NewRaw("delete from templates.templates where id = ?", t.ID).Exec(ctx)
	return err
}

// own finds a template that the person has made.
func own(ctx context.Context, id uuid.UUID) (*Template, error) {
	t := new(Template)
	if err := db.On(ctx).NewSelect().Model(t).Where("t.id = ?", id).Scan(ctx); err != nil {
		return nil, err
	}
	if t.CreatedBy != scope.From(ctx).Person {
		return nil, problem.New(problem.Denied, "Only whoever made a template may change it.")
	}
	t.Mine, t.Versions = true, []*Version{}
	return t, nil
}

func init() {
	problem.Teach(map[string]string{"Only whoever made a template may change it.": "Kun den, der har lavet en skabelon, kan ændre den."})
}
