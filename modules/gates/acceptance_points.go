package gates

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// mostPoints is how much may be open when a phase is accepted; with more it is
// too early.
const mostPoints = 1000

func label(g *Gate, number int) string { return g.Code + "-" + strconv.Itoa(number) }

// inWords is a name in the reader's language, or else in the other.
func inWords(ctx context.Context, da, en string) string {
	if scope.From(ctx).Language == "en" {
		return cmp.Or(en, da)
	}
	return cmp.Or(da, en)
}

// prefill writes into a new document what the registers know: which methods
// were used and how far, and which documents the product itself holds.
func (m *Module) prefill(ctx context.Context, a *Acceptance, g *Gate) error {
	var methods []struct {
		NameDA, NameEN string
		Rows, Done     int
	}
	if err := m.registers.ActivitiesInto(ctx, g.ID, &methods); err != nil {
		return err
	}
	language := scope.From(ctx).Language
	var lines []string
	rows := 0
	for _, k := range methods {
		name := inWords(ctx, k.NameDA, k.NameEN)
		if name == "" {
			name = problem.Say(language, "Without a method")
		}
		rows += k.Rows
		lines = append(lines, problem.Say(language, "%s: %d of %d done", name, k.Done, k.Rows))
	}
	a.Activities = strings.Join(lines, "\n")
	a.Documents = strings.Join([]string{problem.Say(language, "Register of the phase (%d rows) with tests, photos and signatures", rows), problem.Say(language, "Commissioning log")}, "\n")
	a.Conclusion = problem.Say(language, "The client approves that the process continues. What is open is dealt with as decided for each point.")
	return nil
}

// gather brings the open points of a draft up to date: rows that are not done
// and log entries that are not closed. Decisions on what is still open stay.
func (m *Module) gather(ctx context.Context, a *Acceptance, g *Gate) error {
	var rows []*OpenRow
	if err := m.registers.OpenInto(ctx, []uuid.UUID{g.ID}, uuid.Nil, []string{"passed", "passed_with_remarks", "approved"}, mostPoints+1, &rows); err != nil {
		return err
	}
	entries, err := m.entriesOf(ctx, g)
	if err != nil {
		return err
	}
	if n := len(rows) + len(entries); n > mostPoints {
		return problem.New(problem.Conflict, "More than %d rows and log entries are open. It is too early to accept the phase.", mostPoints)
	}
	points := []*OpenPoint{}
	still := []uuid.UUID{uuid.Nil}
	for _, r := range rows {
		points = append(points, &OpenPoint{ID: uuid.Must(uuid.NewV7()), Acceptance: a.ID, Row: &r.ID, Title: strings.TrimSpace(fmt.Sprintf("%d %s %s", r.No, r.Tag, inWords(ctx, r.TitleDA, r.TitleEN)))})
		still = append(still, r.ID)
	}
	for _, e := range entries {
		points = append(points, &OpenPoint{ID: uuid.Must(uuid.NewV7()), Acceptance: a.ID, Entry: &e.ID, Title: e.Label + " " + e.Title})
		still = append(still, e.ID)
	}
	if _, err := db.On(ctx).NewRaw("delete from gates.open_points o where o.acceptance = ? and coalesce(o.row, o.entry) not in (?)", a.ID, bun.List(still)).Exec(ctx); err != nil || len(points) == 0 {
		return err
	}
	_, err = db.On(ctx).NewInsert().Model(&points).On("conflict do nothing").Exec(ctx)
	return err
}

// entriesOf are the open log entries of a phase or milestone: those on its rows.
func (m *Module) entriesOf(ctx context.Context, g *Gate) ([]*OpenEntry, error) {
	var all, of []*OpenEntry
	if err := m.log.OpenInto(ctx, uuid.Nil, severities["any"], 10*mostPoints, &all); err != nil {
		return nil, err
	}
	var rows []uuid.UUID
	for _, e := range all {
		if e.Row != nil {
			rows = append(rows, *e.Row)
		}
	}
	if len(rows) == 0 {
		return nil, nil
	}
	var places []place
	if err := m.registers.PlacesInto(ctx, rows, &places); err != nil {
		return nil, err
	}
	at := map[uuid.UUID]place{}
	for _, p := range places {
		at[p.ID] = p
	}
	for _, e := range all {
		if e.Row != nil && (is(at[*e.Row].Phase, g.ID) || is(at[*e.Row].Milestone, g.ID)) {
			of = append(of, e)
		}
	}
	return of, nil
}

// WriteAcceptance says what stands in a draft, and what is decided on what is open.
type WriteAcceptance struct {
	ofAcceptance
	Base       int        `json:"base"`
	Activities string     `json:"activities" validate:"max=20000"`
	Documents  string     `json:"documents" validate:"max=20000"`
	Conclusion string     `json:"conclusion" validate:"max=20000"`
	Points     []Decision `json:"points,omitempty" validate:"max=1000,dive"`
}

// Decision is what is decided on an open point.
type Decision struct {
	ID       uuid.UUID   `json:"id" validate:"required"`
	Decision string      `json:"decision" validate:"omitempty,oneof=accepted carried remedied"`
	Note     string      `json:"note,omitempty" validate:"max=2000"`
	DueOn    *clock.Date `json:"due_on,omitempty" validate:"omitempty,datetime=2006-01-02"`
}

func (m *Module) writeAcceptance(ctx context.Context, cmd WriteAcceptance) (*OpenedAcceptance, error) {
	a, err := holdDraft(ctx, cmd.Acceptance)
	if err != nil {
		return nil, err
	}
	if cmd.Base != a.Version {
		return nil, problem.New(problem.Stale, "Somebody else has changed the document since you read it. Look at it again.")
	}
	g, _, err := m.findGate(ctx, a.Phase)
	if err != nil {
		return nil, err
	}
	a.Activities, a.Documents, a.Conclusion = strings.TrimSpace(cmd.Activities), strings.TrimSpace(cmd.Documents), strings.TrimSpace(cmd.Conclusion)
	if _, err := db.On(ctx).NewUpdate().Model(a).Column("activities", "documents", "conclusion").WherePK().Exec(ctx); err != nil {
		return nil, err
	}
	if err := m.gather(ctx, a, g); err != nil {
		return nil, err
	}
	if len(cmd.Points) > 0 {
		decided, err := json.Marshal(cmd.Points)
		if err != nil {
			return nil, err
		}
		if _, err := db.On(ctx).NewRaw(`update gates.open_points o set decision = d.decision, note = btrim(coalesce(d.note, '')), due_on = d.due_on
			from jsonb_to_recordset(?::jsonb) d(id uuid, decision text, note text, due_on date) where o.id = d.id and o.acceptance = ?`, string(decided), a.ID).Exec(ctx); err != nil {
			return nil, err
		}
	}
	return m.readAcceptance(ctx, cmd.ofAcceptance)
}

func (m *Module) discardAcceptance(ctx context.Context, cmd ofAcceptance) error {
	if _, err := holdDraft(ctx, cmd.Acceptance); err != nil {
		return err
	}
	_, err := db.On(ctx).NewRaw("delete from gates.acceptances where id = ?", cmd.Acceptance).Exec(ctx)
	return err
}

func init() {
	problem.Teach(map[string]string{
		"Without a method":  "Uden metode",
		"%s: %d of %d done": "%s: %d af %d udført",
		"Commissioning log": "Cx-log",
		"Register of the phase (%d rows) with tests, photos and signatures":                                     "Fasens register (%d rækker) med test, fotos og underskrifter",
		"The client approves that the process continues. What is open is dealt with as decided for each point.": "Bygherren godkender, at processen fortsætter. Det, der er åbent, håndteres som besluttet for hvert punkt.",
		"More than %d rows and log entries are open. It is too early to accept the phase.":                      "Mere end %d rækker og poster i loggen er åbne. Det er for tidligt at acceptere fasen.",
		"Somebody else has changed the document since you read it. Look at it again.":                           "En anden har ændret dokumentet, siden du læste det. Se på det igen.",
	})
}
