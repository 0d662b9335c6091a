package cobie

import (
	"strings"
	"testing"
)

// FuzzValidator has any workbook checked, given as lines: a sheet begins with #,
// cells stand between tabs.
func FuzzValidator(f *testing.F) {
	f.Add("#Contact\nEmail\tCreatedBy\tCreatedOn\na@b.example\ta@b.example\t2026-04-20")
	f.Add("#PickLists\nApprovalBy\nx\n#Floor\nName\tCreatedBy\nStue\tx@y.example")
	f.Add("#\n\n#Contact\n#Contact\nEmail\tEmail")
	f.Fuzz(func(t *testing.T, text string) {
		v := NewValidator()
		number := 0
		for line := range strings.Lines(text) {
			line = strings.TrimSuffix(line, "\n")
			if name, sheet := strings.CutPrefix(line, "#"); sheet {
				v.Sheet(name)
				number = 0
				continue
			}
			number++
			var cells []Cell
			for i, cell := range strings.Split(line, "\t") {
				cells = append(cells, Cell{Column: i + 1, Text: cell, Date: strings.HasPrefix(cell, "20")})
			}
			v.Row(number, cells)
		}
		r := v.Done()
		told := 0
		for _, one := range r.Findings {
			if !one.Warns {
				told++
			}
			if one.Format == "" || one.Row < 0 {
				t.Fatalf("a finding that says nothing: %+v", one)
			}
		}
		if told > r.Errors || len(r.Findings)-told > r.Warnings {
			t.Fatalf("%d errors told of %d, %d warnings of %d", told, r.Errors, len(r.Findings)-told, r.Warnings)
		}
	})
}
