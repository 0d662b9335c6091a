package registers

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
	"github.com/uptrace/bun"
)

// Own are the values of the columns that the project added, by their key.
type Own map[string]any

// ColumnFields are what people fill in of a column that they add.
type ColumnFields struct {
	Thing       string          `json:"thing" validate:"omitempty,max=40"`
	NameDA      string          `json:"name_da" bun:"name_da" validate:"max=120"`
	NameEN      string          `json:"name_en" bun:"name_en" validate:"max=120"`
	Kind        string          `json:"kind" validate:"omitempty,oneof=text number date choice choices person document flag"`
	Unit        string          `json:"unit" validate:"max=40"`
	Choices     []string        `json:"choices" bun:",array" validate:"max=200,dive,required,max=120"`
	Required    bool            `json:"required"`
	AtHandover  bool            `json:"at_handover"`              // needed before the handover
	Initial     json.RawMessage `json:"initial" bun:"type:jsonb"` // what it holds in a new row
	Disciplines []uuid.UUID     `json:"disciplines" bun:",array" validate:"max=200"`
	Position    int             `json:"position" validate:"min=-100000,max=100000"`
}

// Column is a column that a project added to one of its registers.
type Column struct {
	bun.BaseModel `bun:"table:registers.columns,alias:t" json:"-"`
	Key
	Field string `bun:"field,scanonly" json:"field"` // its name in rows, filters and imports
	ColumnFields
}

// ListColumns asks for the columns of one register, or of all.
type ListColumns struct {
	Project uuid.UUID `params:"project" json:"-"`
	Thing   string    `query:"thing" json:"-" validate:"max=40"`
}

// ColumnList are the columns that a project added, in their order.
type ColumnList struct {
	Items []Column `json:"items"`
}

const (
	ownPrefix   = "own."
	columnsUpTo = 60 // in one register
	columnRows  = "t.id, t.version, t.created_by, t.created_at, t.changed_at, 'own.' || t.key as field, t.thing, t.name_da, t.name_en, t.kind, t.unit, t.choices, t.required, t.at_handover, t.initial, t.disciplines, t.position"
)

// columnActions are what people can do with a project's own columns. Whoever
// may administer the project decides what its registers hold.
func (m *Module) columnActions() []kernel.Action {
	const columns, one = "/projects/:project/columns", "/projects/:project/columns/:id"
	return []kernel.Action{
		kernel.Get("column.list", columns, m.listColumns).Anyone().Says("The columns that the project added to its registers."),
		kernel.Post("column.create", columns, m.createColumn).Needs("project", "administer"),
		kernel.Patch("column.change", one, m.changeColumn).Needs("project", "administer"),
		kernel.Delete("column.delete", one, m.deleteColumn).Needs("project", "administer").Says("Takes a column away; what stood in it stays with the rows, and is there again when the column is restored."),
	}
}

func (m *Module) listColumns(ctx context.Context, q ListColumns) (*ColumnList, error) {
	all, err := columnsOf(ctx, q.Thing)
	return &ColumnList{Items: all}, err
}

func columnsOf(ctx context.Context, thing string) ([]Column, error) {
	all := []Column{}
	s := db.On(ctx).NewSelect().Model(&all).ColumnExpr(columnRows).Where("t.project = ?", scope.From(ctx).Project).OrderExpr("t.thing, t.position, t.created_at, t.id").Limit(1000)
	if thing != "" {
		s = s.Where("t.thing = ?", thing)
	}
	return all, s.Scan(ctx)
}

func readColumn(ctx context.Context, id uuid.UUID) (*Column, error) {
	c := new(Column)
	return c, db.On(ctx).NewSelect().Model(c).ColumnExpr(columnRows).Where("t.id = ?", id).Scan(ctx)
}

func (m *Module) createColumn(ctx context.Context, cmd createThing[ColumnFields]) (*Column, error) {
	c := cmd.New.Value
	t := m.thingNamed(c.Thing)
	if t == nil {
		return nil, problem.At("thing", "is not a register")
	}
	if c.Kind == "" {
		return nil, problem.At("kind", "is needed")
	}
	if err := m.checkColumn(ctx, &c); err != nil {
		return nil, err
	}
	had, err := columnsOf(ctx, t.name)
	if err != nil {
		return nil, err
	}
	if len(had) >= columnsUpTo {
		return nil, problem.New(problem.Conflict, "A register takes %d columns of a project's own", columnsUpTo)
	}
	if _, given := cmd.New.Fields["position"]; !given && len(had) > 0 {
		c.Position = had[len(had)-1].Position + 1
	}
	fields, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	key := "c" + strings.ReplaceAll(cmd.New.ID.String(), "-", "")[22:]
	_, err = db.On(ctx).NewRaw(`insert into registers.columns (id, key, thing, name_da, name_en, kind, unit, choices, required, at_handover, initial, disciplines, position)
		select ?, ?, ?, name_da, name_en, kind, unit, choices, required, at_handover, nullif(initial, 'null'), disciplines, position from jsonb_populate_record(null::registers.columns, ?::jsonb)`,
		cmd.New.ID, key, t.name, string(fields)).Exec(ctx)
	if err != nil {
		return nil, err
	}
	return readColumn(ctx, cmd.New.ID)
}

func (m *Module) changeColumn(ctx context.Context, cmd changeThing[ColumnFields]) (*Column, error) {
	had, err := readColumn(ctx, cmd.ID)
	if err != nil {
		return nil, err
	}
	set := cmd.Change.Fields
	delete(set, "thing")
	if _, given := set["kind"]; given && cmd.Change.Value.Kind != had.Kind {
		return nil, problem.At("kind", "cannot be changed: what stands in the rows is of this kind. Add another column.")
	}
	now := had.ColumnFields
	raw, err := json.Marshal(set)
	if err == nil {
		err = json.Unmarshal(raw, &now)
	}
	if err != nil {
		return nil, err
	}
	if err := m.checkColumn(ctx, &now); err != nil {
		return nil, err
	}
	if len(set) > 0 {
		if err := db.Patch(ctx, "registers.columns", had.ID, cmd.Change.Base, set); err != nil {
			return nil, err
		}
	}
	return readColumn(ctx, had.ID)
}

func (m *Module) deleteColumn(ctx context.Context, cmd deleteThing) error {
	had, err := readColumn(ctx, cmd.ID)
	if err != nil {
		return err
	}
	if cmd.Base != 0 && cmd.Base != had.Version {
		return problem.New(problem.Stale, "It was changed since you read it. Look at it again before you delete it.")
	}
	_, err = db.On(ctx).NewRaw("delete from registers.columns where id = ?", had.ID).Exec(ctx)
	return err
}

// checkColumn holds a column against what its kind needs, and its first value
// against the column.
func (m *Module) checkColumn(ctx context.Context, c *ColumnFields) error {
	c.NameDA, c.NameEN = strings.TrimSpace(c.NameDA), strings.TrimSpace(c.NameEN)
	if c.NameDA == "" && c.NameEN == "" {
		return problem.At("name_da", "is needed")
	}
	chosen := c.Kind == "choice" || c.Kind == "choices"
	switch {
	case chosen && len(c.Choices) == 0:
		return problem.At("choices", "is needed")
	case !chosen:
		c.Choices = []string{}
	}
	seen := map[string]bool{}
	for i, choice := range c.Choices {
		c.Choices[i] = strings.TrimSpace(choice)
		if folded := strings.ToLower(c.Choices[i]); seen[folded] || folded == "" || strings.Contains(folded, ";") {
			return problem.At("choices", "are told apart by their words, without a semicolon: %s", choice)
		} else {
			seen[folded] = true
		}
	}
	if c.Disciplines == nil {
		c.Disciplines = []uuid.UUID{}
	}
	if len(c.Disciplines) > 0 {
		n, err := db.On(ctx).NewSelect().TableExpr("registers.disciplines").Where("id in (?)", bun.List(c.Disciplines)).Count(ctx)
		if err != nil {
			return err
		}
		if t := m.thingNamed(c.Thing); int(n) != len(slices.Compact(slices.SortedFunc(slices.Values(c.Disciplines), compareIDs))) || !t.has("discipline") {
			return problem.At("disciplines", "is not in this project, or several are called so")
		}
	}
	if len(c.Initial) > 0 && string(c.Initial) != "null" {
		if c.Kind == "document" {
			return problem.At("initial", "is not given to a link to a document: each row has its own")
		}
		f := (&Column{ColumnFields: *c}).asField()
		f.name, f.needed = "initial", false
		if _, err := f.check(c.Initial); err != nil {
			return err
		}
	}
	return nil
}

func compareIDs(a, b uuid.UUID) int { return strings.Compare(a.String(), b.String()) }

func init() {
	problem.Teach(map[string]string{
		"A register takes %d columns of a project's own":                                  "Et register kan have %d af projektets egne kolonner",
		"cannot be changed: what stands in the rows is of this kind. Add another column.": "kan ikke ændres: det, der står i rækkerne, er af denne slags. Tilføj en anden kolonne.",
		"is not given to a link to a document: each row has its own":                      "gives ikke til et link til et dokument: hver række har sit eget",
		"are told apart by their words, without a semicolon: %s":                          "skal kunne skelnes på ordene og må ikke indeholde semikolon: %s",
	})
}
