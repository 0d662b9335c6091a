package registers

import (
	"cmp"
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// Limit tells what a row's measured value is held against, and whose row it is.
func (m *Module) Limit(ctx context.Context, id uuid.UUID) (within func(float64) (ok, told bool), discipline, of *uuid.UUID, err error) {
	r := new(Row)
	if err := db.On(ctx).NewSelect().Model(r).ColumnExpr(rows.columns()).Where("t.id = ?", id).Scan(ctx); err != nil {
		return nil, nil, nil, err
	}
	return func(measured float64) (bool, bool) { return Within(measured, r.Comparison, r.Target, r.Tolerance) }, r.Discipline, r.Company, nil
}

// Verify gives a row the result of a test. It takes the right to edit all
// tests, or to edit own ones on a row that is one's own.
func (m *Module) Verify(ctx context.Context, id uuid.UUID, status string, measured *float64, measuredText, day string) error {
	version, err := verifiable(ctx, id, "for update")
	if err != nil {
		return err
	}
	set := map[string]json.RawMessage{"status": quote(status), "measured": quote(measured), "measured_text": quote(measuredText)}
	if isDone(status) || status == "failed" {
		set["done_on"] = quote(day)
	}
	return db.Patch(ctx, rows.table(), id, version, set)
}

func quote(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // texts and numbers only
	}
	return raw
}

// awaited are what of the registers waits for a member.
func (m *Module) awaited() []kernel.Wait {
	return []kernel.Wait{
		{Says: "Rows to be tested", Order: 20, Page: "tests", Find: m.lateRows},
		{Says: "Requirements to be approved", Order: 70, Area: "requirements", Verb: "approve", Page: "registers/requirements", Find: proposedRequirements},
	}
}

// waiting is a row or requirement that waits for somebody.
type waiting struct {
	ID               uuid.UUID
	No               int
	Code, Tag        string
	TitleDA, TitleEN string
	On               string
	All              int
}

// said is the title in the reader's language, or else in the other.
func (w *waiting) said(ctx context.Context) string {
	if scope.From(ctx).Language == "en" {
		return cmp.Or(w.TitleEN, w.TitleDA)
	}
	return cmp.Or(w.TitleDA, w.TitleEN)
}

// lateRows are open rows of one's own that were planned for today, or earlier.
func (m *Module) lateRows(ctx context.Context, limit int) (w kernel.Waiting, err error) {
	s := scope.From(ctx)
	var all []*waiting
	if err := db.On(ctx).NewRaw(`select t.id, t.no, t.title_da, t.title_en, coalesce(s.tag, '') as tag, t.planned_on::text as "on", count(*) over () as "all" from registers.rows t
		left join registers.systems s on s.project = t.project and s.id = t.system
		where t.project = ? and t.planned_on <= ?::date and t.status in ('not_started', 'ready', 'in_progress', 'failed', 'blocked') and (t.person = ? or t.person is null and t.company = ?)
		order by t.planned_on, t.no limit ?`, s.Project, m.clock.Today().Format(time.DateOnly), s.Person, s.Company, limit).Scan(ctx, &all); err != nil {
		return w, err
	}
	for _, r := range all {
		w.Add(strings.Join(strings.Fields(strconv.Itoa(r.No)+" "+r.Tag+" "+r.said(ctx)), " "), r.On, "tests/"+r.ID.String(), r.All)
	}
	return w, nil
}

func init() {
	problem.Teach(map[string]string{
		"Rows to be tested": "Rækker, der skal testes", "Requirements to be approved": "Krav, der skal godkendes",
		"You may verify only rows that you or your company are responsible for": "Du kan kun verificere rækker, som du eller dit firma er ansvarlig for",
	})
}
