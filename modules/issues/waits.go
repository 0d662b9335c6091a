package issues

import (
	"context"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// awaited are what of the log waits for a member.
func (m *Module) awaited() []kernel.Wait {
	return []kernel.Wait{{Says: "Log entries that are due", Order: 30, Page: "log", Find: m.dueEntries}}
}

// dueEntries are entries that one is to remedy by tomorrow, or is late with.
func (m *Module) dueEntries(ctx context.Context, limit int) (w kernel.Waiting, err error) {
	s := scope.From(ctx)
	var all []struct {
		ID               uuid.UUID
		Label, Title, On string
		All              int
	}
	if err := db.On(ctx).NewRaw(`select id, label, title, due_on::text as "on", count(*) over () as "all" from issues.entries where project = ? and due_on <= ?::date and status in ('new', 'assigned', 'rejected')
		and (person = ? or person is null and company = ?) order by due_on, id limit ?`, s.Project, m.clock.Today().AddDate(0, 0, 1).Format(time.DateOnly), s.Person, s.Company, limit).Scan(ctx, &all); err != nil {
		return w, err
	}
	for _, e := range all {
		w.Add(e.Label+" "+e.Title, e.On, "log/"+e.ID.String(), e.All)
	}
	return w, nil
}

func init() {
	problem.Teach(map[string]string{"Log entries that are due": "Poster i Cx-loggen med frist"})
}
