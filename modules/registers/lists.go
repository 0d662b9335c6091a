package registers

import (
	"cxweb/platform/clock"

	"github.com/uptrace/bun"
)

// DisciplineFields are a discipline's fields.
type DisciplineFields struct {
	Code     string `json:"code" validate:"max=40"`
	NameDA   string `json:"name_da" bun:"name_da"`
	NameEN   string `json:"name_en" bun:"name_en"`
	Position int    `json:"position"`
	Own      Own    `json:"own,omitempty" bun:"type:jsonb"`
}

// Discipline is a field of work, such as ventilation.
type Discipline struct {
	bun.BaseModel `bun:"table:registers.disciplines,alias:t" json:"-"`
	Key
	DisciplineFields
}

// MethodFields are a verification method's fields.
type MethodFields struct {
	Code     string `json:"code" validate:"max=40"`
	NameDA   string `json:"name_da" bun:"name_da"`
	NameEN   string `json:"name_en" bun:"name_en"`
	Position int    `json:"position"`
	Own      Own    `json:"own,omitempty" bun:"type:jsonb"`
}

// Method is a verification method, such as functional performance test.
type Method struct {
	bun.BaseModel `bun:"table:registers.methods,alias:t" json:"-"`
	Key
	MethodFields
}

// PhaseFields are a phase's fields.
type PhaseFields struct {
	Code      string      `json:"code" validate:"max=40"`
	NameDA    string      `json:"name_da" bun:"name_da"`
	NameEN    string      `json:"name_en" bun:"name_en"`
	Position  int         `json:"position"`
	Milestone bool        `json:"milestone"`
	StartsOn  *clock.Date `json:"starts_on" bun:"type:date"`
	EndsOn    *clock.Date `json:"ends_on" bun:"type:date"`
	Own       Own         `json:"own,omitempty" bun:"type:jsonb"`
}

// Phase is a phase of the project, or one of the milestones after them.
type Phase struct {
	bun.BaseModel `bun:"table:registers.phases,alias:t" json:"-"`
	Key
	PhaseFields
}

// named are the fields of a list whose entries have a code and two names.
func named(more ...*field) []*field {
	return append([]*field{
		{name: "code", max: 40, needed: true}, {name: "name_da", max: 200}, {name: "name_en", max: 200},
		{name: "position", kind: whole, low: -100000, high: 100000},
	}, more...)
}

const namedWords = "t.code || ' ' || t.name_da || ' ' || t.name_en"

var disciplines = &thing{name: "discipline", plural: "disciplines", area: "registers", label: "t.code", order: "position", words: namedWords, fields: named()}

var methods = &thing{name: "method", plural: "methods", area: "registers", label: "t.code", order: "position", words: namedWords, fields: named()}

var phases = &thing{name: "phase", plural: "phases", area: "registers", label: "t.code", order: "position", words: namedWords,
	fields: named(&field{name: "milestone", kind: flag}, &field{name: "starts_on", kind: date}, &field{name: "ends_on", kind: date})}
