package registers

import (
	"cxweb/platform/clock"

	"math"

	"github.com/uptrace/bun"
)

// Statuses are the verification statuses of a row, in the order of the work.
var Statuses = []string{"not_started", "ready", "in_progress", "passed", "passed_with_remarks", "failed", "blocked", "not_applicable", "approved"}

// RowFields are a register row's fields.
type RowFields struct {
	No           int               `json:"no"`
	System       *ID               `json:"system"`
	Discipline   *ID               `json:"discipline"`
	Phase        *ID               `json:"phase"`
	Milestone    *ID               `json:"milestone"`
	Method       *ID               `json:"method"`
	Requirement  *ID               `json:"requirement"`
	TitleDA      string            `json:"title_da" bun:"title_da"`
	TitleEN      string            `json:"title_en" bun:"title_en"`
	CriterionDA  string            `json:"criterion_da" bun:"criterion_da"`
	CriterionEN  string            `json:"criterion_en" bun:"criterion_en"`
	Unit         string            `json:"unit"`
	Comparison   string            `json:"comparison" validate:"omitempty,oneof=text le lt ge gt eq within"`
	Target       *float64          `json:"target"`
	TargetText   string            `json:"target_text"`
	Tolerance    *float64          `json:"tolerance"`
	Measured     *float64          `json:"measured"`
	MeasuredText string            `json:"measured_text"`
	Status       string            `json:"status" validate:"omitempty,oneof=not_started ready in_progress passed passed_with_remarks failed blocked not_applicable approved"`
	Company      *ID               `json:"company"`
	Person       *ID               `json:"person"`
	PlannedOn    *clock.Date       `json:"planned_on" bun:"type:date"`
	DoneOn       *clock.Date       `json:"done_on" bun:"type:date"`
	BR18         bool              `json:"br18" bun:"br18"`
	Weight       float64           `json:"weight"`
	Note         string            `json:"note"`
	Extra        map[string]string `json:"extra,omitempty" bun:"type:jsonb"`
	Own          Own               `json:"own,omitempty" bun:"type:jsonb"`
}

// Row is a register row: requirement × system × phase × method × responsible,
// with its status.
type Row struct {
	bun.BaseModel `bun:"table:registers.rows,alias:t" json:"-"`
	Key
	RowFields
}

var rows = &thing{
	name: "row", plural: "rows", area: "registers", label: "t.no::text", order: "no",
	words:  "t.title_da || ' ' || t.title_en || ' ' || t.note || ' ' || t.criterion_da || ' ' || t.criterion_en || ' ' || t.measured_text",
	search: "t.system = any (array(select s.id from registers.systems s where s.tag ilike ? limit 500))", indexed: true,
	fields: []*field{
		{name: "no", kind: whole, low: 1, high: 2e9}, {name: "system", kind: link, to: systems}, {name: "discipline", kind: link, to: disciplines}, {name: "phase", kind: link, to: phases},
		{name: "milestone", kind: link, to: phases}, {name: "method", kind: link, to: methods}, {name: "requirement", kind: link, to: requirements},
		{name: "title_da", max: 500}, {name: "title_en", max: 500}, {name: "criterion_da"}, {name: "criterion_en"}, {name: "unit", max: 40},
		{name: "comparison", kind: choice, choices: Comparisons}, {name: "target", kind: number}, {name: "target_text", max: 200}, {name: "tolerance", kind: number, high: 1e12},
		{name: "measured", kind: number}, {name: "measured_text", max: 500}, {name: "status", kind: choice, choices: Statuses}, {name: "company", kind: company}, {name: "person", kind: person},
		{name: "planned_on", kind: date}, {name: "done_on", kind: date}, {name: "br18", kind: flag}, {name: "weight", kind: number, high: 1000, sums: true}, {name: "note", max: 10000}, {name: "extra", kind: data},
	},
	prepare: prepareRows,
}

// Within tells whether a measured value keeps to a limit. The second result is
// false where that cannot be told: no limit, or a limit that people judge.
func Within(measured float64, comparison string, target, tolerance *float64) (ok, told bool) {
	if target == nil {
		return false, false
	}
	slack := 0.0
	if tolerance != nil {
		slack = *tolerance
	}
	switch comparison {
	case "le":
		return measured <= *target+slack, true
	case "lt":
		return measured < *target+slack, true
	case "ge":
		return measured >= *target-slack, true
	case "gt":
		return measured > *target-slack, true
	case "eq", "within":
		return math.Abs(measured-*target) <= slack, true
	}
	return false, false
}

// isDone tells whether a status counts as work that is done.
func isDone(status string) bool {
	return status == "passed" || status == "passed_with_remarks" || status == "approved"
}
