package verification

import (
	"context"
	"maps"
	"slices"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Run is a test that follows a procedure, with all that its screen needs.
type Run struct {
	Test
	Now        time.Time    `json:"now"` // by the server's clock, for the timer
	Procedure  *Procedure   `json:"procedure"`
	Number     int          `json:"number"` // of the edition
	Newer      bool         `json:"newer"`  // an edition has been issued since; this test keeps its own
	Steps      []*Step      `json:"steps"`
	Answers    []*Answer    `json:"answers"`
	Carried    []*Answer    `json:"carried"` // what a retest takes over from the tests before it
	Earlier    []*Earlier   `json:"earlier"` // the newest answers to the same steps in other tests of the row
	Signatures []*Signature `json:"signatures"`
	Outcome    *Outcome     `json:"outcome"`
	Logged     bool         `json:"logged"` // failed steps become entries of the commissioning log
	row        *rowFacts
}

// Earlier is what a step came to in an earlier test of the row.
type Earlier struct {
	Code       string            `json:"code"`
	Said       string            `json:"said"`
	Value      *float64          `json:"value"`
	Facts      map[string]string `bun:"type:jsonb" json:"facts"`
	Note       string            `json:"note"`
	Result     string            `json:"result"`
	Person     uuid.UUID         `json:"person"`
	AnsweredAt time.Time         `json:"answered_at"`
}

// rowFacts are what a test needs to know of its register row.
type rowFacts struct {
	ID                                  uuid.UUID
	No                                  int
	TitleDA                             string `bun:"title_da"`
	TitleEN                             string `bun:"title_en"`
	Unit, Comparison                    string
	Target, Tolerance                   *float64
	Measured                            *float64
	MeasuredText                        string
	Status                              string
	System                              *uuid.UUID
	Tag, Type, Classification           string
	Method, Discipline, Company, Person *uuid.UUID
}

func (m *Module) rowFacts(ctx context.Context, id uuid.UUID) (*rowFacts, error) {
	var found []*rowFacts
	if err := m.rows.RowsInto(ctx, []uuid.UUID{id}, &found); err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, problem.New(problem.NotFound, "")
	}
	return found[0], nil
}

type ofRun struct {
	Project uuid.UUID `params:"project" json:"-"`
	Run     uuid.UUID `params:"run" json:"-"`
}

func (m *Module) readRun(ctx context.Context, q ofRun) (*Run, error) { return m.findRun(ctx, q.Run) }

// findRun reads a test by procedure and works out where it stands.
func (m *Module) findRun(ctx context.Context, id uuid.UUID) (*Run, error) {
	r := &Run{Now: m.clock.Now(), Carried: []*Answer{}, Earlier: []*Earlier{}, Signatures: []*Signature{}, Logged: m.log != nil}
	if err := db.On(ctx).NewSelect().Model(&r.Test).Where("t.id = ? and t.edition is not null", id).Scan(ctx); err != nil {
		return nil, err
	}
	r.Photos = []*Photo{}
	var err error
	if r.Enclosures, err = enclosuresOf(ctx, r.ID); err != nil {
		return nil, err
	}
	if r.row, err = m.rowFacts(ctx, r.Row); err != nil {
		return nil, err
	}
	e, err := findEdition(ctx, uuid.Nil, *r.Edition)
	if err != nil {
		return nil, err
	}
	if r.Procedure, err = findProcedure(ctx, e.Procedure); err != nil {
		return nil, err
	}
	r.Steps, r.Number = e.Steps, e.Number
	r.Newer = slices.ContainsFunc(r.Procedure.Editions, func(o *Edition) bool { return o.State == "issued" && o.Number > e.Number })
	r.limits()
	if r.Answers, err = answersOf(ctx, r.Steps, r.ID); err != nil {
		return nil, err
	}
	if err := r.carry(ctx); err != nil {
		return nil, err
	}
	if err := db.On(ctx).NewSelect().Model(&r.Signatures).Where("g.test = ?", r.ID).OrderExpr("g.signed_at, g.id").Scan(ctx); err != nil {
		return nil, err
	}
	r.Outcome = outcome(r.Steps, r.all())
	return r, db.On(ctx).NewRaw(`select distinct on (s.code) s.code, a.said, a.value, a.facts, a.note, a.result, a.person, a.answered_at
		from verification.answers a join verification.steps s on s.project = a.project and s.id = a.step join verification.tests t on t.project = a.project and t.id = a.test
		join verification.editions e on e.project = s.project and e.id = s.edition
		where t.project = ? and t.row = ? and t.id <> ? and t.state = 'done' and e.procedure = ? and a.result <> '' order by s.code, a.answered_at desc`,
		scope.From(ctx).Project, r.Row, r.ID, e.Procedure).Scan(ctx, &r.Earlier)
}

// limits gives the steps that stand for the row itself the row's limit.
func (r *Run) limits() {
	for _, s := range r.Steps {
		if s.OfRow {
			s.Limit = Limit{Unit: r.row.Unit, Comparison: r.row.Comparison, Target: r.row.Target, Tolerance: r.row.Tolerance}
		}
	}
}

// carry takes over what the tests before a retest came to, the newest first.
func (r *Run) carry(ctx context.Context) error {
	if r.RetestOf == nil {
		return nil
	}
	var before []uuid.UUID
	if err := db.On(ctx).NewRaw(`with recursive chain as (select id, retest_of, 1 as n from verification.tests where id = ?
		union all select t.id, t.retest_of, c.n + 1 from verification.tests t join chain c on t.id = c.retest_of where c.n < 100) select id from chain order by n`, *r.RetestOf).Scan(ctx, &before); err != nil {
		return err
	}
	answers, err := answersOf(ctx, r.Steps, before...)
	if err != nil {
		return err
	}
	slices.SortStableFunc(answers, func(a, b *Answer) int { return slices.Index(before, a.Test) - slices.Index(before, b.Test) })
	known := map[uuid.UUID]bool{}
	for _, a := range answers {
		if !known[a.Step] && !slices.Contains(r.Covers, a.step.Code) {
			known[a.Step] = true
			r.Carried = append(r.Carried, a)
		}
	}
	return nil
}

// all are the answers that the test's outcome follows from, by code.
func (r *Run) all() map[string]*Answer {
	all := map[string]*Answer{}
	for _, some := range [][]*Answer{r.Carried, r.Answers} {
		for _, a := range some {
			all[a.step.Code] = a
		}
	}
	return all
}

// answersOf reads what was answered in tests, with the photos.
func answersOf(ctx context.Context, steps []*Step, tests ...uuid.UUID) ([]*Answer, error) {
	all := []*Answer{}
	if err := db.On(ctx).NewSelect().Model(&all).Where("a.test in (?)", bun.List(tests)).Scan(ctx); err != nil {
		return nil, err
	}
	byID, of := map[uuid.UUID]*Answer{}, map[uuid.UUID]*Step{}
	for _, s := range steps {
		of[s.ID] = s
	}
	for _, a := range all {
		a.Photos, a.step = []*Photo{}, of[a.Step]
		byID[a.ID] = a
	}
	all = slices.DeleteFunc(all, func(a *Answer) bool { return a.step == nil })
	slices.SortFunc(all, func(a, b *Answer) int { return a.step.Position - b.step.Position })
	if len(all) == 0 {
		return all, nil
	}
	var photos []*Photo
	err := db.On(ctx).NewSelect().Model(&photos).Where("p.answer in (?)", bun.List(slices.Collect(maps.Keys(byID)))).OrderExpr("p.position, p.id").Scan(ctx)
	for _, p := range photos {
		byID[*p.Answer].Photos = append(byID[*p.Answer].Photos, p)
	}
	return all, err
}

// holdRun finds a test by procedure that the person may go on with, and holds it.
func (m *Module) holdRun(ctx context.Context, id uuid.UUID, lock string) (*Test, error) {
	t := &Test{}
	if err := db.On(ctx).NewSelect().Model(t).Where("t.id = ? and t.edition is not null", id).For(lock).Scan(ctx); err != nil {
		return nil, err
	}
	if err := m.rows.MayVerify(ctx, t.Row); err != nil {
		return nil, err
	}
	if t.State == "done" {
		return nil, problem.New(problem.Conflict, "The test is finished. A retest can be begun.")
	}
	return t, nil
}

func init() {
	problem.Teach(map[string]string{"The test is finished. A retest can be begun.": "Testen er afsluttet. Der kan begyndes en gentest."})
}
