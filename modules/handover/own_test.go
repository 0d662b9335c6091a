package handover

import (
	"testing"

	"cxweb/platform/table"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

func TestOwnCells(t *testing.T) {
	t.Parallel()
	who := uuid.New()
	w := &making{people: map[uuid.UUID]contact{who: {Name: "Eva Ny"}}}
	l, err := split(`{"own":{"c1":12.5,"c2":"2026-04-20","c3":["A","B"],"c4":"` + who.String() + `","c5":false,"c6":"Rød \"x\""},"id":"1"}`)
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
		"c5": {"flag", flag(false)}, "c6": {"text", words(`Rød "x"`)}, "c7": {"flag", table.Cell{}},
	} {
		if got := w.ownCell(l, key, c.kind); !cmp.Equal(got, c.want) {
			t.Errorf("%s %s: got %v, want %v", key, c.kind, got, c.want)
		}
		if got := w.ownCell(bare, key, c.kind); got != (table.Cell{}) {
			t.Errorf("%s of a row without: got %v, want nothing", key, got)
		}
	}
}
