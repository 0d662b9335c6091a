package registers

import (
	"cxweb/platform/clock"

	"github.com/uptrace/bun"
)

// InstrumentFields are a measuring instrument's fields.
type InstrumentFields struct {
	Serial         string      `json:"serial"`
	Name           string      `json:"name"`
	Kind           string      `json:"kind"`
	Manufacturer   string      `json:"manufacturer"`
	Model          string      `json:"model"`
	CalibratedOn   *clock.Date `json:"calibrated_on" bun:"type:date"`
	CalibrationDue *clock.Date `json:"calibration_due" bun:"type:date"`
	Certificate    string      `json:"certificate"` // the number, or where it is kept
	Company        *ID         `json:"company"`
	Note           string      `json:"note"`
	Own            Own         `json:"own,omitempty" bun:"type:jsonb"`
}

// Instrument is a measuring instrument, by its serial number, with its calibration.
type Instrument struct {
	bun.BaseModel `bun:"table:registers.instruments,alias:t" json:"-"`
	Key
	InstrumentFields
}

var instruments = &thing{
	name: "instrument", plural: "instruments", area: "registers", label: "t.serial", order: "serial",
	words: "t.serial || ' ' || t.name || ' ' || t.kind || ' ' || t.manufacturer || ' ' || t.model || ' ' || t.certificate || ' ' || t.note",
	fields: []*field{
		{name: "serial", max: 200, needed: true}, {name: "name", max: 300, needed: true}, {name: "kind", max: 200}, {name: "manufacturer", max: 300}, {name: "model", max: 300},
		{name: "calibrated_on", kind: date}, {name: "calibration_due", kind: date}, {name: "certificate", max: 300}, {name: "company", kind: company}, {name: "note"},
	},
}
