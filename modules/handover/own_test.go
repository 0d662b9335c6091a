package handover

import (
	"testing"

	"cxweb/platform/table"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

func TestOwnCells(t *testing.T) {
	t.Parallel()
	who, drawing, gone := uuid.New(), uuid.New(), uuid.New()
	documents := map[uuid.UUID]label{drawing: {"V-57-301", "Diagram"}}
	w := &making{p: &Package{Language: "da"}, people: map[uuid.UUID]contact{who: {Name: "Eva Ny"}}}
	l, err := split(`{"own":{"c1":12.5,"c2":"2026-04-20","c3":["A","B"],"c4":"` + who.String() + `","c5":false,"c6":"Rød \"x\"","c8":"` + drawing.String() + `","c9":"` + gone.String() + `"},"id":"1"}`)
	if err != nil {
		t.Fatal(err)
	}
	bare, err := split(`{"own":{},"id":"2"}`)
	if err != nil {
		t.Fatal(err)
	}
	for key, c := range map[string]struct {
		kind string
		want table.Cell
	}{
		"c1": {"number", table.Cell{Kind: table.IsNum, Text: "12.5"}}, "c2": {"date", table.Cell{Kind: table.IsDate, Text: "2026-04-20"}}, "c3": {"choices", words("A; B")}, "c4": {"person", words("Eva Ny")},
		"c5": {"flag", flag(false)}, "c6": {"text", words(`Rød "x"`)}, "c7": {"flag", table.Cell{}}, "c8": {"document", words("V-57-301")}, "c9": {"document", words("slettet dokument")},
	} {
		if got := w.ownCell(l, key, c.kind, documents); !cmp.Equal(got, c.want) {
			t.Errorf("%s %s: got %v, want %v", key, c.kind, got, c.want)
		}
		if got := w.ownCell(bare, key, c.kind, documents); got != (table.Cell{}) {
			t.Errorf("%s of a row without: got %v, want nothing", key, got)
		}
	}
}
