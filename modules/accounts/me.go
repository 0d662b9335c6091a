package accounts

import (
	"context"
	"database/sql"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
)

// Me is the person who is signed in.
type Me struct {
	Person *Person `json:"person"`
}

func (m *Module) readMe(ctx context.Context, _ struct{}) (*Me, error) {
	p, err := me(ctx)
	return &Me{Person: p}, err
}

// ChangeMe changes what people say of themselves.
type ChangeMe struct {
	Change kernel.Change[Profile] `body:""`
}

func (m *Module) changeMe(ctx context.Context, cmd ChangeMe) (*Me, error) {
	p, err := me(ctx)
	if err != nil {
		return nil, err
	}
	if cmd.Change.Base != p.Version {
		return nil, problem.New(problem.Stale, "Your details were changed elsewhere. Read them again.")
	}
	v := cmd.Change.Value
	for field := range cmd.Change.Fields {
		switch field {
		case "name":
			if v.Name == "" {
				return nil, problem.At("name", "is needed")
			}
			p.Name = v.Name
		case "company":
			p.Company = v.Company
		case "phone":
			p.Phone = v.Phone
		case "language":
			p.Language = v.Language
		}
	}
	p.Version++
	p.Changed = m.clock.Now()
	if err := one(db.On(ctx).NewUpdate().Model(p).Where("id = ? and version = ?", p.ID, p.Version-1).Exec(ctx)); err != nil {
		return nil, err
	}
	return &Me{Person: p}, nil
}

// Renewed gives the session under way another cookie.
type Renewed struct {
	kernel.Door `json:"-"`
}

// ChangePassword sets a new password; the other sessions end.
type ChangePassword struct {
	Current  string `json:"current" validate:"required,max=400"`
	Password string `json:"password" validate:"required,max=400"`
}

func (m *Module) changePassword(ctx context.Context, cmd ChangePassword) (*Renewed, error) {
	p, err := me(ctx)
	if err != nil {
		return nil, err
	}
	if err := m.provePresent(ctx, p.ID, cmd.Current, "current"); err != nil {
		return nil, err
	}
	if err := checkPassword(cmd.Password, p); err != nil {
		return nil, err
	}
	if err := m.setPassword(ctx, p.ID, cmd.Password); err != nil {
		return nil, err
	}
	door, err := m.turnKey(ctx)
	if err != nil {
		return nil, err
	}
	return &Renewed{Door: door}, m.want(ctx, MailWanted{Person: p.ID, Kind: "password_changed"})
}

// one turns a change of no row into not found.
func one(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return problem.New(problem.NotFound, "").Because(err)
	}
	return nil
}

func init() {
	problem.Teach(map[string]string{
		"Your details were changed elsewhere. Read them again.": "Dine oplysninger er ændret et andet sted. Læs dem igen.",
		"is not your present password":                          "er ikke din nuværende adgangskode",
	})
}
