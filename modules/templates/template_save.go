package templates

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// SaveTemplate keeps the project's set-up as a template of one's company.
type SaveTemplate struct {
	Project uuid.UUID `params:"project" json:"-"`
	ID      uuid.UUID `json:"id"`
	Of      uuid.UUID `json:"of,omitzero"` // the template that this is the next version of; none makes a new one
	Name    string    `json:"name" validate:"max=120"`
	About   string    `json:"about" validate:"max=2000"`
	Note    string    `json:"note" validate:"max=500"`
	Kinds   []string  `json:"kinds" validate:"required,min=1,max=40,dive,max=40"`
}

// bodyUpTo is how large a template may be.
const bodyUpTo = 16 << 20

func (m *Module) saveTemplate(ctx context.Context, cmd SaveTemplate) (*Template, error) {
	if s := scope.From(ctx); s.Narrowed != nil || s.OwnOnly {
		return nil, problem.New(problem.Denied, "A template holds the whole set-up, and you see only a part of the project.")
	}
	parts, err := m.chosen(cmd.Kinds, true)
	if err != nil {
		return nil, err
	}
	t, err := templateFor(ctx, cmd)
	if err != nil {
		return nil, err
	}
	v := &Version{ID: uuid.Must(uuid.NewV7()), Template: t.ID, Number: 1, Note: strings.TrimSpace(cmd.Note), Holds: map[string]int{}}
	body, size := map[string][]json.RawMessage{}, 0
	c := &copying{}
	for _, p := range parts {
		columns, err := c.columns(ctx, p)
		if err != nil {
			return nil, err
		}
		body[p.Name] = []json.RawMessage{}
		err = c.each(ctx, p, columns, func(some []json.RawMessage) error {
			for _, r := range some {
				size += len(r)
			}
			if size > bodyUpTo {
				return problem.New(problem.Invalid, "The set-up is larger than a template may be: %d MB", bodyUpTo>>20)
			}
			body[p.Name] = append(body[p.Name], some...)
			v.Holds[holdsOf(p)] += len(some)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for _, name := range []string{"phases", "disciplines", "methods"} { // as people have ordered them
		slices.SortStableFunc(body[name], func(a, b json.RawMessage) int { return place(a) - place(b) })
	}
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	holds, err := json.Marshal(v.Holds)
	if err != nil {
		return nil, err
	}
	err = db.On(ctx).NewRaw("insert into templates.versions (id, template, number, note, holds, body) select ?, ?, coalesce(max(number), 0) + 1, ?, ?::jsonb, ?::jsonb from templates.versions where template = ? returning number, created_at",
		v.ID, t.ID, v.Note, string(holds), string(text), t.ID).Scan(ctx, &v.Number, &v.CreatedAt)
	if err != nil {
		return nil, err
	}
	if v.Number > versionsUpTo {
		return nil, problem.New(problem.Conflict, "A template has at most %d versions. Save it as a new template.", versionsUpTo)
	}
	t.Versions = append([]*Version{v}, t.Versions...)
	return t, nil
}

// templateFor makes the template, or finds the one that gets another version.
func templateFor(ctx context.Context, cmd SaveTemplate) (*Template, error) {
	if cmd.Of != uuid.Nil {
		t, err := own(ctx, cmd.Of)
		if err != nil {
			return nil, err
		}
		// Who saves the next version waits for whoever else does.
		_, err = db.On(ctx).NewRaw("select 1 from templates.templates where id = ? for update", t.ID).Exec(ctx)
		return t, err
	}
	if strings.TrimSpace(cmd.Name) == "" {
		return nil, problem.At("name", "is needed")
	}
	n, err := db.On(ctx).NewSelect().TableExpr("templates.templates").Count(ctx)
	if err != nil {
		return nil, err
	}
	if n >= templatesUpTo {
		return nil, problem.New(problem.Conflict, "Your company has %d templates already. Withdraw some that are not used.", n)
	}
	t := &Template{ID: kernel.NewID(cmd.ID), Version: 1, Name: strings.TrimSpace(cmd.Name), About: strings.TrimSpace(cmd.About), Mine: true, Versions: []*Version{}}
	_, err = db.On(ctx).NewInsert().Model(t).Column("id", "name", "about").Exec(ctx)
	return t, err
}

// place is where a list's line stands.
func place(r json.RawMessage) int {
	var one struct {
		Position  int
		Milestone bool
	}
	_ = json.Unmarshal(r, &one) // the database wrote it
	return one.Position
}

// holdsOf is what a part's rows are counted as: most by what people choose
// them by, lists and things one by one.
func holdsOf(p kernel.Part) string {
	switch p.Name {
	case "disciplines", "methods", "phases", "procedures", "systems", "components", "types":
		return p.Name
	case "editions", "steps", "attachments", "system_components", "assignments", "gate_prerequisites":
		return p.Name
	}
	return p.Copy.Kind
}

// chosen are the parts of some kinds; templates hold set-up only.
func (m *Module) chosen(kinds []string, setUp bool) ([]kernel.Part, error) {
	for _, k := range kinds {
		if !slices.ContainsFunc(m.parts, func(p kernel.Part) bool { return p.Copy.Kind == k && (p.Copy.SetUp || !setUp) }) {
			return nil, problem.At("kinds", "has nothing called %s", k)
		}
	}
	var all []kernel.Part
	for _, p := range m.parts {
		if slices.Contains(kinds, p.Copy.Kind) {
			all = append(all, p)
		}
	}
	return all, nil
}

func init() {
	problem.Teach(map[string]string{
		"A template holds the whole set-up, and you see only a part of the project.": "En skabelon indeholder hele opsætningen, og du ser kun en del af projektet.",
		"The set-up is larger than a template may be: %d MB":                         "Opsætningen er større, end en skabelon må være: %d MB",
		"A template has at most %d versions. Save it as a new template.":             "En skabelon har højst %d versioner. Gem den som en ny skabelon.",
		"Your company has %d templates already. Withdraw some that are not used.":    "Dit firma har allerede %d skabeloner. Træk nogle tilbage, der ikke bruges.",
		"has nothing called %s": "har intet, der hedder %s",
	})
}
