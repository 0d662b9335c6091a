package gates

import (
	"context"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// notices are how many days before its day one is reminded of a row.
var notices = []int{7, 30, 60}

// noticeFor is the notice that a day asks for; zero where it is too early or has passed.
func noticeFor(today, on time.Time) int {
	left := int(on.Sub(today).Hours() / 24)
	for _, days := range notices {
		if left >= 0 && left <= days {
			return days
		}
	}
	return 0
}

// notice is a reminder that was sent.
type notice struct {
	bun.BaseModel `bun:"table:gates.notices"`
	ID            uuid.UUID `bun:",pk"`
	Row           uuid.UUID
	PlannedOn     clock.Date `bun:"type:date"`
	Days          int
	Person        uuid.UUID
}

// wanted tells whether the person under way wants reminders of the project.
func wanted(ctx context.Context) (yes bool, err error) {
	s := scope.From(ctx)
	return yes, db.On(ctx).NewRaw("select not exists (select 1 from gates.unreminded where person = ? and project = ?)", s.Person, s.Project).Scan(ctx, &yes)
}

// Reminders is whether one wants to be reminded of what is due after the handover.
type Reminders struct {
	Wanted bool `json:"wanted"`
}

func (m *Module) readReminders(ctx context.Context, _ ofProject) (*Reminders, error) {
	yes, err := wanted(ctx)
	return &Reminders{Wanted: yes}, err
}

// ChooseReminders turns one's reminders of a project on or off.
type ChooseReminders struct {
	ofProject
	Wanted bool `json:"wanted"`
}

func (m *Module) chooseReminders(ctx context.Context, cmd ChooseReminders) (*Reminders, error) {
	s, err := scope.From(ctx), error(nil)
	if cmd.Wanted {
		_, err = db.On(ctx).NewRaw("delete from gates.unreminded where person = ? and project = ?", s.Person, s.Project).Exec(ctx)
	} else {
		_, err = db.On(ctx).NewRaw("insert into gates.unreminded (id, person, project) values (?, ?, ?) on conflict do nothing", uuid.Must(uuid.NewV7()), s.Person, s.Project).Exec(ctx)
	}
	return &Reminders{Wanted: cmd.Wanted}, err
}
