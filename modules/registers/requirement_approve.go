package registers

import (
	"context"
	"strings"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Chosen is a requirement that is moved on, at the version at which it was read.
type Chosen struct {
	ID   uuid.UUID `json:"id" validate:"required"`
	Base int       `json:"base,omitempty"`
}

// ApproveRequirements approves proposals; each is done or refused for itself.
type ApproveRequirements struct {
	Project      uuid.UUID `params:"project" json:"-"`
	Requirements []Chosen  `json:"requirements" validate:"required,min=1,max=1000,dive"`
	Preview      bool      `json:"preview,omitempty"` // tells what would come of it, and changes nothing
}

// ProposeRequirements opens what was approved, so that it can be changed and
// approved again as the next edition.
type ProposeRequirements struct {
	ApproveRequirements
	Reason string `json:"reason" validate:"required,max=2000"`
}

// ReturnRequirements sends proposals back to those who made them.
type ReturnRequirements struct {
	ApproveRequirements
	Reason string `json:"reason" validate:"required,max=2000"`
}

// SupersedeRequirements says that requirements no longer hold.
type SupersedeRequirements struct {
	ApproveRequirements
	Reason string `json:"reason" validate:"required,max=2000"`
}

// Moved is what became, or would become, of one requirement, or why it is refused.
type Moved struct {
	ID      uuid.UUID       `json:"id"`
	Code    string          `json:"code"`
	Title   string          `json:"title"`
	From    string          `json:"from"`
	To      string          `json:"to"`
	Edition int             `json:"edition"`
	Problem *problem.Answer `json:"problem,omitempty"`
}

// AllMoved are many of them; the entry of the history undoes them all.
type AllMoved struct {
	Results []Moved   `json:"results"`
	Entry   uuid.UUID `json:"entry"`
}

func (m *Module) approvalActions() []kernel.Action {
	const many = "/projects/:project/requirements"
	return []kernel.Action{
		kernel.Do("requirement.approve", many+"/approve", m.approveRequirements).Needs("requirements", "approve").Says("Approves up to 1,000 proposed requirements, or previews it; each becomes an edition that stays readable."),
		kernel.Do("requirement.return", many+"/return", m.returnRequirements).Needs("requirements", "approve").Says("Sends proposed requirements back to be changed, with the reason."),
		kernel.Do("requirement.propose", many+"/propose", m.proposeRequirements).Needs("requirements", "edit").Says("Proposes approved or superseded requirements again as their next edition, or returned ones anew, with the reason."),
		kernel.Do("requirement.supersede", many+"/supersede", m.supersedeRequirements).Needs("requirements", "edit").Says("Takes requirements out of force, with the reason. Of an approved one it takes the right to approve."),
		kernel.Get("edition.list", many+"/:id/editions", m.listEditions).Needs("requirements", "view").Says("What a requirement said each time it was approved, the newest first."),
	}
}

func (m *Module) approveRequirements(ctx context.Context, cmd ApproveRequirements) (*AllMoved, error) {
	s := scope.From(ctx)
	return m.advance(ctx, cmd, "approved", func(was *standing) error {
		if was.State != "proposed" {
			return problem.New(problem.Conflict, "Only a proposal is approved")
		}
		return nil
	}, map[string]any{"approved_by": s.Person, "approved_on": m.clock.Today().Format("2006-01-02")})
}

func (m *Module) returnRequirements(ctx context.Context, cmd ReturnRequirements) (*AllMoved, error) {
	return m.advance(ctx, cmd.ApproveRequirements, "returned", func(was *standing) error {
		if was.State != "proposed" {
			return problem.New(problem.Conflict, "Only a proposal is returned")
		}
		return nil
	}, map[string]any{"reason": strings.TrimSpace(cmd.Reason)})
}

func (m *Module) proposeRequirements(ctx context.Context, cmd ProposeRequirements) (*AllMoved, error) {
	return m.advance(ctx, cmd.ApproveRequirements, "proposed", func(was *standing) error {
		switch {
		case was.State == "proposed":
			return problem.New(problem.Conflict, "It is a proposal already")
		case !was.Mine:
			return kernel.Lacks("requirements", "edit_all")
		}
		return nil
	}, map[string]any{"reason": strings.TrimSpace(cmd.Reason), "approved_by": nil, "approved_on": nil})
}

func (m *Module) supersedeRequirements(ctx context.Context, cmd SupersedeRequirements) (*AllMoved, error) {
	return m.advance(ctx, cmd.ApproveRequirements, "superseded", func(was *standing) error {
		switch {
		case was.State == "superseded":
			return problem.New(problem.Conflict, "It is superseded already")
		case was.State == "approved" && !scope.From(ctx).Has("requirements", "approve"):
			return kernel.Lacks("requirements", "approve")
		case was.open() && !was.Mine:
			return kernel.Lacks("requirements", "edit_all")
		}
		return nil
	}, map[string]any{"reason": strings.TrimSpace(cmd.Reason)})
}

// advance moves requirements to a state, each for itself, or only tells what that
// would come to.
func (m *Module) advance(ctx context.Context, cmd ApproveRequirements, to string, may func(*standing) error, set map[string]any) (*AllMoved, error) {
	if reason, given := set["reason"]; given && reason == "" {
		return nil, problem.At("reason", "is needed")
	}
	ids := make([]uuid.UUID, len(cmd.Requirements))
	for i, c := range cmd.Requirements {
		ids[i] = c.ID
	}
	found, err := m.stand(ctx, ids)
	if err != nil {
		return nil, err
	}
	s := scope.From(ctx)
	out := &AllMoved{Results: []Moved{}, Entry: s.Request}
	going := []uuid.UUID{}
	for _, c := range cmd.Requirements {
		was, there := found[c.ID]
		if !there {
			a := problem.New(problem.NotFound, "").In(s.Language, "", s.Request.String())
			out.Results = append(out.Results, Moved{ID: c.ID, Problem: &a})
			continue
		}
		delete(found, c.ID) // one that stands twice is moved once
		one := Moved{ID: c.ID, Code: was.Code, Title: was.Title, From: was.State, To: to, Edition: was.Edition}
		if to == "proposed" && !was.open() {
			one.Edition++
		}
		err := may(was)
		switch {
		case was.Acceptance != nil:
			err = errLocked()
		case c.Base != 0 && c.Base != was.Version:
			err = problem.New(problem.Stale, "It was changed since you read it. Look at it again first.")
		}
		if err != nil {
			a := problem.Of(err).In(s.Language, "", s.Request.String())
			one.To, one.Edition, one.Problem = was.State, was.Edition, &a
		} else {
			going = append(going, c.ID)
		}
		out.Results = append(out.Results, one)
	}
	if cmd.Preview || len(going) == 0 {
		return out, nil
	}
	u := db.On(ctx).NewUpdate().TableExpr("registers.requirements").Set("state = ?", to).Where("id in (?)", bun.List(going))
	if to == "proposed" {
		u = u.Set("edition = edition + case when state = 'returned' then 0 else 1 end")
	}
	for name, v := range set {
		u = u.Set("? = ?", bun.Ident(name), v)
	}
	_, err = u.Exec(ctx)
	return out, err
}

// Edition is what a requirement said when it was approved.
type Edition struct {
	bun.BaseModel `bun:"table:registers.editions,alias:e" json:"-"`
	ID            uuid.UUID   `bun:",pk" json:"id"`
	Number        int         `json:"number"`
	Code          string      `json:"code"`
	TitleDA       string      `json:"title_da" bun:"title_da"`
	TitleEN       string      `json:"title_en" bun:"title_en"`
	CriterionDA   string      `json:"criterion_da" bun:"criterion_da"`
	CriterionEN   string      `json:"criterion_en" bun:"criterion_en"`
	Unit          string      `json:"unit"`
	Comparison    string      `json:"comparison" validate:"oneof=text le lt ge gt eq within"`
	Target        *float64    `json:"target"`
	TargetText    string      `json:"target_text"`
	Tolerance     *float64    `json:"tolerance"`
	Reason        string      `json:"reason"` // why it was changed from the one before
	ApprovedBy    *ID         `json:"approved_by"`
	ApprovedOn    *clock.Date `json:"approved_on" bun:"type:date"`
}

// ListEditions asks for the editions of a requirement.
type ListEditions struct {
	Project uuid.UUID `params:"project" json:"-"`
	ID      uuid.UUID `params:"id" json:"-"`
	After   int       `query:"after" json:"-" validate:"min=0"` // a number
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
}

// Editions are a page of them; next leads to the one after it.
type Editions struct {
	Items []*Edition `json:"items"`
	Next  int        `json:"next,omitempty"`
}

func (m *Module) listEditions(ctx context.Context, q ListEditions) (*Editions, error) {
	var there bool
	if err := db.On(ctx).NewRaw("select true from registers.requirements where id = ?", q.ID).Scan(ctx, &there); err != nil {
		return nil, err
	}
	limit := q.Limit
	if limit == 0 {
		limit = pageSize
	}
	page := &Editions{Items: []*Edition{}}
	s := db.On(ctx).NewSelect().Model(&page.Items).Where("e.requirement = ?", q.ID).OrderExpr("e.number desc").Limit(int64(limit) + 1)
	if q.After > 0 {
		s = s.Where("e.number < ?", q.After)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = page.Items[limit-1].Number
	}
	return page, nil
}

// LockRequirements locks every approved requirement that no earlier acceptance
// has locked, in the name of the acceptance of a phase; it tells how many. It
// takes no right of the requirements: whoever may accept the phase may lock them.
func (m *Module) LockRequirements(ctx context.Context, phase, acceptance uuid.UUID) (int, error) {
	result, err := db.On(ctx).NewRaw("update registers.requirements set locked_in = ?, acceptance = ? where state = 'approved' and acceptance is null", phase, acceptance).Exec(ctx)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}

// UnlockRequirements opens what an acceptance locked, when its phase is reopened.
func (m *Module) UnlockRequirements(ctx context.Context, acceptance uuid.UUID) (int, error) {
	result, err := db.On(ctx).NewRaw("update registers.requirements set locked_in = null, acceptance = null where acceptance = ?", acceptance).Exec(ctx)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}

func init() {
	problem.Teach(map[string]string{
		"Only a proposal is approved":                               "Kun et forslag godkendes",
		"Only a proposal is returned":                               "Kun et forslag sendes retur",
		"It is a proposal already":                                  "Det er allerede et forslag",
		"It is superseded already":                                  "Det er allerede udgået",
		"It was changed since you read it. Look at it again first.": "Det er ændret, siden du læste det. Se på det igen først.",
	})
}
