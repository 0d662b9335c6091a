package accounts

import (
	"context"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun/dialect/pgdialect"
)

// Demand says of whom the installation demands a second factor: "everybody",
// "administrators" of a project, or "" for nobody.
func (m *Module) Demand(of string) { m.demanded = of }

// NoteDemands has the database keep to what the installation and the companies
// demand, in a piece of work of the kernel's own: it bars their people, and lets in those of whom
// nothing is demanded any more.
func (m *Module) NoteDemands(ctx context.Context) error {
	if _, err := db.On(ctx).NewRaw("select platform.demand_of(?)", m.demanded).Exec(ctx); err != nil {
		return err
	}
	domains := []string{}
	for _, c := range m.companies {
		for _, d := range c.Domains {
			if c.Demands {
				domains = append(domains, strings.ToLower(d))
			}
		}
	}
	if _, err := db.On(ctx).NewRaw("delete from accounts.demanding where domain <> all (?::text[])", pgdialect.Array(domains)).Exec(ctx); err != nil {
		return err
	}
	_, err := db.On(ctx).NewRaw("insert into accounts.demanding select unnest(?::text[]) on conflict do nothing", pgdialect.Array(domains)).Exec(ctx)
	return err
}

// installation is what demands a second factor where no company does.
const installation = "CXweb"

// Demands implements kernel.SignIn: it is the company, by the address of the
// person of the scope, or the installation that demands a second factor of them.
func (m *Module) Demands(ctx context.Context) (string, error) { return m.demands(ctx, false) }

func (m *Module) demands(ctx context.Context, beginsProject bool) (string, error) {
	p, err := me(ctx)
	if problem.Is(db.Translate(err), problem.NotFound) {
		return "", nil // a program
	}
	if err != nil {
		return "", err
	}
	if c := m.companyOf(p.Email); c != nil && c.Demands {
		return c.Name, nil
	}
	var demanded bool
	if err := db.On(ctx).NewRaw("select platform.demanded_of_me(?)", beginsProject).Scan(ctx, &demanded); err != nil || !demanded {
		return "", err
	}
	return installation, nil
}

// Secured refuses whoever begins a project without a second factor that is
// demanded of them: they would be kept out of it.
func (m *Module) Secured(ctx context.Context) error {
	company, err := m.demands(ctx, true)
	if err != nil || company == "" {
		return err
	}
	f, err := factorsOf(ctx)
	if err != nil || f.any() {
		return err
	}
	return kernel.NeedsFactor(company)
}

// joinLate tells of invitations once more that somebody accepted: where they were
// kept out for want of a second factor, they join now.
func (m *Module) joinLate(ctx context.Context) error {
	person := scope.From(ctx).Person
	var projects []uuid.UUID
	err := db.On(ctx).NewRaw("select distinct project from accounts.links where person = ? and kind = 'invitation' and used_at is not null and project is not null limit 1000", person).Scan(ctx, &projects)
	if err != nil {
		return err
	}
	for _, p := range projects {
		if err := m.publishAccepted(ctx, &link{Person: person, Project: p}); err != nil {
			return err
		}
	}
	return nil
}

// keepsLast refuses to leave somebody without any second factor of whom their
// company demands one.
func (m *Module) keepsLast(ctx context.Context) error {
	company, err := m.Demands(ctx)
	if err != nil || company == "" {
		return err
	}
	return problem.New(problem.Conflict, "%s demands a second factor of you, and this is your last one. Set up another one before you take it away.", company)
}

func init() {
	problem.Teach(map[string]string{
		"%s demands a second factor of you, and this is your last one. Set up another one before you take it away.": "%s kræver en ekstra faktor af dig, og det er din sidste. Opret en anden, før du fjerner den.",
	})
}
