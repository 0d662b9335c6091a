package world_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"cxweb/cmd/program"
	"cxweb/cmd/world"
	"cxweb/modules/projects"
	"cxweb/platform/kernel"
	"cxweb/platform/testkit"

	"github.com/google/uuid"
)

// TestRightsOfEveryAction takes every action of every module as somebody of each
// role, as nobody and as a stranger, on the own and on another project, and
// expects exactly what the rights say. The page of the docs is what came back.
func TestRightsOfEveryAction(t *testing.T) {
	w := world.New(t)
	roles := program.ModuleOf[*projects.Module](w.Program).Presets()
	for _, r := range roles {
		var disciplines []uuid.UUID
		if r.Narrowed {
			disciplines = []uuid.UUID{w.ID("registers.disciplines", "code", "VE")}
		}
		w.Seat("role "+r.Code, r.Code, "Nordluft", disciplines)
	}
	var page strings.Builder
	page.WriteString("| action | right | signed out | another project |")
	for _, r := range roles {
		page.WriteString(" " + r.NameEN + " |")
	}
	page.WriteString("\n|---|---|---|---|" + strings.Repeat(":-:|", len(roles)) + "\n")
	actions := slices.SortedFunc(slices.Values(w.Actions()), func(a, b kernel.Action) int { return strings.Compare(a.Name, b.Name) })
	for _, a := range actions {
		if !a.OfProject() {
			continue
		}
		area, verb := a.Right()
		right := area + "." + verb
		if area == "" {
			right = "being a member; more by what it is about"
		}
		out, foreign := tried(w, "", a, w.Project), tried(w, "bob", a, w.Project)
		if out.Status != 401 && !a.IsOpen() {
			t.Errorf("%s signed out: got %d, want 401", a.Name, out.Status)
		}
		if foreign.Status != 404 && !a.IsOpen() {
			t.Errorf("%s on another project: got %d, want 404", a.Name, foreign.Status)
		}
		fmt.Fprintf(&page, "| `%s` | %s | %d | %d |", a.Name, right, out.Status, foreign.Status)
		for _, r := range roles {
			who := "role " + r.Code
			if a.Name == "files.change.watch" { // what is let in never ends; its scenarios are with the kernel's
				page.WriteString(" ○ |")
				continue
			}
			got := tried(w, who, a, w.Project)
			if got.Status == 401 || got.Status >= 500 {
				t.Errorf("%s as %s: got %d %s", a.Name, r.Code, got.Status, got.Body)
			}
			if s := tried(w, who, a, w.Other).Status; s != 404 && !a.IsOpen() {
				t.Errorf("%s as %s on another project: got %d, want 404", a.Name, r.Code, s)
			}
			if a.Method != http.MethodGet && got.Status < 300 && !slices.Contains(harmless, a.Name) {
				t.Errorf("%s as %s was carried out without anything to go on: %d %s", a.Name, r.Code, got.Status, got.Body)
			}
			denied := got.Status == 403 && strings.Contains(string(got.Body), "/problems/denied/right")
			held := slices.Contains(r.Rights, right) || verb == "edit" && (slices.Contains(r.Rights, area+".edit_own") || slices.Contains(r.Rights, area+".edit_all"))
			switch {
			case area == "":
				page.WriteString(" ○ |")
			case held:
				if denied {
					t.Errorf("%s as %s, who holds %s: got %s", a.Name, r.Code, right, got.Body)
				}
				page.WriteString(" ● |")
			default:
				if !denied {
					t.Errorf("%s as %s, who does not hold %s: got %d %s", a.Name, r.Code, right, got.Status, got.Body)
				}
				page.WriteString(" – |")
			}
		}
		page.WriteString("\n")
	}
	testkit.Page(t, "../../docs/security/isolation.md", page.String())
}

// harmless are actions that need nothing to go on: any bytes are a file, and
// everybody may end their own calendar address, also one that is not there.
var harmless = []string{"files.file.upload", "gates.feed.end"}

// tried carries out an action on things that do not exist, with a body that
// cannot be read: the rights are looked at first.
func tried(w *world.World, who string, a kernel.Action, project uuid.UUID) world.Answer {
	path := strings.Replace(a.Path, ":project", project.String(), 1)
	path = strings.Replace(path, ":table", "registers.rows", 1)
	path = parameter.ReplaceAllStringFunc(path, func(string) string { return uuid.NewString() })
	body := "["
	if a.Method == http.MethodGet || a.Method == http.MethodDelete {
		body = ""
	}
	return w.Do(who, a.Method, path, body)
}
