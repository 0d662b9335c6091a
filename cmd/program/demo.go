package program

import (
	"context"
	"crypto/rand"
	"embed"
	"encoding/base64"
	"encoding/csv"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"cxweb/modules/accounts"
	"cxweb/modules/projects"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

//go:embed demo/*.csv
var demoFiles embed.FS

// demoToday is the day on which the demo project's dates were written; they
// move by whole weeks so that it falls in the present one.
var demoToday = time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC)

// demoProject has a fixed id, so that a second start knows it.
var demoProject = uuid.MustParse("019dd000-0000-7000-8000-000000000001")

// DemoPerson is somebody who takes part in the demo project.
type DemoPerson struct {
	Name, RoleDA, RoleEN, Company, Permission, Email string
	ID                                               uuid.UUID
}

// demoRoles are the presets that the demo's permission labels stand for.
var demoRoles = map[string]string{"Projektadministrator": "administrator", "Kommentar og godkend": "comment_and_approve", "Udfør på tablet": "tablet", "Redigér": "editor",
	"Redigér og eksport": "editor_export", "Redigér egen disciplin": "own_discipline", "Egne punkter": "own_items", "Læs og godkend": "read_and_approve"}

// demoNarrow are the disciplines that those with a discipline of their own work in.
var demoNarrow = map[string][]string{"Line Frost": {"Ventilation", "Varme", "Køling", "Brugsvand", "Afløb og regnvand"}, "Omar Said": {"El", "Belysning", "Vedvarende energi", "IT og AV", "Sikring"},
	"Tina Mørk": {"Ventilation"}, "Bo Riis": {"Varme", "Køling", "Brugsvand", "Afløb og regnvand"}, "Sanne Gade": {"El", "Belysning", "Vedvarende energi", "IT og AV", "Sikring", "Brandsikring"}, "Ali Demir": {"Bygningsautomation (CTS)"}}

// readDemoPeople reads who takes part; the guest without an account does not sign in.
func readDemoPeople() ([]DemoPerson, error) {
	f, err := demoFiles.Open("demo/people.csv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	var all []DemoPerson
	for _, l := range lines[1:] {
		if _, ok := demoRoles[l[4]]; !ok {
			continue
		}
		local := strings.NewReplacer(" ", ".", "æ", "ae", "ø", "oe", "å", "aa").Replace(strings.ToLower(l[0]))
		all = append(all, DemoPerson{Name: l[0], RoleDA: l[1], RoleEN: l[2], Company: l[3], Permission: l[4], Email: local + "@demo.example"})
	}
	return all, nil
}

// DemoOnce loads the demo project into an empty database and returns its people.
func (p *Program) DemoOnce(ctx context.Context) ([]DemoPerson, error) {
	if host, _, err := net.SplitHostPort(p.Config.Addr); err != nil || !here(host) {
		return nil, fmt.Errorf("the demo's people share one password, so they are not let in beyond this machine (%s): use cxweb serve", p.Config.Addr)
	}
	people, err := readDemoPeople()
	if err != nil {
		return nil, err
	}
	var there bool
	if err := p.demoWork(ctx, uuid.Nil, uuid.Nil, func(ctx context.Context) error {
		if err := db.AtDoor(ctx, "email", people[0].Email); err != nil {
			return err
		}
		return db.On(ctx).NewRaw("select exists (select 1 from accounts.people)").Scan(ctx, &there)
	}); err != nil || there {
		return people, err
	}
	password, err := p.demoPassword()
	if err != nil {
		return nil, err
	}
	hash, err := ModuleOf[*accounts.Module](p).HashPassword(ctx, password)
	if err != nil {
		return nil, err
	}
	return people, p.loadDemo(ctx, people, hash)
}

// demoPassword is one random password for all of the demo, alone in a file.
func (p *Program) demoPassword() (string, error) {
	b := make([]byte, 12)
	_, _ = rand.Read(b)
	password := "Cx7" + base64.RawURLEncoding.EncodeToString(b)
	return password, os.WriteFile(filepath.Join(p.Config.Data, "demo-password"), []byte(password), 0o600)
}

func (p *Program) demoWork(ctx context.Context, person, project uuid.UUID, fn func(context.Context) error) error {
	return p.DB.Work(ctx, db.Entry{Kind: scope.Job, Person: person, Project: project, Request: uuid.Must(uuid.NewV7()), Action: "projects.project.create", Origin: "demo",
		Language: "da", Now: p.Clock.Now(), Timeout: 5 * time.Minute}, func(ctx context.Context) error {
		db.Note(ctx, uuid.Nil, []byte("{}"))
		return fn(ctx)
	})
}

// loadDemo makes people, project, members and registers, all or nothing.
func (p *Program) loadDemo(ctx context.Context, people []DemoPerson, hash string) error {
	inAccounts, inProjects := ModuleOf[*accounts.Module](p), ModuleOf[*projects.Module](p)
	founder := slices.IndexFunc(people, func(d DemoPerson) bool { return d.RoleEN == "Commissioning manager" })
	people[founder].ID = uuid.Must(uuid.NewV7())
	return p.demoWork(ctx, people[founder].ID, uuid.Nil, func(ctx context.Context) error {
		if err := inAccounts.AddPerson(ctx, people[founder].ID, people[founder].Email, people[founder].Name, people[founder].Company, "", hash); err != nil {
			return err
		}
		project, err := p.demoSetUp()
		if err != nil {
			return err
		}
		if err := inProjects.Found(ctx, *project); err != nil {
			return err
		}
		disciplines := map[string]uuid.UUID{}
		var named []struct {
			ID   uuid.UUID
			Name string
		}
		if err := db.On(ctx).NewRaw("select id, name_da as name from registers.disciplines").Scan(ctx, &named); err != nil {
			return err
		}
		for _, n := range named {
			disciplines[n.Name] = n.ID
		}
		for i, one := range people {
			if i == founder {
				continue
			}
			people[i].ID = uuid.Must(uuid.NewV7())
			if err := inAccounts.AddPerson(ctx, people[i].ID, one.Email, one.Name, one.Company, fmt.Sprintf("+45 70 00 %02d %02d", 10+i, 20+i), hash); err != nil {
				return err
			}
			var narrowed []uuid.UUID
			for _, d := range demoNarrow[one.Name] {
				narrowed = append(narrowed, disciplines[d])
			}
			if err := inProjects.Seat(ctx, people[i].ID, one.Company, demoRoles[one.Permission], narrowed); err != nil {
				return err
			}
		}
		return p.runDemo(ctx, people, inProjects)
	})
}

// runDemo has every module load its part.
func (p *Program) runDemo(ctx context.Context, people []DemoPerson, inProjects *projects.Module) error {
	d := kernel.Demo{Project: demoProject, Shift: demoShift(p.Clock.Today()),
		File: func(name string) (io.ReadCloser, error) { return demoFiles.Open("demo/" + name) },
		Person: func(name string) uuid.UUID {
			for _, one := range people {
				if one.Name == name {
					return one.ID
				}
			}
			return uuid.Nil
		},
		Company: func(name string) uuid.UUID {
			if name == "" {
				return uuid.Nil
			}
			id, err := inProjects.EnsureCompany(ctx, name)
			if err != nil {
				return uuid.Nil
			}
			return id
		}}
	for _, f := range p.Manifests() {
		if f.Demo == nil {
			continue
		}
		if err := f.Demo(ctx, d); err != nil {
			return fmt.Errorf("demo of %s: %w", f.Name, err)
		}
	}
	return nil
}

// demoShift is the number of days, whole weeks, from the demo's week to the present one.
func demoShift(today time.Time) int {
	monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7)
	return int(monday.Sub(demoToday).Hours() / 24)
}

// demoSetUp is what the demo project is set up with: its lists name the
// disciplines, phases and methods.
func (p *Program) demoSetUp() (*projects.CreateProject, error) {
	f, err := demoFiles.Open("demo/register.csv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	at := func(name string) int { return slices.Index(lines[0], name) }
	number := func(v float64) *float64 { return &v }
	day := func(t time.Time) *string {
		text := t.AddDate(0, 0, demoShift(p.Clock.Today())).Format(time.DateOnly)
		return &text
	}
	project := &projects.CreateProject{ID: demoProject, Facts: projects.Facts{Number: "2024-117", Name: "Solbakkeengens Skole – ny indskoling og idrætshal", Kind: "school",
		Address: "Solbakkeengen 12, 9999 Nørrelund", Client: "Nørrelund Kommune", Language: "da", Currency: "DKK", Budget: number(214e6), SizeM2: number(8450), CxCost: number(3.2e6), CxBenefit: number(7.5e6),
		StartsOn: day(time.Date(2024, 9, 2, 0, 0, 0, 0, time.UTC)), HandoverOn: day(time.Date(2026, 6, 15, 0, 0, 0, 0, time.UTC))}}
	project.Phases, project.Disciplines, project.Methods = projects.StarterLists()
	project.Phases = slices.DeleteFunc(project.Phases, func(l projects.Line) bool { return l.Code == "LCX" })
	project.Disciplines = nil
	for _, l := range lines[1:] {
		if !slices.ContainsFunc(project.Disciplines, func(o projects.Line) bool { return o.NameDA == l[at("discipline_da")] }) {
			project.Disciplines = append(project.Disciplines, projects.Line{Code: prefix(l[at("system")]), NameDA: l[at("discipline_da")], NameEN: l[at("discipline_en")]})
		}
		if !slices.ContainsFunc(project.Methods, func(o projects.Line) bool {
			return o.NameDA == l[at("method_da")] || shortly(o.NameDA) == l[at("method_da")]
		}) {
			project.Methods = append(project.Methods, projects.Line{Code: strings.ToUpper(string([]rune(l[at("method_da")])[:3])), NameDA: l[at("method_da")], NameEN: l[at("method_en")]})
		}
	}
	return project, nil
}

func prefix(tag string) string { return strings.TrimRight(tag, "0123456789") }

// ModuleOf finds a module by its type.
func ModuleOf[M kernel.Module](p *Program) M {
	for _, m := range p.Modules() {
		if found, ok := m.(M); ok {
			return found
		}
	}
	panic("there is no such module")
}

// shortly is a name without the abbreviation that stands after it in brackets.
func shortly(name string) string {
	name, _, _ = strings.Cut(name, " (")
	return name
}
