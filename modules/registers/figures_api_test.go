package registers_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

// TestFiguresFollowChangesInAnyOrder does what people do to a register, in an
// order that nobody thought of: what is kept stays what counting would give, to
// somebody who sees all of it and to somebody who sees one discipline.
func TestFiguresFollowChangesInAnyOrder(t *testing.T) {
	w := world.New(t)
	const rows, systems, history = "/projects/{project}/rows", "/projects/{project}/systems", "/projects/{project}/history"
	r := rand.New(rand.NewPCG(7, 65))
	one := func(of ...string) string { return of[r.IntN(len(of))] }
	quoted := func(of ...string) string {
		if v := one(append(of, "")...); v != "" {
			return `"` + v + `"`
		}
		return "null"
	}
	ve, va := w.ID("registers.disciplines", "code", "VE").String(), w.ID("registers.disciplines", "code", "VA").String()
	phases := []string{uuid.NewString(), uuid.NewString()}
	for i, id := range phases {
		w.Run([]world.Call{{As: "ann", Do: "POST /projects/{project}/phases", Send: fmt.Sprintf(`{"id":"%s","code":"X%d","name_da":"Fase %d","milestone":%t}`, id, i, i, i == 1), Want: 201}})
	}
	at := []string{uuid.NewString(), uuid.NewString(), uuid.NewString()}
	for i, id := range at {
		w.Run([]world.Call{{As: "ann", Do: "POST " + systems, Send: fmt.Sprintf(`{"id":"%s","tag":"VE0%d","discipline":"%s"}`, id, i, []string{ve, va}[i%2]), Want: 201}})
	}
	nordluft := w.ID("projects.companies", "name", "Nordluft").String()
	statuses := []string{"not_started", "ready", "in_progress", "passed", "passed_with_remarks", "failed", "blocked", "not_applicable"}
	fields := func() string {
		all := []string{
			`"status":"` + one(statuses...) + `"`, `"weight":` + one("0", "1", "2.5", "40"), `"system":` + quoted(at...), `"discipline":` + quoted(ve, va), `"phase":` + quoted(phases[0]), `"milestone":` + quoted(phases[1]),
			`"company":` + quoted(nordluft), `"planned_on":` + quoted("2026-03-01", "2026-04-20", "2026-06-01"), `"done_on":` + quoted("2026-03-02"), `"note":"` + one("a", "b") + `"`,
		}
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		return strings.Join(all[:1+r.IntN(len(all)-1)], ",")
	}
	var there, gone, undone []string
	did := map[string]func() world.Answer{
		"a new row": func() world.Answer {
			there = append(there, uuid.NewString())
			return w.Do("ann", "POST", rows, fmt.Sprintf(`{"id":"%s","title_da":"Række",%s}`, there[len(there)-1], fields()))
		},
		"a changed row": func() world.Answer {
			id := one(there...)
			return w.Do("ann", "PATCH", rows+"/"+id, `{"base":`+version(w, rows, id)+`,`+fields()+`}`)
		},
		"a deleted row": func() world.Answer {
			i := r.IntN(len(there))
			id := there[i]
			there, gone = append(there[:i], there[i+1:]...), append(gone, id)
			return w.Do("ann", "DELETE", rows+"/"+id+"?base="+version(w, rows, id), "")
		},
		"a restored row": func() world.Answer {
			if len(gone) == 0 {
				return w.Do("ann", "GET", rows, "")
			}
			id := gone[len(gone)-1]
			there, gone = append(there, id), gone[:len(gone)-1]
			return w.Do("ann", "POST", history+"/restore", `{"table":"registers.rows","row":"`+id+`","version":1}`)
		},
		"a change of all": func() world.Answer {
			a := w.Do("ann", "POST", rows+"/change_all", `{"filter":[{"field":"discipline","op":"in","value":["`+one(ve, va)+`"]}],"set":{`+fields()+`}}`)
			if entry, ok := a.Field("entry").(string); ok {
				undone = append(undone, entry)
			}
			return a
		},
		"an undo": func() world.Answer {
			if len(undone) == 0 {
				return w.Do("ann", "GET", rows, "")
			}
			last := undone[len(undone)-1]
			undone = undone[:len(undone)-1]
			return w.Do("ann", "POST", history+"/"+last+"/undo", "")
		},
		"a system that moves": func() world.Answer {
			id := one(at...)
			return w.Do("ann", "PATCH", systems+"/"+id, `{"base":`+version(w, systems, id)+`,"discipline":"`+one(ve, va)+`"}`)
		},
	}
	names := []string{"a new row", "a new row", "a changed row", "a changed row", "a changed row", "a deleted row", "a restored row", "a change of all", "an undo", "a system that moves"}
	for range 6 {
		did["a new row"]()
	}
	carried := 0
	for n := range 80 {
		name := names[r.IntN(len(names))]
		if len(there) < 4 {
			name = "a new row"
		}
		a := did[name]()
		if a.Status >= 500 {
			t.Fatalf("%d: %s: got %d %s", n, name, a.Status, a.Body)
		}
		if a.Status < 300 {
			carried++
		}
		exact(t, w, "ann", fmt.Sprintf("%d: %s", n, name))
		exact(t, w, "ben", fmt.Sprintf("%d: %s", n, name))
	}
	if carried < 60 {
		t.Errorf("only %d of 80 changes were carried out", carried)
	}
	var sheet strings.Builder
	sheet.WriteString("Nr;Titel;Fagområde;Status;Planlagt\r\n")
	for n := range 300 {
		fmt.Fprintf(&sheet, "%d;Måling %d;%s;%s;2026-04-%02d\r\n", 5000+n, n, one("VE", "VA"), one("Bestået", "Ikke startet", "Afvist"), 1+n%28)
	}
	i := applied(t, w, mapped(t, w, bring(t, w, "rows.csv", []byte(sheet.String()))))
	if i.Counts["row"].Done != 300 {
		t.Fatalf("got %+v", i)
	}
	exact(t, w, "ann", "an import")
	if a := w.Do("ann", "POST", "/projects/{project}/imports/"+i.ID+"/undo", ""); a.Status != 200 {
		t.Fatalf("got %d %s", a.Status, a.Body)
	}
	exact(t, w, "ann", "its undo")
	exact(t, w, "ben", "its undo")
}
