package registers_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

func TestARegisterAsItStood(t *testing.T) {
	w := world.New(t)
	const systems, rows = "/projects/{project}/systems", "/projects/{project}/rows"
	moment := func() string {
		w.Clock.Advance(time.Second)
		at := w.Clock.Now().Format(time.RFC3339Nano)
		w.Clock.Advance(time.Second)
		return at
	}
	empty := moment()
	var ids []string
	for n := range 3 {
		id := uuid.Must(uuid.NewV7()).String()
		ids = append(ids, id)
		w.Run([]world.Call{{As: "eve", Do: "POST " + systems, Send: fmt.Sprintf(`{"id":"%s","tag":"VE0%d","type":"VAV","description":"first"}`, id, 3-n), Want: 201}})
	}
	three := moment()
	w.Run([]world.Call{
		{As: "eve", Do: "PATCH " + systems + "/" + ids[0], Send: `{"base":1,"type":"CAV"}`, Want: 200},
		{As: "eve", Do: "DELETE " + systems + "/" + ids[1], Want: 204},
	})
	two := moment()
	w.Run([]world.Call{
		{As: "eve", Do: "PATCH " + systems + "/" + ids[0], Send: `{"base":2,"type":"LAF"}`, Want: 200},
		{As: "rita", Do: "GET " + systems + "?count=true&at=" + empty, Want: 200, Says: `{"items":[],"total":0}`},
		{As: "rita", Do: "GET " + systems + "?count=true&at=" + three, Want: 200, Says: `"total":3`, Not: "CAV"},
		{As: "rita", Do: "GET " + systems + "?count=true&at=" + two, Want: 200, Says: `"type":"CAV"`, Not: "LAF"},
		{As: "rita", Do: "GET " + systems + "?at=" + two, Want: 200, Says: `"version":2`, Not: ids[1]},
		{As: "rita", Do: "GET " + systems + "?at=" + three + "&filter=" + url.QueryEscape(`[{"field":"tag","op":"is","value":"VE02"}]`), Want: 200, Says: ids[1], Not: ids[0]},
		{As: "rita", Do: "GET " + systems + "?at=" + three + "&q=VE03", Want: 200, Says: ids[0], Not: ids[2]},
		{As: "rita", Do: "GET /projects/{project}/values?thing=system&field=type&at=" + three, Want: 200, Says: `{"value":"VAV","count":3}`},
		{As: "rita", Do: "GET /projects/{project}/groups?thing=row&field=status&at=" + three, Want: 200, Says: `"items":[]`},
		{As: "ann", Do: "GET /projects/{project}/seen?thing=system&format=csv&at=" + three + "&columns=" + url.QueryEscape(`[["tag","Tag"],["type","Type"]]`), Want: 200, Says: "VE03;VAV"},
		{As: "bob", Do: "GET /projects/{other}/systems?at=" + three, Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET " + systems + "?at=0001-05-01T00:00:00Z", Want: 422, Says: "#/at"},
		{As: "ben", Do: "GET " + systems + "?at=" + three, Want: 403, Says: "history"},
		{As: "rita", Do: "GET " + rows + "?at=" + three, Want: 200, Says: `"items":[]`},
	})
	// In the order of tags and in the order in which the rows were made, page by page.
	for sort, want := range map[string]string{"tag": ids[2] + ids[1] + ids[0], "id": strings.Join(ids, "")} {
		got, after := "", ""
		for range 3 {
			var page struct {
				Items []struct{ ID string }
				Next  string
			}
			w.Do("rita", "GET", systems+"?limit=1&sort="+sort+"&at="+three+"&after="+after, "").Read(t, &page)
			if len(page.Items) != 1 {
				t.Fatalf("by %s: a page of %d rows", sort, len(page.Items))
			}
			got, after = got+page.Items[0].ID, page.Next
		}
		if got != want || after != "" {
			t.Errorf("by %s: got %s, want %s, then %q", sort, got, want, after)
		}
	}
}

// What stood outside of a member's disciplines is not seen as it was when it
// still stood inside of them.
func TestAMomentIsNarrowed(t *testing.T) {
	w := world.New(t)
	ve, el := w.ID("registers.disciplines", "code", "VE"), w.ID("registers.disciplines", "code", "EL")
	w.Seat("nina", "own_discipline", "Nordluft", []uuid.UUID{ve})
	const systems = "/projects/{project}/systems"
	one, two := uuid.NewString(), uuid.NewString()
	moment := func() string {
		w.Clock.Advance(time.Second)
		at := w.Clock.Now().Format(time.RFC3339Nano)
		w.Clock.Advance(time.Second)
		return at
	}
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + systems, Send: fmt.Sprintf(`{"id":"%s","tag":"VE01","discipline":"%s"}`, one, ve), Want: 201},
		{As: "eve", Do: "POST " + systems, Send: fmt.Sprintf(`{"id":"%s","tag":"EL01","discipline":"%s"}`, two, el), Want: 201},
	})
	before := moment()
	w.Run([]world.Call{{As: "eve", Do: "PATCH " + systems + "/" + one, Send: fmt.Sprintf(`{"base":1,"discipline":"%s"}`, el), Want: 200}})
	after := moment()
	for _, sort := range []string{"id", "tag"} {
		w.Run([]world.Call{
			{As: "nina", Do: "GET " + systems + "?sort=" + sort + "&at=" + before, Want: 200, Says: one, Not: two},
			{As: "nina", Do: "GET " + systems + "?sort=" + sort + "&at=" + after, Want: 200, Says: `"items":[]`},
			{As: "rita", Do: "GET " + systems + "?sort=" + sort + "&at=" + after, Want: 200, Says: one},
		})
	}
}
