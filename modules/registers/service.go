package registers

import (
	"cxweb/platform/clock"

	"github.com/uptrace/bun"
)

// ServiceTaskFields are a task of service's fields.
type ServiceTaskFields struct {
	Code        string      `json:"code"`
	Name        string      `json:"name"`
	System      *ID         `json:"system"`
	Type        *ID         `json:"type"`
	Instruction string      `json:"instruction"`
	EveryMonths *float64    `json:"every_months"`
	Hours       *float64    `json:"hours"` // that it takes
	NextOn      *clock.Date `json:"next_on" bun:"type:date"`
	Company     *ID         `json:"company"` // that carries it out
	Own         Own         `json:"own,omitempty" bun:"type:jsonb"`
}

// ServiceTask is a task of operation and maintenance that recurs.
type ServiceTask struct {
	bun.BaseModel `bun:"table:registers.service_tasks,alias:t" json:"-"`
	Key
	ServiceTaskFields
}

var serviceTasks = &thing{
	name: "service_task", plural: "service_tasks", area: "registers", label: "t.code", order: "code", words: "t.code || ' ' || t.name || ' ' || t.instruction",
	fields: []*field{
		{name: "code", max: 60, needed: true}, {name: "name", max: 300, needed: true}, {name: "system", kind: link, to: systems}, {name: "type", kind: link, to: types}, {name: "instruction"},
		{name: "every_months", kind: number, high: 1200}, {name: "hours", kind: number, high: 100000}, {name: "next_on", kind: date}, {name: "company", kind: company},
	},
}

// SparePartFields are a spare part's fields.
type SparePartFields struct {
	PartNumber string   `json:"part_number"`
	Name       string   `json:"name"`
	System     *ID      `json:"system"`
	Type       *ID      `json:"type"`
	Supplier   string   `json:"supplier"`
	Quantity   *float64 `json:"quantity"`
	KeptAt     string   `json:"kept_at"` // where it is kept
	Note       string   `json:"note"`
	Own        Own      `json:"own,omitempty" bun:"type:jsonb"`
}

// SparePart is a spare part of a system or a product type.
type SparePart struct {
	bun.BaseModel `bun:"table:registers.spare_parts,alias:t" json:"-"`
	Key
	SparePartFields
}

var spareParts = &thing{
	name: "spare_part", plural: "spare_parts", area: "registers", label: "t.part_number", order: "part_number",
	words: "t.part_number || ' ' || t.name || ' ' || t.supplier || ' ' || t.kept_at || ' ' || t.note",
	fields: []*field{
		{name: "part_number", max: 200, needed: true}, {name: "name", max: 300, needed: true}, {name: "system", kind: link, to: systems}, {name: "type", kind: link, to: types}, {name: "supplier", max: 300},
		{name: "quantity", kind: number, high: 1e9}, {name: "kept_at", max: 300}, {name: "note"},
	},
}
