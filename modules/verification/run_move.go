package verification

import (
	"cmp"
	"context"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// pauseRun puts a test aside; its clock stands until it is resumed.
func (m *Module) pauseRun(ctx context.Context, cmd ofRun) (*Run, error) {
	t, err := m.holdRun(ctx, cmd.Run, "update")
	if err != nil {
		return nil, err
	}
	if t.State == "running" {
		_, err = db.On(ctx).NewRaw("update verification.tests set state = 'paused', seconds = ?, resumed_at = null where id = ?", t.worked(m.clock.Now()), t.ID).Exec(ctx)
		if err != nil {
			return nil, err
		}
	}
	return m.findRun(ctx, t.ID)
}

// resumeRun takes a test up again.
func (m *Module) resumeRun(ctx context.Context, cmd ofRun) (*Run, error) {
	t, err := m.holdRun(ctx, cmd.Run, "update")
	if err != nil {
		return nil, err
	}
	if t.State == "paused" {
		if _, err := db.On(ctx).NewRaw("update verification.tests set state = 'running', resumed_at = ? where id = ?", m.clock.Now(), t.ID).Exec(ctx); err != nil {
			return nil, err
		}
	}
	return m.findRun(ctx, t.ID)
}

// HandOverRun has a colleague go on with a test.
type HandOverRun struct {
	Project uuid.UUID `params:"project" json:"-"`
	Run     uuid.UUID `params:"run" json:"-"`
	Person  uuid.UUID `json:"person" validate:"required"`
}

func (m *Module) handOverRun(ctx context.Context, cmd HandOverRun) (*Run, error) {
	t, err := m.holdRun(ctx, cmd.Run, "update")
	if err != nil {
		return nil, err
	}
	names, err := m.people.Names(ctx)
	if err != nil {
		return nil, err
	}
	if _, known := names[cmd.Person]; !known {
		return nil, problem.At("person", "is not on this project")
	}
	if _, err := db.On(ctx).NewRaw("update verification.tests set holder = ? where id = ?", cmd.Person, t.ID).Exec(ctx); err != nil {
		return nil, err
	}
	return m.findRun(ctx, t.ID)
}

// discardRun gives up a test in which nothing was answered; its row gets back
// the status that it had.
func (m *Module) discardRun(ctx context.Context, cmd ofRun) error {
	t, err := m.holdRun(ctx, cmd.Run, "update")
	if err != nil {
		return err
	}
	var answered, encloses bool
	if err := db.On(ctx).NewRaw("select exists (select 1 from verification.answers where test = ?), exists (select 1 from verification.enclosures where test = ?)", t.ID, t.ID).Scan(ctx, &answered, &encloses); err != nil {
		return err
	}
	switch {
	case answered:
		return problem.New(problem.Conflict, "Steps have been answered, and answers are kept. Finish the test, or put it aside.")
	case encloses:
		return problem.New(problem.Conflict, "Files are enclosed with the test. Remove them first, or go on with it.")
	}
	row, err := m.rowFacts(ctx, t.Row)
	if err != nil {
		return err
	}
	if _, err := db.On(ctx).NewDelete().Model(t).WherePK().Exec(ctx); err != nil {
		return err
	}
	return m.rows.Verify(ctx, t.Row, t.StatusBefore, row.Measured, row.MeasuredText, m.clock.Today().Format("2006-01-02"))
}

// worked is how long a test has been worked on, in seconds.
func (t *Test) worked(now time.Time) int {
	if t.ResumedAt == nil || now.Before(*t.ResumedAt) {
		return t.Seconds
	}
	return t.Seconds + int(now.Sub(*t.ResumedAt).Seconds())
}

// ListRuns asks for a page of the tests by procedure that are under way.
type ListRuns struct {
	Project uuid.UUID `params:"project" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
	After   uuid.UUID `query:"after" json:"-"`
}

// OpenRun is a test by procedure that is under way.
type OpenRun struct {
	bun.BaseModel `bun:"table:verification.tests,alias:t" json:"-"`
	ID            uuid.UUID  `json:"id"`
	Row           uuid.UUID  `json:"row"`
	State         string     `json:"state" validate:"oneof=running paused"`
	Holder        *uuid.UUID `json:"holder"`
	StartedAt     *time.Time `json:"started_at"`
	RetestOf      *uuid.UUID `json:"retest_of"`
	TitleDA       string     `bun:"title_da" json:"title_da"` // of the procedure
	TitleEN       string     `bun:"title_en" json:"title_en"`
	Answered      int        `json:"answered"`
	No            int        `bun:"-" json:"no"` // of the row, with its title and its system's tag
	RowDA         string     `bun:"-" json:"row_da"`
	RowEN         string     `bun:"-" json:"row_en"`
	Tag           string     `bun:"-" json:"tag"`
}

// OpenRuns is a page of tests that are under way; next leads to the one after it.
type OpenRuns struct {
	Items []*OpenRun `json:"items"`
	Next  *uuid.UUID `json:"next,omitempty"`
}

// listRuns lists one's own tests first, each kind the latest begun first.
func (m *Module) listRuns(ctx context.Context, q ListRuns) (*OpenRuns, error) {
	limit, me := cmp.Or(q.Limit, 50), scope.From(ctx).Person
	page := &OpenRuns{Items: []*OpenRun{}}
	s := db.On(ctx).NewSelect().Model(&page.Items).ColumnExpr("t.id, t.row, t.state, t.holder, t.started_at, t.retest_of, p.title_da, p.title_en").
		ColumnExpr("(select count(*) from verification.answers a where a.project = t.project and a.test = t.id and a.result <> '') as answered").
		Join("join verification.editions e on e.project = t.project and e.id = t.edition").Join("join verification.procedures p on p.project = e.project and p.id = e.procedure").
		Where("t.state in ('running', 'paused')").OrderExpr("(t.holder is not distinct from ?) desc, t.id desc", me).Limit(int64(limit) + 1)
	if q.After != uuid.Nil {
		s = s.Where("((t.holder is not distinct from ?), t.id) < (select holder is not distinct from ?, id from verification.tests where id = ?)", me, me, q.After)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = &page.Items[limit-1].ID
	}
	return page, m.nameRows(ctx, page.Items)
}

// nameRows says what rows tests under way are of.
func (m *Module) nameRows(ctx context.Context, runs []*OpenRun) error {
	if len(runs) == 0 {
		return nil
	}
	ids, of := make([]uuid.UUID, len(runs)), map[uuid.UUID]*OpenRun{}
	for i, r := range runs {
		ids[i], of[r.Row] = r.Row, r // a row has one test under way at most
	}
	var found []*rowFacts
	if err := m.rows.RowsInto(ctx, ids, &found); err != nil {
		return err
	}
	for _, f := range found {
		r := of[f.ID]
		r.No, r.RowDA, r.RowEN, r.Tag = f.No, f.TitleDA, f.TitleEN, f.Tag
	}
	return nil
}

func init() {
	problem.Teach(map[string]string{
		"tests under way":        "test i gang",
		"is not on this project": "er ikke på dette projekt",
		"Files are enclosed with the test. Remove them first, or go on with it.":            "Der er vedlagt filer til testen. Fjern dem først, eller fortsæt på den.",
		"Steps have been answered, and answers are kept. Finish the test, or put it aside.": "Der er besvaret trin, og svar bevares. Afslut testen, eller sæt den på pause.",
	})
}
