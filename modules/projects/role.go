package projects

import (
	"context"
	"slices"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// Role is a preset of rights: a name people know, and what it lets them do. The
// product's are known by their code, a company's own by their id.
type Role struct {
	Code       string   `json:"code"`
	NameDA     string   `json:"name_da"`
	NameEN     string   `json:"name_en"`
	AboutDA    string   `json:"about_da"`
	AboutEN    string   `json:"about_en"`
	Rights     []string `json:"rights"`
	Narrowed   bool     `json:"narrowed"`    // is meant to be narrowed to disciplines
	OwnCompany bool     `json:"own_company"` // sees the own company's rows only
	Ends       bool     `json:"ends"`        // is given until a day
	Own        bool     `json:"own"`         // is kept by one's company
	Mine       bool     `json:"mine"`        // one made it, and may change it
	Version    int      `json:"version"`     // of one's company's
}

// named stands before the name of a company's own preset where a membership says
// by what it was given: people of other companies see the member, but not the
// preset, and the preset may change or go.
const named = "own:"

// given is what a membership says of the preset that its rights were given by.
func (r Role) given() string {
	if r.Own {
		return named + r.NameEN
	}
	return r.Code
}

// Roles are the presets.
type Roles struct {
	Items []Role `json:"items"`
}

// roles are the presets of the product. Rights are written area: verbs.
var roles = []Role{
	{Code: "administrator", NameDA: "Projektadministrator", NameEN: "Project administrator", AboutDA: "Alt på projektet, også medlemmer og rettigheder", AboutEN: "Everything on the project, members and rights too", Rights: everything()},
	{Code: "editor", NameDA: "Redigér", NameEN: "Edit", AboutDA: "Ser og ændrer alle registre, krav og test", AboutEN: "Sees and changes all registers, requirements and tests",
		Rights: rights("project: view", "members: view", "registers requirements tests log documents: view create edit_own edit_all", "history: view")},
	{Code: "editor_export", NameDA: "Redigér og eksport", NameEN: "Edit and export", AboutDA: "Som Redigér, og kan lave afleveringspakker", AboutEN: "As Edit, and may make handover packages",
		Rights: rights("project: view", "members: view", "registers requirements tests log documents: view create edit_own edit_all", "exports: view create edit_own edit_all export", "history: view")},
	{Code: "own_discipline", NameDA: "Redigér egen disciplin", NameEN: "Edit own discipline", AboutDA: "Ser og ændrer alt i de valgte fagområder", AboutEN: "Sees and changes everything in the chosen disciplines", Narrowed: true,
		Rights: rights("project: view", "members: view", "registers requirements tests log documents: view create edit_own edit_all", "history: view")},
	{Code: "own_items", NameDA: "Egne punkter", NameEN: "Own items", AboutDA: "Ser og opretter i de valgte fagområder, ændrer kun egne rækker", AboutEN: "Sees and creates in the chosen disciplines, changes own rows only", Narrowed: true,
		Rights: rights("registers tests log: view create edit_own")},
	{Code: "tablet", NameDA: "Udfør på tablet", NameEN: "Carry out on tablet", AboutDA: "Ser alt, verificerer de rækker, man er ansvarlig for", AboutEN: "Sees everything, verifies the rows one is responsible for",
		Rights: rights("project registers requirements: view", "tests: view create edit_own", "log documents: view create edit_own")},
	{Code: "comment_and_approve", NameDA: "Kommentar og godkend", NameEN: "Comment and approve", AboutDA: "Ser alt, kommenterer og godkender", AboutEN: "Sees everything, comments and approves",
		Rights: rights("project members registers history: view", "requirements tests documents: view approve", "log: view create edit_own approve", "exports: view export")},
	{Code: "read_and_approve", NameDA: "Læs og godkend", NameEN: "Read and approve", AboutDA: "Ser alt og godkender test", AboutEN: "Sees everything and approves tests",
		Rights: rights("project registers log documents history: view", "requirements tests: view approve")},
	{Code: "reader", NameDA: "Læs", NameEN: "Read", AboutDA: "Ser alt, ændrer intet", AboutEN: "Sees everything, changes nothing",
		Rights: rights("project registers requirements tests log documents history: view")},
	{Code: "guest", NameDA: "Gæst", NameEN: "Guest", AboutDA: "Ser registre, test, log og dokumenter til og med en dag, fx ved tilsyn", AboutEN: "Sees registers, tests, log and documents until a day, as for an inspection", Ends: true,
		Rights: rights("project registers requirements tests log documents: view")},
}

func everything() (all []string) {
	for _, area := range kernel.Areas {
		for _, verb := range kernel.Verbs {
			all = append(all, area+"."+verb)
		}
	}
	return all
}

func rights(lines ...string) (all []string) {
	for _, line := range lines {
		areas, verbs, _ := strings.Cut(line, ": ")
		for _, area := range strings.Fields(areas) {
			for _, verb := range strings.Fields(verbs) {
				all = append(all, area+"."+verb)
			}
		}
	}
	return all
}

// roleOf finds a preset by its code; an unknown code is the last one's, which sees least.
func roleOf(code string) Role {
	for _, r := range roles {
		if r.Code == code {
			return r
		}
	}
	return roles[len(roles)-1]
}

// chosen finds a preset that one may choose: the product's by its code, or one's
// company's by its id.
func chosen(ctx context.Context, code string) (Role, error) {
	if i := slices.IndexFunc(roles, func(r Role) bool { return r.Code == code }); i >= 0 {
		return roles[i], nil
	}
	none := problem.At("role", "is not a role here")
	id, err := uuid.Parse(code)
	if err != nil {
		return Role{}, none
	}
	p, err := findPreset(ctx, id)
	if problem.Is(db.Translate(err), problem.NotFound) {
		return Role{}, none
	}
	if err != nil {
		return Role{}, err
	}
	return p.role(ctx), nil
}

// knownRights refuses rights that do not exist.
func knownRights(all []string) error {
	for _, r := range all {
		area, verb, _ := strings.Cut(r, ".")
		if !slices.Contains(kernel.Areas, area) || !slices.Contains(kernel.Verbs, verb) {
			return problem.At("rights", "has no right called %s", r)
		}
	}
	return nil
}

// Presets are the roles that every project has.
func (m *Module) Presets() []Role { return roles }

func (m *Module) listRoles(ctx context.Context, _ ofProject) (*Roles, error) {
	own, err := ownPresets(ctx)
	all := &Roles{Items: slices.Clone(roles)}
	for _, p := range own {
		all.Items = append(all.Items, p.role(ctx))
	}
	return all, err
}

func init() {
	problem.Teach(map[string]string{
		"is not a role here":     "er ikke en rolle her",
		"has no right called %s": "har ingen ret, der hedder %s",
	})
}
