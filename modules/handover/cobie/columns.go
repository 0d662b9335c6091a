// Package cobie writes and checks COBie workbooks: what facility managers take
// over of a building, as twenty sheets of a spreadsheet (NBIMS-US V3, COBie 2.4).
package cobie

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
)

// Kind is what a column asks for.
type Kind string

// The kinds of columns.
const (
	Required  Kind = "Required"
	Reference Kind = "Reference"
	PickValue Kind = "PickValue"
	External  Kind = "ExternalReference"
	Optional  Kind = "Optional"
)

// fills are the colours by which the standard shows what a column asks for.
var fills = map[Kind]string{Required: "FFFF99", Reference: "FFCC99", PickValue: "FFCC99", External: "CC99FF", Optional: "CCFFCC"}

// Column is a column of a sheet. Ref names the sheet and column, or the pick
// list, that its values stand in; [SheetName] is the sheet that the row names
// in that column.
type Column struct {
	Header string `json:"header"`
	Kind   Kind   `json:"kind"`
	Key    bool   `json:"key"`
	Ref    string `json:"ref"`
}

// NA is what stands in a cell that has no value.
const NA = "n/a"

// Names are the sheets of a workbook in their order.
var Names = []string{"Instruction", "Contact", "Facility", "Floor", "Space", "Zone", "Type", "Component", "System", "Assembly", "Connection", "Spare", "Resource",
	"Job", "Impact", "Document", "Attribute", "Coordinate", "Issue", "PickLists"}

// needed are the sheets that a workbook cannot do without.
var needed = []string{"Contact", "Facility", "Floor", "Space", "Type", "Component"}

//go:embed columns.json
var columnsText []byte

// columns are those of each sheet.
var columns = read()

func read() map[string][]Column {
	all := map[string][]Column{}
	if err := json.NewDecoder(bytes.NewReader(columnsText)).Decode(&all); err != nil {
		panic(err) // embedded
	}
	return all
}

// Columns are the columns of a sheet; none for Instruction and PickLists.
func Columns(sheet string) []Column { return columns[sheet] }

// list is the pick list that the column's values stand in, by the name it has
// in workbooks.
func (c Column) list() string {
	name, ok := strings.CutPrefix(c.Ref, "PickLists.")
	if !ok || c.Kind != PickValue {
		return ""
	}
	if called := listNames[name]; called != "" {
		return called
	}
	return name
}

// isOpen tells whether others may add to a pick list: the classification codes
// of a region, and phases.
func isOpen(list string) bool {
	return strings.HasPrefix(list, "Category-") || list == "FloorType" || list == "ZoneType"
}

func isSheet(name string) bool { return slices.Contains(Names[1:len(Names)-1], name) }
