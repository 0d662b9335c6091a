package accounts

import (
	"cmp"
	"context"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// fold is the form in which an address is kept and compared.
func fold(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// findByEmail finds a person at the door, before anybody is signed in; nil if there is none.
func findByEmail(ctx context.Context, email string) (*Person, error) {
	if err := db.AtDoor(ctx, "email", fold(email)); err != nil {
		return nil, err
	}
	var found []*Person
	if err := db.On(ctx).NewSelect().Model(&found).Where("email = ?", fold(email)).Scan(ctx); err != nil {
		return nil, err
	}
	if err := db.AtDoor(ctx, "email", ""); err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, nil //nolint:nilnil // nobody is an answer here
	}
	return found[0], nil
}

func findPerson(ctx context.Context, id uuid.UUID) (*Person, error) {
	p := new(Person)
	return p, db.On(ctx).NewSelect().Model(p).Where("id = ?", id).Scan(ctx)
}

// Ensure returns the person with an address and makes one if there is none;
// whoever it is, they are shown on the project under way from now on.
func (m *Module) Ensure(ctx context.Context, email, name, company, phone, language string) (id uuid.UUID, known bool, err error) {
	p, err := findByEmail(ctx, email)
	if err != nil {
		return uuid.Nil, false, err
	}
	if p == nil {
		if language != "da" && language != "en" {
			language = "da"
		}
		p = &Person{ID: uuid.Must(uuid.NewV7()), Version: 1, Email: fold(email), Name: name, Company: company, Phone: phone, Language: language, Changed: m.clock.Now()}
		if _, err := db.On(ctx).NewInsert().Model(p).ExcludeColumn("closed_at").Exec(ctx); err != nil {
			return uuid.Nil, false, err
		}
	}
	return p.ID, p.SignsIn, m.Show(ctx, p.ID)
}

// Show puts a person among those shown on the project under way.
func (m *Module) Show(ctx context.Context, person uuid.UUID) error {
	_, err := db.On(ctx).NewRaw(`insert into accounts.contacts (id, person) values (?, ?) on conflict (project, person) do update set left_at = null`,
		uuid.Must(uuid.NewV7()), person).Exec(ctx)
	return err
}

// Leave notes that a person has left the project under way: their name and
// company stay on it, their e-mail and phone do not.
func (m *Module) Leave(ctx context.Context, person uuid.UUID) error {
	_, err := db.On(ctx).NewRaw("update accounts.contacts set left_at = platform.now() where person = ?", person).Exec(ctx)
	return err
}

type listPeople struct {
	Project uuid.UUID `params:"project" json:"-"`
	After   uuid.UUID `query:"after" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=5000"`
}

// Shown is a person as the members of a project see them.
type Shown struct {
	ID      uuid.UUID `json:"id"`
	Name    string    `json:"name"`
	Company string    `json:"company"`
	Email   string    `json:"email,omitempty"`
	Phone   string    `json:"phone,omitempty"`
	SignsIn bool      `json:"signs_in"`
	Left    bool      `json:"left"`
	Program bool      `json:"program,omitempty"` // no person, but a program that acts by a token
}

// programName is what people call a program that acts by a token.
const programName = "API: "

// People are a page of those who are shown on a project, by name.
type People struct {
	Items []Shown    `json:"items"`
	Next  *uuid.UUID `json:"next,omitempty"`
}

// peopleShown is how many people a page shows; nearly every project has fewer.
const peopleShown = 2000

// shownPeople are the people and programs that are shown on the project under way.
const shownPeople = `with shown as (
	select p.id, p.name, p.company, p.signs_in, c.left_at is not null as "left", case when c.left_at is null then p.email end as email, case when c.left_at is null then p.phone end as phone, false as program
		from accounts.contacts c join accounts.people p on p.id = c.person
	union all select g.id, ?||g.name, '', false, g.revoked_at is not null, null, null, true from accounts.programs g) select * from shown`

func (m *Module) listPeople(ctx context.Context, q listPeople) (*People, error) {
	page, limit := &People{Items: []Shown{}}, cmp.Or(q.Limit, peopleShown)
	after, args := "", []any{programName}
	if q.After != uuid.Nil {
		after, args = " where (name, id) > (select b.name, b.id from shown b where b.id = ?)", append(args, q.After)
	}
	if err := db.On(ctx).NewRaw(shownPeople+after+" order by name, id limit ?", append(args, limit+1)...).Scan(ctx, &page.Items); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = &page.Items[limit-1].ID
	}
	return page, nil
}

// everyone are all who are shown on the project under way.
func everyone(ctx context.Context) (all []Shown, err error) {
	return all, db.On(ctx).NewRaw(shownPeople, programName).Scan(ctx, &all)
}

// Names gives the names and companies of everyone shown on the project under way.
func (m *Module) Names(ctx context.Context) (map[uuid.UUID][2]string, error) {
	all, err := everyone(ctx)
	if err != nil {
		return nil, err
	}
	names := make(map[uuid.UUID][2]string, len(all))
	for _, p := range all {
		names[p.ID] = [2]string{p.Name, p.Company}
	}
	return names, nil
}

// Emails gives the addresses of everyone shown on the project under way who has not left.
func (m *Module) Emails(ctx context.Context) (map[uuid.UUID]string, error) {
	all, err := everyone(ctx)
	if err != nil {
		return nil, err
	}
	emails := make(map[uuid.UUID]string, len(all))
	for _, p := range all {
		emails[p.ID] = p.Email
	}
	return emails, nil
}

// Reach gives address, name and language of some of those who are shown on the
// project under way; who has left, does not sign in, or whose account is closed cannot be reached.
func (m *Module) Reach(ctx context.Context, people []uuid.UUID) (map[uuid.UUID][3]string, error) {
	of := map[uuid.UUID][3]string{}
	if len(people) == 0 {
		return of, nil
	}
	var all []*Person
	err := db.On(ctx).NewSelect().Model(&all).Where("id in (select c.person from accounts.contacts c where c.left_at is null and c.person in (?)) and signs_in and closed_at is null", bun.List(people)).Scan(ctx)
	for _, p := range all {
		of[p.ID] = [3]string{p.Email, p.Name, p.Language}
	}
	return of, err
}

// Myself gives address, name and language of the person under way; nothing of
// one who does not sign in, or whose account is closed.
func (m *Module) Myself(ctx context.Context) ([3]string, error) {
	p, err := me(ctx)
	if err != nil || !p.SignsIn || p.Closed != nil {
		return [3]string{}, err
	}
	return [3]string{p.Email, p.Name, p.Language}, nil
}

// me is the person of the scope.
func me(ctx context.Context) (*Person, error) {
	if scope.From(ctx).Person == uuid.Nil {
		return nil, problem.New(problem.SignedOut, "")
	}
	return findPerson(ctx, scope.From(ctx).Person)
}

// AddPerson makes a person who can sign in at once, shown on the project under
// way if there is one; for demonstrations.
func (m *Module) AddPerson(ctx context.Context, id uuid.UUID, email, name, company, phone, passwordHash string) error {
	actor := scope.From(ctx).Person
	p := &Person{ID: id, Version: 1, Email: fold(email), Name: name, Company: company, Phone: phone, Language: "da", SignsIn: true, Changed: m.clock.Now()}
	if _, err := db.On(ctx).NewInsert().Model(p).ExcludeColumn("closed_at").Exec(ctx); err != nil {
		return err
	}
	if scope.From(ctx).Project != uuid.Nil {
		if err := m.Show(ctx, id); err != nil {
			return err
		}
	}
	if err := db.Become(ctx, id); err != nil {
		return err
	}
	if _, err := db.On(ctx).NewRaw("insert into accounts.credentials (person, password) values (?, ?)", id, passwordHash).Exec(ctx); err != nil {
		return err
	}
	return db.Become(ctx, actor)
}
