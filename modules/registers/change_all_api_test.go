package registers_test

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/platform/db"

	"github.com/google/uuid"
)

func TestChangeAll(t *testing.T) {
	w := world.New(t)
	const rows = "/projects/{project}/rows"
	w.Walls("POST "+rows+"/change_all", `{"filter":[],"set":{"note":"x"}}`, "rita")
	ve := w.ID("registers.disciplines", "code", "VE")
	for i := range 6 {
		status := []string{"ready", "failed"}[i%2]
		if a := w.Do("ann", "POST", rows, fmt.Sprintf(`{"title_da":"Række %d","status":"%s","discipline":"%s"}`, i, status, ve)); a.Status != 201 {
			t.Fatalf("got %d %s", a.Status, a.Body)
		}
	}
	const failed = `"filter":[{"field":"status","op":"in","value":["failed"]}]`
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + rows + "/change_all", Send: `{` + failed + `,"set":{"note":"Ret","br18":true},"preview":true}`, Want: 200, Says: `"rows":3,"fields":2`},
		{As: "eve", Do: "GET " + rows + "?q=Ret&count=true", Want: 200, Says: `"total":0`},
		{As: "eve", Do: "POST " + rows + "/change_all", Send: `{` + failed + `,"set":{"weight":-1}}`, Want: 422, Says: "#/weight"},
		{As: "eve", Do: "POST " + rows + "/change_all", Send: `{` + failed + `,"set":{"cost":1}}`, Want: 422, Says: "#/cost"},
		{As: "eve", Do: "POST " + rows + "/change_all", Send: `{"filter":[{"field":"cost","op":"is","value":1}],"set":{"note":"x"}}`, Want: 422, Says: "no field cost"},
		{As: "eve", Do: "POST " + rows + "/change_all", Send: `{` + failed + `,"set":{}}`, Want: 422, Says: "#/set"},
		// Those that are changed fall out of the filter while it is worked through.
		{As: "ben", Do: "POST " + rows + "/change_all", Send: `{` + failed + `,"set":{"note":"Bens"}}`, Want: 200, Says: `"rows":0,"fields":1,"refused":3`},
	})
	a := w.Do("eve", "POST", rows+"/change_all", `{`+failed+`,"set":{"note":"Ret","status":"blocked"}}`)
	if a.Status != 200 || a.Field("rows") != 3.0 {
		t.Fatalf("got %d %s, want 3 rows changed", a.Status, a.Body)
	}
	w.Run([]world.Call{
		{As: "eve", Do: "GET " + rows + "?q=Ret&count=true", Want: 200, Says: `"total":3`},
		{As: "eve", Do: "POST /projects/{project}/history/" + fmt.Sprint(a.Field("entry")) + "/undo", Want: 200},
		{As: "eve", Do: "GET " + rows + "?q=Ret&count=true", Want: 200, Says: `"total":0`},
	})
}

func TestChangeOfMoreRowsGoesOnInTheBackground(t *testing.T) {
	w := world.New(t)
	w.As("ann", func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw("insert into registers.rows (id, no, title_da) select gen_random_uuid(), n, 'Mange' from generate_series(1, 10500) n").Exec(ctx)
		if err != nil {
			return err
		}
		_, err = db.On(ctx).NewRaw("update registers.rows set status = 'approved' where no <= 20").Exec(ctx)
		return err
	})
	const rows = "/projects/{project}/rows"
	a := w.Do("eve", "POST", rows+"/change_all", `{"filter":[],"set":{"note":"Alle"}}`)
	id, err := uuid.Parse(fmt.Sprint(a.Field("task")))
	if err != nil {
		t.Fatalf("got %s, want a task", a.Body)
	}
	if state := w.Task("eve", id); state != "done" {
		t.Fatalf("got the task %s", state)
	}
	result, _ := w.Do("eve", "GET", "/tasks/"+id.String(), "").Field("result").(map[string]any)
	if reason, _ := result["reason"].(string); result["refused"] != 20.0 || !strings.Contains(reason, "approve") {
		t.Errorf("got the result %v, want 20 refused with the reason", result)
	}
	w.Run([]world.Call{
		{As: "eve", Do: "GET " + rows + "?limit=1&count=true&filter=" + url.QueryEscape(`[{"field":"note","op":"is","value":"Alle"}]`), Want: 200, Says: `"total":10480`},
		{As: "eve", Do: "POST /projects/{project}/history/" + fmt.Sprint(result["subject"]) + "/undo", Want: 200, Says: `"rows":10480`},
		{As: "eve", Do: "GET " + rows + "?limit=1&count=true&filter=" + url.QueryEscape(`[{"field":"note","op":"is","value":"Alle"}]`), Want: 200, Says: `"total":0`},
	})
}

func TestExportOfWhatIsSeen(t *testing.T) {
	w := world.New(t)
	const seen, rows = "/projects/{project}/seen", "/projects/{project}/rows"
	columns := func(fields ...string) string {
		var all []string
		for _, f := range fields {
			all = append(all, fmt.Sprintf(`["%s","%s"]`, f, strings.ToUpper(f)))
		}
		return "&columns=" + url.QueryEscape("["+strings.Join(all, ",")+"]")
	}
	w.Walls("GET "+seen+"?thing=row&format=csv"+columns("no"), "", "")
	price := column(t, w, `{"thing":"row","name_da":"Pris","kind":"number"}`)
	tags := column(t, w, `{"thing":"row","name_da":"Mærker","kind":"choices","choices":["A","B"]}`)
	ve := w.ID("registers.disciplines", "code", "VE")
	for i, title := range []string{"=1+1", "To; tre", "Sidst"} {
		send := fmt.Sprintf(`{"title_da":"%s","status":"failed","br18":true,"planned_on":"2026-04-2%d","discipline":"%s","own":{"%s":1.5,"%s":["A","B"]}}`, title, i, ve, strings.TrimPrefix(price, "own."), strings.TrimPrefix(tags, "own."))
		if a := w.Do("ann", "POST", rows, send); a.Status != 201 {
			t.Fatalf("got %d %s", a.Status, a.Body)
		}
	}
	a := w.Do("ann", "GET", seen+"?thing=row&format=csv&name=Register%20rows&sort=-planned_on&filter="+url.QueryEscape(`[{"field":"planned_on","op":"lte","value":"2026-04-21"}]`)+
		columns("no", "title", "status", "br18", "planned_on", "discipline", price, tags), "")
	want := strings.ReplaceAll("\ufeffNO;TITLE;STATUS;BR18;PLANNED_ON;DISCIPLINE;PRICE;TAGS\r\n2;\"To; tre\";Failed;Yes;2026-04-21;Ventilation;1.5;\"A; B\"\r\n1;'=1+1;Failed;Yes;2026-04-20;Ventilation;1.5;\"A; B\"\r\n", "PRICE;TAGS", strings.ToUpper(price+";"+tags))
	if a.Status != 200 || string(a.Body) != want {
		t.Errorf("got %d\n%s\nwant\n%s", a.Status, a.Body, want)
	}
	if name := a.Header.Get("Content-Disposition"); !strings.Contains(name, "register-rows-2026-04-20.csv") {
		t.Errorf("got the name %s", name)
	}
	book := w.Do("ann", "GET", seen+"?thing=row&format=xlsx"+columns("no", "title", "planned_on"), "")
	if book.Status != 200 || !strings.HasPrefix(string(book.Body), "PK") {
		t.Errorf("got %d %.40s, want a workbook", book.Status, book.Body)
	}
	w.Run([]world.Call{
		{As: "ann", Do: "GET " + seen + "?thing=row&format=pdf" + columns("no"), Want: 422, Says: "#/format"},
		{As: "ann", Do: "GET " + seen + "?thing=row&format=csv" + columns("cost"), Want: 422, Says: "no field cost"},
		{As: "ann", Do: "GET " + seen + "?thing=row&format=csv&columns=all", Want: 422, Says: "#/columns"},
		{As: "ann", Do: "GET " + seen + "?thing=kitchen&format=csv" + columns("no"), Want: 422, Says: "#/thing"},
		{As: "ben", Do: "GET " + seen + "?thing=row&format=csv" + columns("no", "title"), Want: 403},
		{As: "bob", Do: "GET /projects/{other}/seen?thing=row&format=csv" + columns("no"), Want: 200, Not: "1\r\n"},
	})
}
