package verification

import (
	"cmp"
	"context"
	"slices"

	"cxweb/platform/db"
	"cxweb/platform/problem"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// PreviewGeneration asks which rows procedures would give a page of systems.
type PreviewGeneration struct {
	Project uuid.UUID `params:"project" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
	After   string    `query:"after" json:"-" validate:"max=200"`
}

// Wanted is a row that a procedure asks for on a system.
type Wanted struct {
	Procedure uuid.UUID  `json:"procedure"`
	Code      string     `json:"code"`
	TitleDA   string     `json:"title_da"`
	TitleEN   string     `json:"title_en"`
	Method    *uuid.UUID `json:"method"`
	Phase     *uuid.UUID `json:"phase"`
	Row       *uuid.UUID `json:"row"`     // that is there already
	Similar   int        `json:"similar"` // other rows of the system by the same method
}

// SystemRows are the rows that procedures ask for on one system.
type SystemRows struct {
	System         uuid.UUID `json:"system"`
	Tag            string    `json:"tag"`
	NameDA         string    `json:"name_da"`
	NameEN         string    `json:"name_en"`
	Type           string    `json:"type"`
	Classification string    `json:"classification"`
	Rows           []*Wanted `json:"rows"`
}

// Generation is a page of systems with the rows that procedures ask for.
type Generation struct {
	Items []*SystemRows `json:"items"`
	Next  *string       `json:"next,omitempty"`
}

// plant is a system as rows are made from it.
type plant struct {
	ID                   uuid.UUID
	Tag                  string
	NameDA               string `bun:"name_da"`
	NameEN               string `bun:"name_en"`
	Type, Classification string
	Discipline, Company  *uuid.UUID
}

func (m *Module) previewGeneration(ctx context.Context, q PreviewGeneration) (*Generation, error) {
	limit := cmp.Or(q.Limit, 100)
	var plants []*plant
	if err := m.rows.SystemsInto(ctx, nil, q.After, limit+1, &plants); err != nil {
		return nil, err
	}
	page := &Generation{Items: []*SystemRows{}}
	if len(plants) > limit {
		plants = plants[:limit]
		page.Next = &plants[limit-1].Tag
	}
	wanted, _, err := m.wanted(ctx, plants)
	for _, p := range plants {
		if len(wanted[p.ID]) > 0 {
			page.Items = append(page.Items, &SystemRows{System: p.ID, Tag: p.Tag, NameDA: p.NameDA, NameEN: p.NameEN, Type: p.Type, Classification: p.Classification, Rows: wanted[p.ID]})
		}
	}
	return page, err
}

// wanted works out which rows procedures ask for on some systems: those that
// are attached to the system's type or classification and have been issued.
func (m *Module) wanted(ctx context.Context, plants []*plant) (map[uuid.UUID][]*Wanted, map[uuid.UUID]*Procedure, error) {
	all, byID := map[uuid.UUID][]*Wanted{}, map[uuid.UUID]*Procedure{}
	var procedures []*Procedure
	if err := db.On(ctx).NewSelect().Model(&procedures).Where("not p.retired").OrderExpr("lower(p.code)").Limit(1000).Scan(ctx); err != nil || len(plants) == 0 {
		return all, byID, err
	}
	if err := withParts(ctx, procedures); err != nil {
		return nil, nil, err
	}
	systems := make([]uuid.UUID, len(plants))
	for i, p := range plants {
		systems[i] = p.ID
	}
	there, similar, err := m.rowsThere(ctx, systems)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range procedures {
		byID[p.ID] = p
		if !slices.ContainsFunc(p.Editions, func(e *Edition) bool { return e.State == "issued" }) {
			continue
		}
		for _, on := range plants {
			at := slices.IndexFunc(p.Attachments, func(a *Attachment) bool {
				return (a.Type != "" || a.Classification != "") && a.of(on.Type, on.Classification)
			})
			if at < 0 {
				continue
			}
			a := p.Attachments[at]
			w := &Wanted{Procedure: p.ID, Code: p.Code, TitleDA: p.TitleDA, TitleEN: p.TitleEN, Method: a.Method, Phase: a.Phase}
			if row, ok := there[[2]uuid.UUID{on.ID, p.ID}]; ok {
				w.Row = &row
			} else if a.Method != nil {
				w.Similar = similar[[2]uuid.UUID{on.ID, *a.Method}]
			}
			all[on.ID] = append(all[on.ID], w)
		}
	}
	return all, byID, nil
}

// rowsThere finds the rows of systems that are tested by a procedure, and how
// many others each has by each method.
func (m *Module) rowsThere(ctx context.Context, systems []uuid.UUID) (there map[[2]uuid.UUID]uuid.UUID, similar map[[2]uuid.UUID]int, err error) {
	var rows []struct {
		ID             uuid.UUID
		System, Method *uuid.UUID
	}
	there, similar = map[[2]uuid.UUID]uuid.UUID{}, map[[2]uuid.UUID]int{}
	if err := m.rows.RowsOfInto(ctx, systems, &rows); err != nil {
		return nil, nil, err
	}
	of, ids := map[uuid.UUID]uuid.UUID{}, []uuid.UUID{uuid.Nil}
	for _, r := range rows {
		of[r.ID] = *r.System
		ids = append(ids, r.ID)
		if r.Method != nil {
			similar[[2]uuid.UUID{*r.System, *r.Method}]++
		}
	}
	var assignments []struct{ Row, Procedure uuid.UUID }
	if err := db.On(ctx).NewRaw("select row, procedure from verification.assignments where row in (?)", bun.List(ids)).Scan(ctx, &assignments); err != nil {
		return nil, nil, err
	}
	for _, a := range assignments {
		there[[2]uuid.UUID{of[a.Row], a.Procedure}] = a.Row
	}
	return there, similar, nil
}

// MakeGeneration makes rows that procedures ask for.
type MakeGeneration struct {
	Project uuid.UUID  `params:"project" json:"-"`
	Lines   []WantedOn `json:"lines" validate:"required,min=1,max=2000,dive"`
}

// WantedOn is one row that is to be made: a procedure on a system.
type WantedOn struct {
	System    uuid.UUID `json:"system" validate:"required"`
	Procedure uuid.UUID `json:"procedure" validate:"required"`
}

// Generated says how many rows were made, and how many were there already.
type Generated struct {
	Made  int `json:"made"`
	There int `json:"there"`
}

func (m *Module) makeGeneration(ctx context.Context, cmd MakeGeneration) (*Generated, error) {
	// Two who make the same rows at once wait for each other.
	if _, err := db.On(ctx).NewRaw("select pg_advisory_xact_lock(hashtext(?))", "generation "+cmd.Project.String()).Exec(ctx); err != nil {
		return nil, err
	}
	ids := map[uuid.UUID]bool{}
	systems := []uuid.UUID{}
	for _, l := range cmd.Lines {
		if !ids[l.System] {
			ids[l.System] = true
			systems = append(systems, l.System)
		}
	}
	var plants []*plant
	if err := m.rows.SystemsInto(ctx, systems, "", len(systems), &plants); err != nil {
		return nil, err
	}
	wanted, procedures, err := m.wanted(ctx, plants)
	if err != nil {
		return nil, err
	}
	of := map[uuid.UUID]*plant{}
	for _, p := range plants {
		of[p.ID] = p
	}
	done := &Generated{}
	var lines []map[string]any
	var assignments []*assignment
	for _, l := range cmd.Lines {
		at := slices.IndexFunc(wanted[l.System], func(w *Wanted) bool { return w.Procedure == l.Procedure })
		if at < 0 {
			return nil, problem.New(problem.Conflict, "The procedures or systems have changed since. Look at the rows again.")
		}
		w := wanted[l.System][at]
		if w.Row != nil {
			done.There++
			continue
		}
		line := w.line(procedures[w.Procedure], of[l.System])
		id := line["id"].(uuid.UUID)
		w.Row = &id
		lines = append(lines, line)
		assignments = append(assignments, &assignment{ID: uuid.Must(uuid.NewV7()), Row: id, Procedure: w.Procedure})
	}
	if done.Made = len(lines); done.Made == 0 {
		return done, nil
	}
	if err := m.rows.MakeRows(ctx, lines); err != nil {
		return nil, err
	}
	_, err = db.On(ctx).NewInsert().Model(&assignments).Exec(ctx)
	return done, err
}

// assignment has a row tested by a procedure.
type assignment struct {
	bun.BaseModel `bun:"table:verification.assignments,alias:g"`
	ID            uuid.UUID `bun:",pk"`
	Row           uuid.UUID
	Procedure     uuid.UUID
}

// line is the register row that a procedure asks for on a system.
func (w *Wanted) line(p *Procedure, on *plant) map[string]any {
	line := map[string]any{"id": uuid.Must(uuid.NewV7()), "system": on.ID, "title_da": p.TitleDA, "title_en": p.TitleEN, "criterion_da": p.CriterionDA, "criterion_en": p.CriterionEN, "br18": p.BR18}
	for name, id := range map[string]*uuid.UUID{"method": w.Method, "phase": w.Phase, "discipline": on.Discipline, "company": on.Company} {
		if id != nil {
			line[name] = *id
		}
	}
	return line
}

func init() {
	problem.Teach(map[string]string{
		"The procedures or systems have changed since. Look at the rows again.": "Testprocedurerne eller anlæggene er ændret siden. Se på rækkerne igen.",
	})
}
