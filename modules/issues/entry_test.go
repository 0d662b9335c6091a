package issues

import (
	"slices"
	"testing"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

var (
	manager    = who{person: uuid.New(), company: uuid.New(), own: true, all: true, approve: true, see: true}
	engineer   = who{person: uuid.New(), company: manager.company, own: true, all: true, see: true}
	contractor = who{person: uuid.New(), company: uuid.New(), own: true, see: true}
	other      = who{person: uuid.New(), company: uuid.New(), own: true, see: true}
	owner      = who{person: uuid.New(), company: uuid.New(), own: true, approve: true, see: true}
	reader     = who{person: uuid.New(), company: uuid.New(), see: true}
)

func TestWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, kind, status string
		by                 *who // remedied it
		as                 who
		want               []string
		turn               bool
	}{
		{"the manager with a new one", "issue", "new", nil, manager, []string{"change", "cause", "assign", "remedy", "close"}, true},
		{"the manager with a new observation", "observation", "new", nil, manager, []string{"change", "cause", "assign", "remedy", "close", "escalate"}, true},
		{"the engineer closes observations as they are", "observation", "assigned", nil, engineer, []string{"change", "cause", "assign", "remedy", "close", "escalate"}, false},
		{"the engineer closes no issue", "issue", "assigned", nil, engineer, []string{"change", "cause", "assign", "remedy"}, false},
		{"the contractor whose it is", "issue", "assigned", nil, contractor, []string{"cause", "remedy"}, true},
		{"the contractor who was sent back", "defect", "rejected", nil, contractor, []string{"cause", "remedy"}, true},
		{"another contractor", "issue", "assigned", nil, other, []string{}, false},
		{"a reader", "issue", "assigned", nil, reader, []string{}, false},
		{"the manager verifies the contractor", "issue", "remedied", &contractor, manager, []string{"change", "cause", "verify", "reject"}, true},
		{"the engineer verifies the contractor", "issue", "remedied", &contractor, engineer, []string{"change", "cause", "verify", "reject"}, true},
		{"a defect takes approval", "defect", "remedied", &contractor, engineer, []string{"change", "cause"}, false},
		{"the owner verifies a defect", "defect", "remedied", &contractor, owner, []string{"verify", "reject"}, true},
		{"the contractor waits", "issue", "remedied", &contractor, contractor, []string{"cause"}, false},
		{"nobody verifies the own remedy", "issue", "remedied", &manager, manager, []string{"change", "cause"}, false},
		{"nor that of the own company", "issue", "remedied", &manager, engineer, []string{"change", "cause"}, false},
		{"the owner verifies the manager", "issue", "remedied", &manager, owner, []string{"verify", "reject"}, true},
		{"verified is closed by approval", "issue", "verified", &contractor, manager, []string{"change", "cause", "close"}, true},
		{"verified is not closed without", "issue", "verified", &contractor, engineer, []string{"change", "cause"}, false},
		{"closed is reopened by approval", "issue", "closed", &contractor, manager, []string{"reopen"}, false},
		{"closed stays closed for others", "issue", "closed", &contractor, engineer, []string{}, false},
	} {
		e := &Entry{Kind: c.kind, Status: c.status, RaisedBy: orNil(uuid.New()), Company: &contractor.company}
		if c.by != nil {
			e.RemediedBy, e.RemediedSide = &c.by.person, &c.by.company
		}
		if got := e.may(c.as); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
		if got := e.waitsFor(c.as); got != c.turn {
			t.Errorf("%s: waits for them %v, want %v", c.name, got, c.turn)
		}
	}
}

func TestWhoRaisedIt(t *testing.T) {
	t.Parallel()
	e := &Entry{Kind: "observation", Status: "new", RaisedBy: &other.person}
	if got, want := e.may(other), []string{"change", "cause", "assign", "remedy"}; !slices.Equal(got, want) {
		t.Errorf("who raised one that nobody has: got %v, want %v", got, want)
	}
	e.Status, e.Company = "assigned", &contractor.company
	if got, want := e.may(other), []string{"change", "cause"}; !slices.Equal(got, want) {
		t.Errorf("who raised one that others have: got %v, want %v", got, want)
	}
}

func TestAssign(t *testing.T) {
	t.Parallel()
	today := time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC)
	day, later := clock.Date("2026-04-25"), clock.Date("2026-06-01")
	for _, c := range []struct {
		name   string
		entry  Entry
		due    *clock.Date
		status string
		want   clock.Date
	}{
		{"a new one is due after the usual time", Entry{Status: "new"}, nil, "assigned", "2026-05-04"},
		{"a day that is said", Entry{Status: "new"}, &day, "assigned", day},
		{"a day that was said stays", Entry{Status: "assigned", DueOn: &later}, nil, "assigned", later},
		{"one that was rejected stays so", Entry{Status: "rejected", DueOn: &later}, &day, "rejected", day},
	} {
		if err := c.entry.assign(&contractor.company, nil, c.due, today, 14); err != nil {
			t.Fatal(err)
		}
		if c.entry.Status != c.status || *c.entry.DueOn != c.want || !is(c.entry.Company, contractor.company) {
			t.Errorf("%s: got %s due %s, want %s due %s", c.name, c.entry.Status, *c.entry.DueOn, c.status, c.want)
		}
	}
	e := &Entry{Status: "new"}
	if err := e.assign(nil, nil, nil, today, 14); !problem.Is(err, problem.Invalid) || e.Status != "new" {
		t.Errorf("assigned to nobody: %v, %s", err, e.Status)
	}
}
