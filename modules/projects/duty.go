package projects

import (
	"context"
	"fmt"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// JoinDuties takes over what every module says that a member can be responsible for.
func (m *Module) JoinDuties(manifests []kernel.Manifest) {
	for _, f := range manifests {
		for _, d := range f.Duties {
			d.Thing = f.Name + "." + d.Thing
			if d.Area == "" {
				d.Area = f.Area
			}
			m.duties = append(m.duties, d)
		}
	}
}

// handOver is whose duties are taken over by whom. Who moves to another company
// leaves only those that lie at the one that is left.
type handOver struct {
	from  *Member
	to    *Member    // nil: nobody yet
	left  *uuid.UUID // the company that is left; nil: this is no move
	moved *uuid.UUID // the company that is moved to
}

// moves makes the hand-over that of a move to another company, or to none.
func (h *handOver) moves(to *uuid.UUID) {
	h.left, h.moved = new(uuid.UUID), new(uuid.UUID)
	if h.from.Company != nil {
		h.left = h.from.Company
	}
	if to != nil {
		h.moved = to
	}
}

// concerns tells whether a duty is part of a hand-over.
func (h handOver) concerns(d kernel.Duty) bool { return h.left == nil || d.Company != "" }

// whose is the SQL condition on the rows t that one is responsible for.
func (h handOver) whose(ctx context.Context, d kernel.Duty) (condition string, args []any) {
	condition, args = fmt.Sprintf("t.project = ? and t.%s = ?", d.Person), []any{scope.From(ctx).Project, h.from.Person}
	if h.left != nil {
		condition, args = condition+fmt.Sprintf(" and t.%s = ?", d.Company), append(args, *h.left)
	}
	return condition, args
}

// fits is the SQL condition on the rows t that can go to whoever takes over: they
// must be able to see them, and stand on a thing once only.
func (h handOver) fits(d kernel.Duty) (condition string, args []any) {
	if h.to == nil || !h.to.sees(d.Area) {
		return "false", nil
	}
	all := []string{"true"}
	if d.Discipline != "" && h.to.Disciplines != nil {
		all, args = append(all, fmt.Sprintf("coalesce(t.%s = any (?::uuid[]), false)", d.Discipline)), append(args, ids(h.to.Disciplines))
	}
	if d.Company != "" && h.to.OwnCompany {
		all, args = append(all, fmt.Sprintf("coalesce(t.%s = ?, false)", d.Company)), append(args, h.to.Company)
	}
	if d.Once != "" {
		all, args = append(all, fmt.Sprintf("not exists (select 1 from %[1]s o where o.project = t.project and o.%[2]s = t.%[2]s and o.%[3]s = ?)", d.Table, d.Once, d.Person)), append(args, h.to.Person)
	}
	return strings.Join(all, " and "), args
}

func (m *Member) sees(area string) bool {
	return (&scope.Scope{Rights: m.Rights}).Has(area, "view")
}

// mayHand refuses whoever could not hand the rows over one by one either: it
// takes editing all of the area, or editing one's own where they are one's own.
func (h handOver) mayHand(ctx context.Context, d kernel.Duty) error {
	s := scope.From(ctx)
	if s.Administrator() || s.Has(d.Area, "edit_all") || h.from.Person == s.Person && s.Has(d.Area, "edit_own") {
		return nil
	}
	return kernel.Lacks(d.Area, "edit_all")
}

// carryOut hands over what is open, in the one change that the history shows and
// can undo. What does not fit whoever takes over, or may not be handed over,
// keeps its name.
func (m *Module) carryOut(ctx context.Context, h handOver) error {
	// Who takes over must not leave at the same moment, and what they had before go astray.
	var held []uuid.UUID
	err := db.On(ctx).NewRaw("select id from projects.members where id in (?, ?) order by id for update", h.from.ID, h.to.ID).Scan(ctx, &held)
	if err != nil {
		return err
	}
	if len(held) < 2 {
		return problem.At("to", "is not on this project")
	}
	some := false
	for _, d := range m.duties { // some seven tables, each in one statement
		if !h.concerns(d) || h.mayHand(ctx, d) != nil {
			continue
		}
		whose, args := h.whose(ctx, d)
		fits, more := h.fits(d)
		var rows []uuid.UUID
		err := db.On(ctx).NewRaw(fmt.Sprintf("update %s t set %s = ? where %s and %s and %s returning t.id", d.Table, d.Person, whose, d.Open, fits),
			append(append([]any{h.to.Person}, args...), more...)...).Scan(ctx, &rows)
		if err != nil {
			return err
		}
		some = some || len(rows) > 0
		if len(rows) > 0 && d.Taken != nil {
			if err := d.Taken(ctx, rows, h.to.Person); err != nil {
				return err
			}
		}
	}
	if !some {
		return problem.New(problem.Conflict, "Nothing can be handed over to this person: they do not see it, or you may not hand it over.")
	}
	return nil
}

// taker finds who is to take over: a member whose membership counts, and, of what
// lies at a company that is left, one of that company.
func (m *Module) taker(ctx context.Context, id uuid.UUID, h handOver) (*Member, error) {
	to, err := findMember(ctx, id)
	switch {
	case problem.Is(db.Translate(err), problem.NotFound):
		return nil, problem.At("to", "is not on this project")
	case err != nil:
		return nil, err
	case to.ID == h.from.ID:
		return nil, problem.At("to", "is the one who hands over")
	case m.over(to.EndsOn):
		return nil, problem.At("to", "has no access any more")
	}
	if h.left != nil && (to.Company == nil || *to.Company != *h.left) {
		return nil, problem.At("to", "is not at the company that is left")
	}
	return to, nil
}

// ids are what PostgreSQL reads as a list of ids.
func ids(all []uuid.UUID) string {
	texts := make([]string, len(all))
	for i, id := range all {
		texts[i] = id.String()
	}
	return "{" + strings.Join(texts, ",") + "}"
}

func init() {
	problem.Teach(map[string]string{
		"Nothing can be handed over to this person: they do not see it, or you may not hand it over.": "Intet kan overdrages til denne person: de ser det ikke, eller du må ikke overdrage det.",
		"is not on this project":                "er ikke på dette projekt",
		"is the one who hands over":             "er den, der overdrager",
		"has no access any more":                "har ikke længere adgang",
		"is not at the company that is left":    "er ikke i det firma, der forlades",
		"moves nowhere: choose another company": "flytter ingen steder: vælg et andet firma",
	})
}
