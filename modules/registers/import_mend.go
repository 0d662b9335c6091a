package registers

import (
	"context"
	"maps"
	"slices"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/table"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// knows has the checker remember what the import's other rows will be called,
// those that are being mended with them: they can be linked to.
func (c *checker) knows(ctx context.Context, mended []uuid.UUID) error {
	var all []struct{ Thing, Label, Kind, Name string }
	err := db.On(ctx).NewRaw(`select thing, label, coalesce(set->>'kind', '') as kind, coalesce(set->>'name', '') as name from registers.import_rows
		where import = ? and (outcome <> 'wrong' or id in (?))`, c.of.ID, bun.List(mended)).Scan(ctx, &all)
	for _, one := range all {
		if one.Thing == "contact" {
			c.offered["person "+strings.ToLower(one.Name)] = true
			continue
		}
		if t := c.m.thingNamed(one.Thing); t != nil {
			c.offers(t, &checked{Label: one.Label, Set: map[string]any{"kind": one.Kind}})
		}
	}
	return err
}

// redraft reads a wrong row again with its corrected cells.
func (m *Module) redraft(ctx context.Context, i *Import, s *staged, sheet string, cells map[string]string) (*draft, error) {
	if i.Format == "cobie" {
		return redraftCobie(ctx, i, s, sheet, cells)
	}
	columns, row := map[string]int{}, table.Row{Number: s.Row}
	for _, header := range i.Mapping {
		value, given := cells[header]
		if !given {
			value = s.Cells[header]
		}
		columns[header] = len(columns) + 1
		row.Cells = append(row.Cells, table.Cell{Column: columns[header], Kind: table.IsText, Text: strings.TrimSpace(value)})
	}
	for header := range cells {
		if columns[header] == 0 {
			return nil, problem.At("cells", "there is no column %s in the mapping", header)
		}
	}
	return m.rowDraft(i, row, columns), nil
}

// redraftCobie reads a wrong row of a COBie workbook again. What other sheets
// say of it stays as it was read: its systems, its attributes, the building
// that a floor stands in.
func redraftCobie(ctx context.Context, i *Import, s *staged, sheet string, cells map[string]string) (*draft, error) {
	of := i.sheet(sheet)
	if of == nil || s.Thing == "fact" {
		return nil, problem.New(problem.Conflict, "What describes a row that is not in the workbook is mended in the workbook: add the row, and bring the file in again")
	}
	one := cobieRow{sheet: sheet, row: s.Row, cells: map[string]table.Cell{}}
	whole := maps.Clone(s.Cells)
	if whole == nil {
		whole = map[string]string{}
	}
	for header, value := range cells {
		if !slices.Contains(of.Headers, header) {
			return nil, problem.At("cells", "there is no column %s in the mapping", header)
		}
		whole[header] = value
	}
	for header, value := range whole {
		if value = strings.TrimSpace(value); value != "" && !strings.EqualFold(value, "n/a") {
			one.cells[header] = table.Cell{Kind: table.IsText, Text: value}
		}
	}
	r := newCobieReader()
	members := one.cells["ComponentNames"]
	if s.Thing == systems.name {
		delete(one.cells, "ComponentNames") // the components have heard of it already, but for those that were wrong
	}
	r.read(one)
	if len(r.drafts) == 0 {
		return nil, problem.At("cells", "is needed")
	}
	d := r.drafts[0]
	for _, name := range []string{"system", "systems", "parent"} {
		if label := s.Refs[name]; label != "" && d.Refs[name] == "" && (name != "parent" || sheet == "Floor") {
			d.Refs[name] = label
		}
	}
	if had, ok := s.Set["extra"].(map[string]any); ok {
		facts := d.extra()
		for name, fact := range had {
			if _, given := facts[name]; !given {
				facts[name] = fact
			}
		}
	}
	if s.Thing == systems.name {
		d.Cells = whole
		_, given := cells["ComponentNames"]
		return d, joinMembers(ctx, i, s, d, members.Text, given)
	}
	return d, nil
}

// joinMembers puts components of the import into a system whose members were
// mended. Members that are still wrong are told again.
func joinMembers(ctx context.Context, i *Import, s *staged, d *draft, members string, mended bool) error {
	if !mended {
		for _, w := range s.Wrong {
			if w.Column == "ComponentNames" {
				d.Wrong = append(d.Wrong, w)
			}
		}
		return nil
	}
	tag, _ := d.Set["tag"].(string)
	for _, member := range strings.Split(members, ",") {
		if member = strings.TrimSpace(member); member == "" {
			continue
		}
		var found []struct {
			ID   uuid.UUID
			Refs map[string]string `bun:"type:jsonb"`
		}
		err := db.On(ctx).NewRaw("select id, refs from registers.import_rows where import = ? and thing = 'component' and lower(label) = lower(?) and outcome in ('new', 'changed', 'same') order by ordinal limit 1",
			i.ID, member).Scan(ctx, &found)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			d.bad("ComponentNames", member, "is not a component of the workbook (row %d)", s.Row)
			continue
		}
		refs := found[0].Refs
		if refs == nil {
			refs = map[string]string{}
		}
		switch {
		case refs["system"] == "" || refs["system"] == tag:
			refs["system"] = tag
		case !slices.Contains(strings.Split(refs["systems"], "\n"), tag):
			refs["systems"] = strings.TrimPrefix(refs["systems"]+"\n"+tag, "\n")
		}
		if _, err := db.On(ctx).NewRaw("update registers.import_rows set refs = ?::jsonb, outcome = case when outcome = 'same' then 'changed' else outcome end where id = ?", string(quote(refs)), found[0].ID).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

func init() {
	problem.Teach(map[string]string{
		"there is no column %s in the mapping": "der er ingen kolonne %s i opsætningen",
		"What describes a row that is not in the workbook is mended in the workbook: add the row, and bring the file in again": "Det, der beskriver en række, som ikke er i projektmappen, rettes i projektmappen: tilføj rækken, og indlæs filen igen",
	})
}
