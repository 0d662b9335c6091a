package registers_test

import (
	"fmt"
	"net/url"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

func TestGroups(t *testing.T) {
	w := world.New(t)
	const groups, rows = "/projects/{project}/groups", "/projects/{project}/rows"
	w.Walls("GET "+groups+"?thing=row&field=status", "", "")
	ve, va := w.ID("registers.disciplines", "code", "VE"), w.ID("registers.disciplines", "code", "VA")
	for i, discipline := range []string{ve.String(), va.String(), ve.String(), ""} {
		send := fmt.Sprintf(`{"title_da":"Række %d","weight":%d}`, i, i+1)
		if discipline != "" {
			send = fmt.Sprintf(`{"title_da":"Række %d","weight":%d,"discipline":"%s"}`, i, i+1, discipline)
		}
		if a := w.Do("ann", "POST", rows, send); a.Status != 201 {
			t.Fatalf("got %d %s", a.Status, a.Body)
		}
	}
	var all struct {
		Items []struct {
			Value *string
			Count int
			Sums  map[string]float64
		}
	}
	w.Do("eve", "GET", groups+"?thing=row&field=discipline", "").Read(t, &all)
	if len(all.Items) != 3 || all.Items[2].Value != nil || all.Items[2].Count != 1 {
		t.Fatalf("got %+v, want two disciplines and, last, none", all.Items)
	}
	for _, g := range all.Items {
		if g.Value != nil && *g.Value == ve.String() && (g.Count != 2 || g.Sums["weight"] != 4) {
			t.Errorf("got %+v, want 2 rows that weigh 4", g)
		}
	}
	// Paged by key, the rows come group by group in the order of the groups.
	var order []string
	after := ""
	for range 4 {
		var page struct {
			Items []struct{ Discipline string }
			Next  string
		}
		w.Do("eve", "GET", rows+"?group=discipline&sort=-no&limit=1&after="+after, "").Read(t, &page)
		order, after = append(order, page.Items[0].Discipline), page.Next
	}
	var want []string
	for _, g := range all.Items {
		for range g.Count {
			value := ""
			if g.Value != nil {
				value = *g.Value
			}
			want = append(want, value)
		}
	}
	if fmt.Sprint(order) != fmt.Sprint(want) || after != "" {
		t.Errorf("got %v then %q, want %v", order, after, want)
	}
	without := func(values string) string {
		return "GET " + rows + "?count=true&filter=" + url.QueryEscape(`[{"field":"discipline","op":"not_in","value":[`+values+`]}]`)
	}
	w.Run([]world.Call{
		{As: "ben", Do: "GET " + groups + "?thing=row&field=discipline", Want: 200, Says: ve.String(), Not: va.String()},
		{As: "eve", Do: without(`"` + ve.String() + `"`), Want: 200, Says: `"total":2`},
		{As: "eve", Do: without(`"` + ve.String() + `",null`), Want: 200, Says: `"total":1`},
		{As: "eve", Do: "GET " + groups + "?thing=row&field=title_da", Want: 422, Says: "cannot be grouped by"},
		{As: "eve", Do: "GET " + groups + "?thing=row&field=cost", Want: 422, Says: "no field cost"},
		{As: "eve", Do: "GET " + groups + "?thing=kitchen&field=cost", Want: 422, Says: "#/thing"},
		{As: "eve", Do: "GET " + rows + "?group=note", Want: 422, Says: "cannot be grouped by"},
		{As: "bob", Do: "GET /projects/{other}/groups?thing=row&field=status", Want: 200, Says: `"items":[]`},
		{As: "eve", Do: "GET " + rows + "?group=discipline&after=" + uuid.NewString(), Want: 422, Says: "#/after"},
	})
}
