package integration

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// WriteMatrix says anew what a matrix holds. Base is its version as it was read.
type WriteMatrix struct {
	Project uuid.UUID `params:"project" json:"-"`
	Matrix  uuid.UUID `params:"matrix" json:"-"`
	Base    int       `json:"base" validate:"min=1"`
	Content
}

// Content is what a matrix holds, causes and effects in their order.
type Content struct {
	Causes  []*End  `json:"causes" validate:"max=300,dive"`
	Effects []*End  `json:"effects" validate:"max=300,dive"`
	Links   []*Link `json:"links" validate:"max=20000,dive"`
}

// writeMatrix keeps what is as it was and changes, adds and takes away the
// rest, so that the history tells what was done and no more.
func (m *Module) writeMatrix(ctx context.Context, cmd WriteMatrix) (*Matrix, error) {
	if err := m.known(ctx, &cmd.Content); err != nil {
		return nil, err
	}
	// The version moves with what the matrix holds, so that nobody writes over another unseen.
	done, err := db.On(ctx).NewRaw("update integration.matrices set written = written + 1 where id = ? and version = ?", cmd.Matrix, cmd.Base).Exec(ctx)
	if err != nil {
		return nil, err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		if _, err := m.findMatrix(ctx, cmd.Matrix); err != nil {
			return nil, err
		}
		return nil, problem.New(problem.Stale, "Somebody else has changed the matrix. Read it again; what you wrote is still on your screen.")
	}
	for table, ends := range map[string][]*End{"causes": cmd.Causes, "effects": cmd.Effects} {
		if err := keepEnds(ctx, table, cmd.Matrix, ends); err != nil {
			return nil, err
		}
	}
	if err := keepLinks(ctx, cmd.Matrix, cmd.Links); err != nil {
		return nil, err
	}
	return m.findMatrix(ctx, cmd.Matrix)
}

// known refuses codes that stand twice, links of what is not there, and systems of elsewhere.
func (m *Module) known(ctx context.Context, c *Content) error {
	var systems []uuid.UUID
	ids := map[uuid.UUID]string{}
	for name, ends := range map[string][]*End{"causes": c.Causes, "effects": c.Effects} {
		codes := map[string]bool{}
		for i, e := range ends {
			e.Position, e.Code = i+1, strings.TrimSpace(e.Code)
			switch {
			case e.Code == "":
				return problem.At(fmt.Sprintf("%s/%d/code", name, i), "is needed")
			case codes[e.Code]:
				return problem.At(fmt.Sprintf("%s/%d/code", name, i), "%s stands twice", e.Code)
			case ids[e.ID] != "":
				return problem.At(fmt.Sprintf("%s/%d/id", name, i), "stands twice")
			}
			codes[e.Code], ids[e.ID] = true, name
			if e.System != nil {
				systems = append(systems, *e.System)
			}
		}
	}
	seen := map[[2]uuid.UUID]bool{}
	for i, l := range c.Links {
		if l.Action = strings.TrimSpace(l.Action); l.Action == "" {
			return problem.At(fmt.Sprintf("links/%d/action", i), "is needed")
		}
		at := [2]uuid.UUID{l.Cause, l.Effect}
		if ids[l.Cause] != "causes" || ids[l.Effect] != "effects" || seen[at] {
			return problem.At(fmt.Sprintf("links/%d", i), "leads from or to something that is not in the matrix, or stands twice")
		}
		seen[at] = true
	}
	if len(systems) == 0 {
		return nil
	}
	there, err := m.registers.Labels(ctx, "system", systems)
	if err != nil {
		return err
	}
	for name, ends := range map[string][]*End{"causes": c.Causes, "effects": c.Effects} {
		for i, e := range ends {
			if e.System == nil {
				continue
			}
			if _, known := there[*e.System]; !known {
				return problem.At(fmt.Sprintf("%s/%d/system", name, i), "is not in this project")
			}
		}
	}
	return nil
}

// keepEnds brings the causes or the effects of a matrix to what is given.
func keepEnds(ctx context.Context, table string, matrix uuid.UUID, ends []*End) error {
	lines := make([]map[string]any, len(ends))
	for i, e := range ends {
		lines[i] = map[string]any{"id": e.ID, "matrix": matrix, "position": e.Position, "code": e.Code, "title_da": e.TitleDA, "title_en": e.TitleEN, "system": e.System}
	}
	return keep(ctx, table, matrix, lines, "id, matrix, position, code, title_da, title_en, system", "t.id = g.id",
		"(t.position, t.code, t.title_da, t.title_en, t.system) is distinct from (g.position, g.code, g.title_da, g.title_en, g.system)",
		"position = g.position, code = g.code, title_da = g.title_da, title_en = g.title_en, system = g.system")
}

// keepLinks brings what follows to what is given; a link is known by its ends.
func keepLinks(ctx context.Context, matrix uuid.UUID, links []*Link) error {
	lines := make([]map[string]any, len(links))
	for i, l := range links {
		lines[i] = map[string]any{"id": uuid.Must(uuid.NewV7()), "matrix": matrix, "cause": l.Cause, "effect": l.Effect, "action": l.Action, "delay_s": l.DelayS}
	}
	return keep(ctx, "links", matrix, lines, "id, matrix, cause, effect, action, delay_s", "(t.cause, t.effect) = (g.cause, g.effect)",
		"(t.action, t.delay_s) is distinct from (g.action, g.delay_s)", "action = g.action, delay_s = g.delay_s")
}

// keep takes away rows of a matrix that are not given, changes those that
// differ, and adds those that are new.
func keep(ctx context.Context, table string, matrix uuid.UUID, lines []map[string]any, columns, same, differs, set string) error {
	given, err := json.Marshal(lines)
	if err != nil {
		return err
	}
	for _, statement := range []string{
		"delete from integration.%[1]s t where t.matrix = ?1 and not exists (select 1 from jsonb_populate_recordset(null::integration.%[1]s, ?0::jsonb) g where %[2]s)",
		"update integration.%[1]s t set %[4]s from jsonb_populate_recordset(null::integration.%[1]s, ?0::jsonb) g where t.matrix = ?1 and %[2]s and %[3]s",
		"insert into integration.%[1]s (%[5]s) select %[5]s from jsonb_populate_recordset(null::integration.%[1]s, ?0::jsonb) g where not exists (select 1 from integration.%[1]s t where t.matrix = ?1 and %[2]s)",
	} {
		if _, err := db.On(ctx).NewRaw(fmt.Sprintf(statement, table, same, differs, set, columns), string(given), matrix).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

func init() {
	problem.Teach(map[string]string{
		"Somebody else has changed the matrix. Read it again; what you wrote is still on your screen.": "En anden har ændret matricen. Læs den igen; det, du skrev, står stadig på din skærm.",
		"%s stands twice": "%s står to gange",
		"stands twice":    "står to gange",
		"leads from or to something that is not in the matrix, or stands twice": "fører fra eller til noget, der ikke er i matricen, eller står to gange",
	})
}
