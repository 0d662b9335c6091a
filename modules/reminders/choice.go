package reminders

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// wanted tells whether the person under way wants the daily mail.
func wanted(ctx context.Context) (yes bool, err error) {
	return yes, db.On(ctx).NewRaw("select not exists (select 1 from reminders.unwanted where person = ?)", scope.From(ctx).Person).Scan(ctx, &yes)
}

// Digest is whether one gets the daily mail.
type Digest struct {
	Wanted bool `json:"wanted"`
}

func (m *Module) readDigest(ctx context.Context, _ struct{}) (*Digest, error) {
	yes, err := wanted(ctx)
	return &Digest{Wanted: yes}, err
}

// ChooseDigest turns one's daily mail on or off.
type ChooseDigest struct {
	Wanted *bool `json:"wanted" validate:"required"`
}

func (m *Module) chooseDigest(ctx context.Context, cmd ChooseDigest) (*Digest, error) {
	person, err := scope.From(ctx).Person, error(nil)
	if *cmd.Wanted {
		_, err = db.On(ctx).NewRaw("delete from reminders.unwanted where person = ?", person).Exec(ctx)
	} else {
		_, err = db.On(ctx).NewRaw("insert into reminders.unwanted (id, person) values (?, ?) on conflict do nothing", uuid.Must(uuid.NewV7()), person).Exec(ctx)
	}
	return &Digest{Wanted: *cmd.Wanted}, err
}
