package gates

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/event"
	"cxweb/platform/mail"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// ReminderDue tells that somebody is to be reminded of rows.
type ReminderDue struct {
	Person uuid.UUID   `json:"person"`
	Rows   []uuid.UUID `json:"rows"`
}

// EventName implements event.Event.
func (ReminderDue) EventName() string { return "gates.reminder_due" }

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
	PlannedOn     Date `bun:"type:date"`
	Days          int
	Person        uuid.UUID
}

// remind finds what the person under way is to be reminded of, each once.
func (m *Module) remind(ctx context.Context) error {
	s := scope.From(ctx)
	wants, err := wanted(ctx)
	if err != nil || !wants {
		return err
	}
	today := m.clock.Today()
	var all []*due
	if err := m.registers.ComingInto(ctx, today.AddDate(0, 0, slices.Max(notices)).Format(time.DateOnly), mostBookings, &all); err != nil {
		return err
	}
	fresh := []*notice{}
	for _, d := range all {
		on, err := time.Parse(time.DateOnly, string(d.On))
		if err != nil {
			return err
		}
		if days := noticeFor(today, on); days > 0 {
			fresh = append(fresh, &notice{ID: uuid.Must(uuid.NewV7()), Row: d.ID, PlannedOn: d.On, Days: days, Person: s.Person})
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	var rows []uuid.UUID
	if err := db.On(ctx).NewInsert().Model(&fresh).On("conflict do nothing").Returning(`"row"`).Scan(ctx, &rows); err != nil || len(rows) == 0 {
		return errors.Join(err)
	}
	return event.Publish(ctx, ReminderDue{Person: s.Person, Rows: rows})
}

// wanted tells whether the person under way wants reminders of the project.
func wanted(ctx context.Context) (yes bool, err error) {
	s := scope.From(ctx)
	return yes, db.On(ctx).NewRaw("select not exists (select 1 from gates.unreminded where person = ? and project = ?)", s.Person, s.Project).Scan(ctx, &yes)
}

// sendReminder sends a mail of what is due; what was done in the meantime is left out.
func (m *Module) sendReminder(ctx context.Context, told ReminderDue) error {
	var all []*due
	if err := m.registers.ComingInto(ctx, m.clock.Today().AddDate(0, 0, slices.Max(notices)).Format(time.DateOnly), mostBookings, &all); err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(d *due) bool { return !slices.Contains(told.Rows, d.ID) })
	reached, err := m.people.Reach(ctx, []uuid.UUID{told.Person})
	if err != nil {
		return err
	}
	to := reached[told.Person]
	if len(all) == 0 || to[0] == "" {
		return nil
	}
	name, err := m.projects.Name(ctx)
	if err != nil {
		return err
	}
	scope.From(ctx).Language = to[2]
	var lines []string
	for _, d := range all {
		lines = append(lines, strings.TrimSpace(string(d.On)+" "+d.Tag+" "+inWords(ctx, d.TitleDA, d.TitleEN)))
	}
	message, err := mail.Compose(to[2], problem.Say(to[2], "Due after the handover: %s", name), []string{problem.Say(to[2], "You or your company are responsible for what is due soon:"), strings.Join(lines, "\n"),
		problem.Say(to[2], "You can turn reminders off on the page.")}, m.url+"/projects/"+scope.From(ctx).Project.String()+"/after", problem.Say(to[2], "Open the list"))
	if err != nil {
		return err
	}
	message.To, message.ID = to[0], event.ID(ctx).String()
	return m.mail.Send(ctx, message)
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

func init() {
	problem.Teach(map[string]string{
		"Due after the handover: %s":                                "Frister efter aflevering: %s",
		"You or your company are responsible for what is due soon:": "Du eller dit firma er ansvarlig for det, der snart har frist:",
		"You can turn reminders off on the page.":                   "Du kan slå påmindelser fra på siden.",
		"Open the list": "Åbn listen",
	})
}
