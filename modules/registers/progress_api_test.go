package registers_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/platform/db"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

// kept are the figures that are kept up of the rows, each as what is kept and
// what counting anew comes to.
var kept = map[string][2]string{
	"curve": {`select concat_ws(' ', coalesce(system::text, '-'), coalesce(discipline::text, '-'), coalesce(company::text, '-'), coalesce(day::text, '-'), sum(planned)::float, sum(done)::float, sum(open))
			from registers.curve where project = platform.project() group by system, discipline, company, day having sum(planned) <> 0 or sum(done) <> 0 or sum(open) <> 0 order by 1`,
		`select concat_ws(' ', coalesce(system::text, '-'), coalesce(discipline::text, '-'), coalesce(company::text, '-'), coalesce(day::text, '-'), sum(planned)::float, sum(done)::float, sum(open)) from (` + onDays + `) t
			group by system, discipline, company, day having sum(planned) <> 0 or sum(done) <> 0 or sum(open) <> 0 order by 1`},
	"days": {`select concat_ws(' ', coalesce(discipline::text, '-'), coalesce(company::text, '-'), coalesce(day::text, '-'), sum(planned)::float, sum(done)::float, sum(open))
			from registers.days where project = platform.project() group by discipline, company, day having sum(planned) <> 0 or sum(done) <> 0 or sum(open) <> 0 order by 1`,
		`select concat_ws(' ', coalesce(discipline::text, '-'), coalesce(company::text, '-'), coalesce(day::text, '-'), sum(planned)::float, sum(done)::float, sum(open)) from (` + onDays + `) t
			group by discipline, company, day having sum(planned) <> 0 or sum(done) <> 0 or sum(open) <> 0 order by 1`},
	"progress": {`select concat_ws(' ', coalesce(system::text, '-'), coalesce(discipline::text, '-'), coalesce(phase::text, '-'), coalesce(milestone::text, '-'), coalesce(company::text, '-'), status, sum(rows), sum(weight)::float)
			from registers.progress where project = platform.project() group by system, discipline, phase, milestone, company, status having sum(rows) <> 0 or sum(weight) <> 0 order by 1`,
		`select concat_ws(' ', coalesce(system::text, '-'), coalesce(discipline::text, '-'), coalesce(phase::text, '-'), coalesce(milestone::text, '-'), coalesce(company::text, '-'), status, count(*), sum(weight)::float)
			from registers.rows where project = platform.project() group by system, discipline, phase, milestone, company, status order by 1`},
	"figures": {`select concat_ws(' ', coalesce(discipline::text, '-'), coalesce(phase::text, '-'), coalesce(milestone::text, '-'), coalesce(company::text, '-'), status, sum(rows), sum(weight)::float)
			from registers.figures where project = platform.project() group by discipline, phase, milestone, company, status having sum(rows) <> 0 or sum(weight) <> 0 order by 1`,
		`select concat_ws(' ', coalesce(discipline::text, '-'), coalesce(phase::text, '-'), coalesce(milestone::text, '-'), coalesce(company::text, '-'), status, count(*), sum(weight)::float)
			from registers.rows where project = platform.project() group by discipline, phase, milestone, company, status order by 1`},
}

// onDays are the rows by the days they are planned for and done on.
const onDays = `select system, discipline, company, planned_on as day, weight as planned, 0 as done,
		case when planned_on is not null and status in ('not_started', 'ready', 'in_progress', 'failed', 'blocked') then 1 else 0 end as open from registers.rows where project = platform.project() and status <> 'not_applicable'
	union all select system, discipline, company, done_on, 0, weight, 0 from registers.rows where project = platform.project() and status in ('passed', 'passed_with_remarks', 'approved')`

// exact fails the test unless all that is kept is what counting anew gives to
// somebody, who may see only part of it.
func exact(t *testing.T, w *world.World, who, after string) {
	t.Helper()
	for what, queries := range kept {
		var had, anew []string
		w.As(who, func(ctx context.Context) error {
			if err := db.On(ctx).NewRaw(queries[0]).Scan(ctx, &had); err != nil {
				return err
			}
			return db.On(ctx).NewRaw(queries[1]).Scan(ctx, &anew)
		})
		if diff := cmp.Diff(anew, had); diff != "" {
			t.Fatalf("%s after %s, as %s sees it: counted anew -, kept +:\n%s", what, after, who, diff)
		}
	}
}

// TestFiguresFollowEveryChange changes rows in every way there is; what is kept
// of them is each time what counting them would give.
func TestFiguresFollowEveryChange(t *testing.T) {
	w := world.New(t)
	const rows, history = "/projects/{project}/rows", "/projects/{project}/history"
	step := func(name string) { t.Helper(); exact(t, w, "ann", name) }
	ve, va := w.ID("registers.disciplines", "code", "VE"), w.ID("registers.disciplines", "code", "VA")
	system, nordluft := uuid.NewString(), w.ID("projects.companies", "name", "Nordluft")
	w.Run([]world.Call{{As: "ann", Do: "POST /projects/{project}/systems", Send: `{"id":"` + system + `","tag":"VE01","discipline":"` + ve.String() + `"}`, Want: 201}})
	ids := make([]string, 6)
	for i := range ids {
		ids[i] = uuid.NewString()
		w.Run([]world.Call{{As: "ann", Do: "POST " + rows, Send: fmt.Sprintf(`{"id":"%s","title_da":"Række %d","system":"%s","planned_on":"2026-04-%02d","weight":%d}`, ids[i], i, system, 10+3*i, i), Want: 201}})
	}
	step("new rows")
	patch := func(id, base, fields string) world.Call {
		return world.Call{As: "ann", Do: "PATCH " + rows + "/" + id, Send: `{"base":` + base + `,` + fields + `}`, Want: 200}
	}
	for name, call := range map[string]world.Call{
		"a passed row":              patch(ids[1], "1", `"status":"passed"`),
		"a row passed the day":      patch(ids[2], "1", `"status":"passed_with_remarks","done_on":"2026-03-01"`),
		"an approved row":           patch(ids[3], "1", `"status":"approved"`),
		"a row that does not apply": patch(ids[4], "1", `"status":"not_applicable"`),
		"another day and company":   patch(ids[5], "1", `"planned_on":null,"company":"`+nordluft.String()+`"`),
	} {
		w.Run([]world.Call{call})
		step(name)
	}
	w.Run([]world.Call{patch(ids[1], "2", `"status":"failed"`), patch(ids[2], "2", `"done_on":null`), patch(ids[5], "2", `"weight":40,"discipline":"`+va.String()+`"`)})
	step("a row that fails after all, one without a day, and another weight")
	a := w.Do("ann", "POST", rows+"/change_all", `{"filter":[],"set":{"planned_on":"2026-06-01"}}`)
	if a.Status != 200 {
		t.Fatalf("got %d %s", a.Status, a.Body)
	}
	step("a change of all")
	w.Run([]world.Call{{As: "ann", Do: "POST " + history + "/" + fmt.Sprint(a.Field("entry")) + "/undo", Want: 200}})
	step("its undo")
	w.Run([]world.Call{{As: "ann", Do: "DELETE " + rows + "/" + ids[0] + "?base=" + version(w, rows, ids[0]), Want: 204}})
	step("a deleted row")
	w.Run([]world.Call{{As: "ann", Do: "POST " + history + "/restore", Send: `{"table":"registers.rows","row":"` + ids[0] + `","version":1}`, Want: 200}})
	step("a deleted row that is back")
	w.Run([]world.Call{{As: "ann", Do: "POST " + history + "/restore", Send: `{"table":"registers.rows","row":"` + ids[1] + `","version":2}`, Want: 200}})
	step("a row put back to what it was")
	w.As("ann", func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw(`insert into registers.rows (id, no, title_da, status, planned_on, done_on) select gen_random_uuid(), 1000 + n, 'Mange', 'passed', date '2026-01-01' + n, date '2026-02-01' + n from generate_series(1, 90) n`).Exec(ctx)
		return err
	})
	step("many rows at once")
}

func version(w *world.World, rows, id string) string {
	return fmt.Sprint(w.Do("ann", "GET", rows+"/"+id, "").Field("version"))
}

// scene is a project with two buildings: VE01 lies in a room of A, VA01 in B,
// and BA01 nowhere.
func scene(t *testing.T, w *world.World) (places map[string]string) {
	t.Helper()
	places = map[string]string{}
	post := func(path, body string) string {
		t.Helper()
		a := w.Do("ann", "POST", "/projects/{project}"+path, body)
		if a.Status != 201 {
			t.Fatalf("%s %s: got %d %s", path, body, a.Status, a.Body)
		}
		return fmt.Sprint(a.Field("id"))
	}
	places["A"] = post("/locations", `{"kind":"building","code":"A","name":"Indskoling"}`)
	places["A1"] = post("/locations", `{"kind":"floor","code":"1","parent":"`+places["A"]+`"}`)
	places["A101"] = post("/locations", `{"kind":"space","code":"A.101","parent":"`+places["A1"]+`"}`)
	places["B"] = post("/locations", `{"kind":"building","code":"B"}`)
	at := func(place string) string {
		if place == "" {
			return ""
		}
		return `,"location":"` + places[place] + `"`
	}
	company := w.ID("projects.companies", "name", "Nordluft").String()
	for _, s := range []struct{ tag, discipline, place string }{{"VE01", "VE", "A101"}, {"VA01", "VA", "B"}, {"BA01", "BA", ""}} {
		places[s.tag] = post("/systems", `{"tag":"`+s.tag+`","discipline":"`+w.ID("registers.disciplines", "code", s.discipline).String()+`"`+at(s.place)+`}`)
	}
	for _, r := range []string{
		`{"title_da":"Indregulering","system":"` + places["VE01"] + `","status":"passed","planned_on":"2026-04-01","weight":3,"company":"` + company + `"}`,
		`{"title_da":"Tæthed","system":"` + places["VE01"] + `","status":"failed","planned_on":"2026-04-02","company":"` + company + `"}`,
		`{"title_da":"Snart","system":"` + places["VA01"] + `","planned_on":"2026-04-28"}`,
		`{"title_da":"Senere","system":"` + places["VA01"] + `","planned_on":"2026-06-01"}`,
		`{"title_da":"Hvor som helst","system":"` + places["BA01"] + `","status":"approved"}`,
		`{"title_da":"Ikke her","system":"` + places["VA01"] + `","status":"not_applicable","planned_on":"2026-04-01"}`,
	} {
		post("/rows", r)
	}
	return places
}

func TestProgressOfAPart(t *testing.T) {
	w := world.New(t)
	const progress = "/projects/{project}/progress"
	for _, path := range []string{"", "/curve", "/places", "/soon", "/late", "/systems"} {
		w.Walls("GET "+progress+path, "", "")
	}
	at := scene(t, w)
	ve, va := w.ID("registers.disciplines", "code", "VE").String(), w.ID("registers.disciplines", "code", "VA").String()
	part := func(filter string) string { return "?filter=" + strings.ReplaceAll(filter, `"`, "%22") }
	inA := part(`[{"field":"place","op":"in","value":["` + at["A"] + `"]}]`)
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + progress, Want: 200, Says: `"late":1,"soon":1`},
		{As: "rita", Do: "GET " + progress + "?location=" + at["A"], Want: 200, Says: `"late":1,"soon":0`, Not: va},
		{As: "rita", Do: "GET " + progress + "?location=" + at["A101"], Want: 200, Says: ve, Not: va},
		{As: "rita", Do: "GET " + progress + "?discipline=" + va, Want: 200, Says: `"late":0,"soon":1`, Not: ve},
		{As: "rita", Do: "GET " + progress + "?company=" + w.ID("projects.companies", "name", "Nordluft").String(), Want: 200, Says: ve, Not: va},
		{As: "rita", Do: "GET " + progress + "/systems?location=" + at["A"], Want: 200, Says: at["VE01"], Not: at["VA01"]},
		{As: "rita", Do: "GET " + progress + "/systems", Want: 200, Says: `"systems":3`},
		{As: "rita", Do: "GET " + progress + "/systems?most=1", Want: 200, Says: at["VA01"], Not: at["VE01"]}, // it has most left
		{As: "rita", Do: "GET " + progress + "/systems?systems=" + at["VE01"] + "," + at["BA01"], Want: 200, Says: at["BA01"], Not: at["VA01"]},
		{As: "rita", Do: "GET " + progress + "/systems?systems=" + uuid.NewString(), Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET " + progress + "/systems?systems=" + at["VE01"] + ",x", Want: 422, Says: "#/systems"},
		{As: "rita", Do: "GET " + progress + "/systems?systems=" + strings.Repeat(at["VE01"]+",", 101) + at["VE01"], Want: 422},
		{As: "rita", Do: "GET " + progress + "/systems?most=101", Want: 422},
		{As: "ben", Do: "GET " + progress + "/systems", Want: 200, Says: at["VE01"], Not: at["VA01"]},
		{As: "rita", Do: "GET " + progress + "?company=" + uuid.NewString(), Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET " + progress + "?company=nobody", Want: 422},
		{As: "rita", Do: "GET " + progress + "/soon", Want: 200, Says: "Snart", Not: "Senere"},
		{As: "rita", Do: "GET " + progress + "/late" + inA, Want: 200, Says: "Tæthed", Not: "Indregulering"},
		{As: "rita", Do: "GET " + progress + "/soon" + inA, Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET /projects/{project}/rows" + inA + "&count=true", Want: 200, Says: `"total":2`},
		{As: "rita", Do: "GET /projects/{project}/systems" + inA + "&count=true", Want: 200, Says: `"total":1`},
		{As: "rita", Do: "GET /projects/{project}/rows" + part(`[{"field":"place","op":"in","value":[null]}]`), Want: 200, Says: "Hvor som helst", Not: "Snart"},
		{As: "rita", Do: "GET /projects/{project}/rows" + part(`[{"field":"place","op":"gt","value":"x"}]`), Want: 422},
		{As: "rita", Do: "GET /projects/{project}/requirements" + inA, Want: 422, Says: "no field place"},
		{As: "rita", Do: "GET /projects/{project}/values?thing=row&field=place", Want: 200, Says: at["B"]},
		// Ben is narrowed to VE of his own company's discipline.
		{As: "ben", Do: "GET " + progress, Want: 200, Says: ve, Not: va},
		{As: "ben", Do: "GET " + progress + "/places", Want: 200, Says: at["A101"], Not: at["B"]},
		{As: "ben", Do: "GET " + progress + "/curve", Want: 200, Says: `"total":4`},
	})
	var places struct {
		Items []struct {
			ID                    string
			Rows, Failed, Systems int
			Weight, Done          float64
		}
		Elsewhere struct{ Rows int }
	}
	w.Do("rita", "GET", progress+"/places", "").Read(t, &places)
	type sum struct {
		Rows, Failed, Systems int
		Weight, Done          float64
	}
	got := map[string]sum{}
	for _, p := range places.Items {
		got[p.ID] = sum{p.Rows, p.Failed, p.Systems, p.Weight, p.Done}
	}
	a := sum{2, 1, 1, 4, 3}
	if diff := cmp.Diff(map[string]sum{at["A"]: a, at["A1"]: a, at["A101"]: a, at["B"]: {2, 0, 1, 2, 0}}, got); diff != "" {
		t.Errorf("places: want -, got +:\n%s", diff)
	}
	if places.Elsewhere.Rows != 1 {
		t.Errorf("got %d rows without a location, want 1", places.Elsewhere.Rows)
	}
	var curve struct {
		Total, Done, Due, Unplanned float64
		Weeks                       []struct{ From string }
	}
	w.Do("rita", "GET", progress+"/curve", "").Read(t, &curve)
	if curve.Total != 7 || curve.Done != 4 || curve.Due != 4 || curve.Unplanned != 1 || len(curve.Weeks) != 10 || curve.Weeks[0].From != "2026-03-30" {
		t.Errorf("got the curve %+v", curve)
	}
}
