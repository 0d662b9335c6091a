package registers

import (
	"context"
	"strings"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/scope"

	"github.com/uptrace/bun"
)

// Comparisons say how a measured value is held against its limit: at most,
// below, at least, above, equal, or within the tolerance; text is judged by people.
var Comparisons = []string{"text", "le", "lt", "ge", "gt", "eq", "within"}

// comparisonIn reads out of a criterion's words how a measured value is held
// against its limit; empty if it does not say. A deviation of ±10 is at most 10.
func comparisonIn(criterion string) string {
	found := ""
	for _, c := range [][2]string{{"<", "lt"}, {">", "gt"}, {"±", "le"}, {"≤", "le"}, {"≥", "ge"}} {
		if strings.Contains(criterion, c[0]) {
			found = c[1]
		}
	}
	return found
}

// RequirementFields are a requirement's fields.
type RequirementFields struct {
	Code        string      `json:"code"`
	Discipline  *ID         `json:"discipline"`
	TitleDA     string      `json:"title_da" bun:"title_da"`
	TitleEN     string      `json:"title_en" bun:"title_en"`
	CriterionDA string      `json:"criterion_da" bun:"criterion_da"`
	CriterionEN string      `json:"criterion_en" bun:"criterion_en"`
	Unit        string      `json:"unit"`
	Comparison  string      `json:"comparison" validate:"omitempty,oneof=text le lt ge gt eq within"`
	Target      *float64    `json:"target"`
	TargetText  string      `json:"target_text"`
	Tolerance   *float64    `json:"tolerance"`
	State       string      `json:"state" validate:"omitempty,oneof=proposed returned approved superseded"` // moved by its own actions alone
	Edition     int         `json:"edition"`                                                                // that is proposed, or approved
	Reason      string      `json:"reason"`                                                                 // why it is proposed again, was returned, or no longer holds
	ApprovedBy  *ID         `json:"approved_by"`
	ApprovedOn  *clock.Date `json:"approved_on" bun:"type:date"`
	LockedIn    *ID         `json:"locked_in"` // the phase whose acceptance locks it
	Own         Own         `json:"own,omitempty" bun:"type:jsonb"`
}

// Requirement is what the client requires, measurable and verifiable.
type Requirement struct {
	bun.BaseModel `bun:"table:registers.requirements,alias:t" json:"-"`
	Key
	RequirementFields
}

var requirements = &thing{
	name: "requirement", plural: "requirements", area: "requirements", label: "t.code", order: "code",
	words: "t.code || ' ' || t.title_da || ' ' || t.title_en || ' ' || t.criterion_da || ' ' || t.criterion_en",
	fields: []*field{
		{name: "code", max: 60, needed: true}, {name: "discipline", kind: link, to: disciplines}, {name: "title_da", max: 500}, {name: "title_en", max: 500},
		{name: "criterion_da"}, {name: "criterion_en"}, {name: "unit", max: 40}, {name: "comparison", kind: choice, choices: Comparisons}, {name: "target", kind: number}, {name: "target_text", max: 200},
		{name: "tolerance", kind: number, high: 1e12}, {name: "state", kind: choice, choices: []string{"proposed", "returned", "approved", "superseded"}},
		{name: "edition", kind: whole, low: 1, high: 2e9}, {name: "reason"}, {name: "approved_by", kind: person}, {name: "approved_on", kind: date}, {name: "locked_in", kind: link, to: phases},
	},
	prepare: prepareRequirements,
}

// proposedRequirements are those that somebody who may is to approve.
func proposedRequirements(ctx context.Context, limit int) (w kernel.Waiting, err error) {
	var all []*waiting
	if err := db.On(ctx).NewRaw(`select t.id, t.code, t.title_da, t.title_en, count(*) over () as "all" from registers.requirements t where t.project = ? and t.state = 'proposed'
		order by t.code collate platform.natural_order, t.id limit ?`, scope.From(ctx).Project, limit).Scan(ctx, &all); err != nil {
		return w, err
	}
	for _, r := range all {
		w.Add(strings.TrimSpace(r.Code+" "+r.said(ctx)), "", "registers/requirements?row="+r.ID.String(), r.All)
	}
	return w, nil
}
