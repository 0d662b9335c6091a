package registers

import (
	"cxweb/platform/clock"

	"github.com/uptrace/bun"
)

// SystemFields are a system's fields.
type SystemFields struct {
	Tag            string            `json:"tag"`
	NameDA         string            `json:"name_da" bun:"name_da"`
	NameEN         string            `json:"name_en" bun:"name_en"`
	Discipline     *ID               `json:"discipline"`
	Classification string            `json:"classification"` // code, such as BIM7AA 572
	Type           string            `json:"type"`
	Location       *ID               `json:"location"`
	Parent         *ID               `json:"parent"`
	Company        *ID               `json:"company"`
	Description    string            `json:"description"`
	Extra          map[string]string `json:"extra,omitempty" bun:"type:jsonb"`
	Own            Own               `json:"own,omitempty" bun:"type:jsonb"`
}

// System is a technical system or plant, by its tag.
type System struct {
	bun.BaseModel `bun:"table:registers.systems,alias:t" json:"-"`
	Key
	SystemFields
}

var systems = &thing{
	name: "system", plural: "systems", area: "registers", label: "t.tag", order: "tag",
	words: "t.tag || ' ' || t.name_da || ' ' || t.name_en || ' ' || t.classification || ' ' || t.type || ' ' || t.description",
	fields: []*field{
		{name: "tag", max: 200, needed: true}, {name: "name_da", max: 300}, {name: "name_en", max: 300}, {name: "discipline", kind: link, to: disciplines},
		{name: "classification", max: 100}, {name: "type", max: 200}, {name: "location", kind: link, to: locations}, {name: "parent", kind: link},
		{name: "company", kind: company}, {name: "description"}, {name: "extra", kind: data},
	},
}

func init() { systems.field("parent").to, systems.prepare = systems, systems.noCycle }

// TypeFields are a product type's fields.
type TypeFields struct {
	Name              string            `json:"name"`
	Category          string            `json:"category"`
	Description       string            `json:"description"`
	Manufacturer      string            `json:"manufacturer"`
	Model             string            `json:"model"`
	AssetType         string            `json:"asset_type"`
	WarrantyMonths    *float64          `json:"warranty_months"`
	WarrantyBy        string            `json:"warranty_by"`
	ExpectedLifeYears *float64          `json:"expected_life_years"`
	Extra             map[string]string `json:"extra,omitempty" bun:"type:jsonb"`
	Own               Own               `json:"own,omitempty" bun:"type:jsonb"`
}

// Type is a product type, with what its manufacturer says of it.
type Type struct {
	bun.BaseModel `bun:"table:registers.types,alias:t" json:"-"`
	Key
	TypeFields
}

var types = &thing{
	name: "type", plural: "types", area: "registers", label: "t.name", order: "name",
	words: "t.name || ' ' || t.category || ' ' || t.manufacturer || ' ' || t.model || ' ' || t.description",
	fields: []*field{
		{name: "name", max: 300, needed: true}, {name: "category", max: 300}, {name: "description"}, {name: "manufacturer", max: 300}, {name: "model", max: 300},
		{name: "asset_type", max: 100}, {name: "warranty_months", kind: number, high: 1200}, {name: "warranty_by", max: 300}, {name: "expected_life_years", kind: number, high: 1000}, {name: "extra", kind: data},
	},
}

// ComponentFields are a component's fields.
type ComponentFields struct {
	Tag          string            `json:"tag"`
	Name         string            `json:"name"`
	System       *ID               `json:"system"`
	Type         *ID               `json:"type"`
	Location     *ID               `json:"location"`
	Serial       string            `json:"serial"`
	InstalledOn  *clock.Date       `json:"installed_on" bun:"type:date"`
	WarrantyFrom *clock.Date       `json:"warranty_from" bun:"type:date"`
	Barcode      string            `json:"barcode"`
	Asset        string            `json:"asset"`
	Description  string            `json:"description"`
	Extra        map[string]string `json:"extra,omitempty" bun:"type:jsonb"`
	Own          Own               `json:"own,omitempty" bun:"type:jsonb"`
}

// Component is a tagged unit of a system.
type Component struct {
	bun.BaseModel `bun:"table:registers.components,alias:t" json:"-"`
	Key
	ComponentFields
}

var components = &thing{
	name: "component", plural: "components", area: "registers", label: "t.tag", order: "tag",
	words:  "t.tag || ' ' || t.name || ' ' || t.serial || ' ' || t.barcode || ' ' || t.asset || ' ' || t.description",
	search: "t.system = any (array(select s.id from registers.systems s where s.tag ilike ? limit 500))", indexed: true,
	fields: []*field{
		{name: "tag", max: 200, needed: true}, {name: "name", max: 300}, {name: "system", kind: link, to: systems}, {name: "type", kind: link, to: types}, {name: "location", kind: link, to: locations},
		{name: "serial", max: 200}, {name: "installed_on", kind: date}, {name: "warranty_from", kind: date}, {name: "barcode", max: 200}, {name: "asset", max: 200}, {name: "description"}, {name: "extra", kind: data},
	},
}
