package registers_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"cxweb/cmd/world"
	"cxweb/platform/db"
	"cxweb/platform/testkit"

	"github.com/google/uuid"
)

// page is what somebody has read and keeps with its tag, as a browser does.
type page struct {
	as, path, language string
	tag, body          string
}

// how an answer came about.
const (
	unread = "not read again"   // nothing of the project has changed
	same   = "read, and equal"  // something has, but not this
	other  = "read, and others" // or refused
)

// look asks again for a page, and holds what comes against the page as it is
// for whoever has nothing yet.
func (p *page) look(t *testing.T, w *world.World) string {
	t.Helper()
	if p.language == "" {
		p.language = "en"
	}
	shown := p.tag
	a := w.Do(p.as, "GET", p.path, "", "If-None-Match", shown, "Accept-Language", p.language)
	whole := w.Do(p.as, "GET", p.path, "", "Accept-Language", p.language)
	body, tag := string(whole.Body), a.Header.Get("ETag")
	switch {
	case a.Status == 304 && (whole.Status != 200 || body != p.body):
		t.Fatalf("%s is told that %s has not changed; it is %d %s and was %s", p.as, p.path, whole.Status, body, p.body)
	case a.Status == 304 && tag == shown:
		return unread
	case a.Status == 304:
		p.tag = tag
		return same
	case a.Status != whole.Status || a.Status == 200 && string(a.Body) != body:
		t.Fatalf("%s gets %d %s of %s with a tag, and %d %s without", p.as, a.Status, a.Body, p.path, whole.Status, body)
	}
	p.tag, p.body = tag, ""
	if a.Status == 200 {
		p.body = body
	}
	return other
}

// TestUnchangedIsNotReadAgain changes whatever a list can come of, one thing
// after the other: each is seen, by everyone, and what is as it was is not read.
func TestUnchangedIsNotReadAgain(t *testing.T) {
	w := world.New(t)
	const rows, systems, members = "/projects/{project}/rows", "/projects/{project}/systems", "/projects/{project}/members"
	ve, va := w.ID("registers.disciplines", "code", "VE"), w.ID("registers.disciplines", "code", "VA")
	system, row, gone, made := uuid.NewString(), uuid.NewString(), uuid.NewString(), uuid.NewString()
	did := func(as, do, send string, want int) func() {
		return func() { t.Helper(); w.Run([]world.Call{{As: as, Do: do, Send: send, Want: want}}) }
	}
	set := func(statement string, args ...any) func() {
		return func() {
			t.Helper()
			w.As("ann", func(ctx context.Context) error {
				_, err := db.On(ctx).NewRaw(statement, args...).Exec(ctx)
				return err
			})
		}
	}
	did("ann", "POST "+systems, `{"id":"`+system+`","tag":"VE01","discipline":"`+ve.String()+`"}`, 201)()
	did("ann", "POST "+rows, fmt.Sprintf(`{"id":"%s","title_da":"Luft","title_en":"Air","system":"%s","discipline":"%s"}`, row, system, ve), 201)()
	did("ann", "POST "+rows, fmt.Sprintf(`{"id":"%s","title_da":"Vand","discipline":"%s"}`, gone, va), 201)()
	pages := []*page{
		{as: "ann", path: rows}, {as: "eve", path: rows + "?sort=system,-no&count=true"}, {as: "ben", path: rows}, {as: "rita", path: rows + "?q=luft"}, {as: "rita", path: rows, language: "da"},
		{as: "rita", path: rows + "/" + row}, {as: "eve", path: systems}, {as: "ben", path: systems + "?sort=-tag"},
	}
	settled := func() {
		t.Helper()
		for _, p := range pages {
			p.look(t, w)
			if how := p.look(t, w); p.body != "" && how != unread {
				t.Errorf("%s of %s: unchanged it is %s", p.path, p.as, how)
			}
		}
	}
	everyone := func(*page) bool { return true }
	of := func(as string) func(*page) bool { return func(p *page) bool { return p.as == as } }
	day := testkit.Today
	for _, one := range []struct {
		what string
		do   func()
		sees func(*page) bool
	}{
		{"a row is changed", did("eve", "PATCH "+rows+"/"+row, `{"base":1,"note":"ny"}`, 200), everyone},
		{"a row is made", did("eve", "POST "+rows, fmt.Sprintf(`{"id":"%s","title_da":"Varme","discipline":"%s"}`, made, ve), 201), everyone},
		{"a row is removed", did("ann", "DELETE "+rows+"/"+gone+"?base=1", "", 204), everyone},
		{"what a row refers to is called otherwise", did("eve", "PATCH "+systems+"/"+system, `{"base":1,"tag":"VE02"}`, 200), everyone},
		{"many rows are changed", did("eve", "POST "+rows+"/change_many", fmt.Sprintf(`{"changes":[{"id":"%s","base":1,"set":{"status":"passed"}}]}`, made), 200), everyone},
		{"all rows are changed", did("eve", "POST "+rows+"/change_all", `{"filter":[],"set":{"unit":"Pa"}}`, 200), everyone},
		{"a row is put back", did("ann", "POST /projects/{project}/history/restore", `{"table":"registers.rows","row":"`+row+`","version":1}`, 200), everyone},
		{"a removed row is put back", did("ann", "POST /projects/{project}/history/restore", `{"table":"registers.rows","row":"`+gone+`","version":1}`, 200), everyone},
		{"a column is made", did("ann", "POST /projects/{project}/columns", `{"thing":"row","name_da":"Pris","kind":"number"}`, 201), everyone},
		{"rows are imported", func() { applied(t, w, mapped(t, w, bring(t, w, "rk.csv", []byte("Titel\r\nIndlæst\r\n")))) }, everyone},
		{"a member is narrowed to other disciplines", set("update projects.members set disciplines = ? where project = ? and person = ?", "{"+va.String()+"}", w.Project, w.People["ben"]), of("ben")},
		{"a member may no longer view", set("update projects.members set rights = array_remove(rights, 'registers.view') where project = ? and person = ?", w.Project, w.People["rita"]), of("rita")},
		{"a member may view again", set("update projects.members set rights = rights || array['registers.view'] where project = ? and person = ?", w.Project, w.People["rita"]), of("rita")},
		{"a member's days end", set("update projects.members set ends_on = ? where project = ? and person = ?", day.AddDate(0, 0, -1), w.Project, w.People["ben"]), of("ben")},
		{"a member comes back", set("update projects.members set ends_on = null where project = ? and person = ?", w.Project, w.People["ben"]), of("ben")},
		{"the project is looked at as another", did("ann", "POST "+members+"/"+w.ID("projects.members", "person", w.People["ben"]).String()+"/view", "", 204), of("ann")},
		{"and no longer", did("ann", "POST /me/viewing/end", "", 204), of("ann")},
		{"a member leaves", set("delete from projects.members where project = ? and person = ?", w.Project, w.People["eve"]), of("eve")},
		{"somebody signs out", did("rita", "POST /sign_out", "", 200), of("rita")},
	} {
		settled()
		one.do()
		for _, p := range pages {
			if had := p.body != ""; had && p.look(t, w) == unread && one.sees(p) {
				t.Errorf("%s: %s is told that %s has not changed", one.what, p.as, p.path)
			}
		}
	}
}

// TestTagsAreOnesOwn shows tags of others, of other languages and other lists.
func TestTagsAreOnesOwn(t *testing.T) {
	w := world.New(t)
	const rows = "/projects/{project}/rows"
	w.Run([]world.Call{{As: "ann", Do: "POST " + rows, Send: `{"title_da":"Luft","title_en":"Air"}`, Want: 201}})
	mine := page{as: "ann", path: rows}
	mine.look(t, w)
	for _, p := range []page{{as: "ben", path: rows}, {as: "bob", path: rows}, {as: "", path: rows}, {as: "ann", path: rows + "?limit=1"}, {as: "ann", path: "/projects/{project}/systems"}, {as: "ann", path: rows, language: "da"}} {
		p.tag, p.body = mine.tag, mine.body
		if how := p.look(t, w); how == unread {
			t.Errorf("with another's tag %s of %s in %s is %s", p.path, p.as, p.language, how)
		}
	}
	for _, tag := range []string{`W/"."`, `W/"a."`, `".b"`, `W/"`, "*", strings.Repeat("a.", 2000)} {
		p := page{as: "ann", path: rows, tag: tag}
		if how := p.look(t, w); how != other {
			t.Errorf("with %.20q the answer is %s", tag, how)
		}
	}
	// Names of people stand outside the project: what is sorted by them is read each time.
	if a := w.Do("ann", "GET", rows+"?sort=person", ""); a.Status != 200 || strings.Contains(a.Header.Get("ETag"), ".") {
		t.Errorf("a list in the order of names has the tag %s", a.Header.Get("ETag"))
	}
}

// TestTransactionsThatOverlapAreSeen has one begin to change something, another
// change something else meanwhile and end first, and somebody read in between.
func TestTransactionsThatOverlapAreSeen(t *testing.T) {
	w := world.New(t)
	const systems = "/projects/{project}/systems"
	id := uuid.New()
	w.Run([]world.Call{{As: "ann", Do: "POST " + systems, Send: `{"id":"` + id.String() + `","tag":"A"}`, Want: 201}})
	p := page{as: "rita", path: systems}
	for n := range 5 {
		w.As("ann", func(ctx context.Context) error {
			if _, err := db.On(ctx).NewRaw("update registers.systems set description = ? where id = ?", fmt.Sprint(n), id).Exec(ctx); err != nil {
				return err
			}
			w.Run([]world.Call{{As: "eve", Do: "POST " + systems, Send: fmt.Sprintf(`{"tag":"B%d"}`, n), Want: 201}})
			p.look(t, w)
			if how := p.look(t, w); how != unread {
				t.Errorf("before the first has ended: %s", how)
			}
			return nil
		})
		if how := p.look(t, w); how != other {
			t.Errorf("when the first has ended as the second: %s", how)
		}
	}
}

// TestNothingStaleIsEverAnswered lets chance change things and ask for pages,
// also while others write.
func TestNothingStaleIsEverAnswered(t *testing.T) {
	w := world.New(t)
	disciplines := []string{w.ID("registers.disciplines", "code", "VE").String(), w.ID("registers.disciplines", "code", "VA").String(), w.ID("registers.disciplines", "code", "EL").String()}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(1, seed))
	things := []string{"systems", "rows", "components", "locations"}
	fields := map[string]string{"systems": "description", "rows": "note", "components": "name", "locations": "name"}
	made := map[string][]string{}
	create := func() {
		thing, id := things[r.IntN(len(things))], uuid.NewString()
		body := map[string]string{"systems": `"tag":"%[1]s","discipline":"%[2]s"`, "rows": `"title_da":"%[1]s","discipline":"%[2]s"`, "components": `"tag":"%[1]s"`, "locations": `"kind":"space","code":"%[1]s"`}[thing]
		if a := w.Do("ann", "POST", "/projects/{project}/"+thing, fmt.Sprintf(`{"id":"`+id+`",`+body+`}`, id[:8], disciplines[r.IntN(3)])); a.Status != 201 {
			t.Fatalf("%s: %d %s", thing, a.Status, a.Body)
		}
		made[thing] = append(made[thing], id)
	}
	for range 12 {
		create()
	}
	change := func() {
		thing := things[r.IntN(len(things))]
		if len(made[thing]) == 0 {
			return
		}
		one := "/projects/{project}/" + thing + "/" + made[thing][r.IntN(len(made[thing]))]
		base := w.Do("ann", "GET", one, "").Field("version")
		switch r.IntN(4) {
		case 0:
			w.Do("ann", "DELETE", fmt.Sprintf("%s?base=%v", one, base), "") // may be refused, or gone
		default:
			w.Do("eve", "PATCH", one, fmt.Sprintf(`{"base":%v,"%s":"%d"}`, base, fields[thing], r.IntN(3)))
		}
	}
	narrow := func() {
		disciplines := []any{nil, "{" + disciplines[0] + "}", "{" + disciplines[1] + "," + disciplines[2] + "}"}[r.IntN(3)]
		w.As("ann", func(ctx context.Context) error {
			_, err := db.On(ctx).NewRaw("update projects.members set disciplines = ?, own_company = ? where project = ? and person = ?", disciplines, r.IntN(2) == 0, w.Project, w.People["ben"]).Exec(ctx)
			return err
		})
	}
	var pages []*page
	for _, as := range []string{"ann", "ben", "rita"} {
		for _, thing := range things {
			pages = append(pages, &page{as: as, path: "/projects/{project}/" + thing}, &page{as: as, path: "/projects/{project}/" + thing + "?sort=-changed_at&limit=3&count=true"}, &page{as: as, path: "/projects/{project}/" + thing + "?q=1", language: "da"})
		}
	}
	counts := map[string]int{}
	for range 400 {
		switch r.IntN(10) {
		case 0:
			create()
		case 1, 2:
			change()
		case 3:
			narrow()
		default:
			counts[pages[r.IntN(len(pages))].look(t, w)]++
		}
	}
	if counts[unread] == 0 || counts[same] == 0 || counts[other] == 0 {
		t.Errorf("of all answers were %v", counts)
	}
	// While others write there is no telling what is right in between; when they
	// have ended there is.
	for range 5 {
		var all sync.WaitGroup
		for n := range 4 {
			all.Go(func() {
				for i := range 5 {
					w.Do("ann", "POST", "/projects/{project}/systems", fmt.Sprintf(`{"tag":"S%d-%d-%s"}`, n, i, uuid.NewString()[:8]))
				}
			})
		}
		for range 5 {
			for _, p := range pages[:3] {
				a := w.Do(p.as, "GET", p.path, "", "If-None-Match", p.tag)
				if a.Status == 200 {
					p.tag, p.body, p.language = a.Header.Get("ETag"), string(a.Body), ""
				}
			}
		}
		all.Wait()
		for _, p := range pages {
			p.look(t, w)
		}
	}
}
