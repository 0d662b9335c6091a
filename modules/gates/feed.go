package gates

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"time"

	"cxweb/modules/gates/ical"
	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// Feed is whether somebody has a calendar address of a project. The address
// itself is shown once, when it is made.
type Feed struct {
	MadeAt  *time.Time `json:"made_at"`
	Address string     `json:"address,omitempty"`
}

func (m *Module) readFeed(ctx context.Context, q ofProject) (*Feed, error) {
	var made []time.Time
	if err := db.On(ctx).NewRaw("select created_at from gates.feeds where person = ? and project = ?", scope.From(ctx).Person, q.Project).Scan(ctx, &made); err != nil || len(made) == 0 {
		return &Feed{}, err
	}
	return &Feed{MadeAt: &made[0]}, nil
}

// makeFeed makes a secret address; an earlier one ends.
func (m *Module) makeFeed(ctx context.Context, cmd ofProject) (*Feed, error) {
	b := make([]byte, 24)
	_, _ = rand.Read(b)
	token, now := base64.RawURLEncoding.EncodeToString(b), m.clock.Now()
	_, err := db.On(ctx).NewRaw(`insert into gates.feeds (id, person, project, hash) values (?, ?, ?, ?)
		on conflict (person, project) do update set hash = excluded.hash, created_at = platform.now()`, uuid.Must(uuid.NewV7()), scope.From(ctx).Person, cmd.Project, kernel.Hash(token)).Exec(ctx)
	return &Feed{MadeAt: &now, Address: m.url + "/api/projects/" + cmd.Project.String() + "/calendar/" + token}, err
}

// endFeed makes a person's address worthless.
func (m *Module) endFeed(ctx context.Context, cmd ofProject) error {
	_, err := db.On(ctx).NewRaw("delete from gates.feeds where person = ? and project = ?", scope.From(ctx).Person, cmd.Project).Exec(ctx)
	return err
}

// FollowFeed is what a calendar program asks with.
type FollowFeed struct {
	Project uuid.UUID `params:"project" json:"-"`
	Token   string    `params:"token" json:"-" validate:"max=100"`
}

// followFeed gives the calendar that a secret address stands for: as much as its
// person may see now, and nothing once they are off the project.
func (m *Module) followFeed(ctx context.Context, q FollowFeed) (*kernel.File, error) {
	gone := problem.New(problem.NotFound, "")
	if err := db.AtDoor(ctx, "token", hex.EncodeToString(kernel.Hash(q.Token))); err != nil {
		return nil, err
	}
	var found []uuid.UUID
	if err := db.On(ctx).NewRaw("select person from gates.feeds where hash = ? and project = ?", kernel.Hash(q.Token), q.Project).Scan(ctx, &found); err != nil {
		return nil, err
	}
	if len(found) != 1 {
		return nil, gone
	}
	if err := db.Admit(ctx, found[0]); err != nil {
		return nil, err
	}
	if !scope.From(ctx).Member {
		return nil, gone
	}
	name, err := m.projects.Name(ctx)
	if err != nil {
		return nil, err
	}
	reached, err := m.people.Reach(ctx, found)
	if err != nil {
		return nil, err
	}
	scope.From(ctx).Language = cmp.Or(reached[found[0]][2], "da")
	c := ical.Calendar{Name: "CXweb · " + name}
	for _, add := range []func(context.Context, *ical.Calendar) error{m.feedBookings, m.feedRows, m.feedEntries} {
		if err := add(ctx, &c); err != nil {
			return nil, err
		}
	}
	text := c.Write()
	sum := sha256.Sum256(text)
	return &kernel.File{Name: "cxweb.ics", MediaType: "text/calendar; charset=utf-8", Size: int64(len(text)), SHA256: hex.EncodeToString(sum[:]), Fresh: true, Body: content{bytes.NewReader(text)}}, nil
}

// feedSince is how far back a calendar goes; what is due is in it however late.
const feedSince = 90 * 24 * time.Hour

func (m *Module) feedBookings(ctx context.Context, c *ical.Calendar) error {
	s := scope.From(ctx)
	if !s.May("tests", "view") {
		return nil
	}
	var all []*Booking
	if err := db.On(ctx).NewSelect().Model(&all).ColumnExpr(bookingColumns).Where("b.project = ? and b.ends_at > ?", s.Project, m.clock.Now().Add(-feedSince)).Where(mine, s.Person, s.Company, s.Person).
		OrderExpr("b.starts_at, b.id").Limit(mostBookings).Scan(ctx); err != nil {
		return err
	}
	for _, b := range all {
		c.Events = append(c.Events, m.event(b, m.address(ctx, b)))
	}
	return nil
}

// due is something of one's own that is due on a day.
type due struct {
	ID        uuid.UUID
	No        int
	Label     string
	Title     string
	TitleDA   string
	TitleEN   string
	Tag       string
	On        clock.Date
	ChangedAt time.Time
}

func (m *Module) feedRows(ctx context.Context, c *ical.Calendar) error {
	if !scope.From(ctx).May("registers", "view") {
		return nil
	}
	var all []*due
	if err := m.registers.MineInto(ctx, mostBookings, &all); err != nil {
		return err
	}
	for _, d := range all {
		c.Events = append(c.Events, m.dueEvent(ctx, d, d.Tag+" "+inWords(ctx, d.TitleDA, d.TitleEN), "tests"))
	}
	return nil
}

func (m *Module) feedEntries(ctx context.Context, c *ical.Calendar) error {
	if !scope.From(ctx).May("log", "view") {
		return nil
	}
	var all []*due
	if err := m.log.MineInto(ctx, mostBookings, &all); err != nil {
		return err
	}
	for _, d := range all {
		c.Events = append(c.Events, m.dueEvent(ctx, d, d.Label+" "+d.Title, "log"))
	}
	return nil
}

func (m *Module) dueEvent(ctx context.Context, d *due, title, page string) ical.Event {
	day, _ := time.ParseInLocation(time.DateOnly, string(d.On), clock.Denmark) // the database wrote it
	return ical.Event{UID: d.ID.String() + "@cxweb", Stamp: d.ChangedAt, Start: day, WholeDay: true, Summary: problem.Say(scope.From(ctx).Language, "Due: %s", title),
		URL: m.url + "/projects/" + scope.From(ctx).Project.String() + "/" + page + "/" + d.ID.String()}
}

func init() {
	problem.Teach(map[string]string{"Due: %s": "Frist: %s"})
}
