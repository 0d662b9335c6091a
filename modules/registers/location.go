package registers

import "github.com/uptrace/bun"

// LocationFields are a location's fields.
type LocationFields struct {
	Parent      *ID               `json:"parent"`
	Kind        string            `json:"kind" validate:"omitempty,oneof=site building floor space zone"` // site, building, floor, space or zone
	Code        string            `json:"code"`
	Name        string            `json:"name"`
	Description string            `json:"description"`
	Category    string            `json:"category"`
	AreaM2      *float64          `json:"area_m2" bun:"area_m2"`
	ElevationM  *float64          `json:"elevation_m" bun:"elevation_m"`
	HeightM     *float64          `json:"height_m" bun:"height_m"`
	Extra       map[string]string `json:"extra,omitempty" bun:"type:jsonb"`
	Own         Own               `json:"own,omitempty" bun:"type:jsonb"`
}

// Location is a site, building, floor, space or zone.
type Location struct {
	bun.BaseModel `bun:"table:registers.locations,alias:t" json:"-"`
	Key
	LocationFields
}

var locations = &thing{
	name: "location", plural: "locations", area: "registers", label: "t.code", order: "code",
	words: "t.code || ' ' || t.name || ' ' || t.description",
	fields: []*field{
		{name: "parent", kind: link}, {name: "kind", kind: choice, choices: []string{"site", "building", "floor", "space", "zone"}, needed: true},
		{name: "code", max: 200, needed: true}, {name: "name", max: 300}, {name: "description"}, {name: "category", max: 300},
		{name: "area_m2", kind: number, high: 1e9, sums: true}, {name: "elevation_m", kind: number, low: -1e5, high: 1e5}, {name: "height_m", kind: number, high: 1e5}, {name: "extra", kind: data},
	},
}

func init() { locations.field("parent").to, locations.prepare = locations, locations.noCycle }
