package kernel

import (
	"testing"

	"cxweb/platform/db"
	"cxweb/platform/problem"
)

func TestDoorsAreCountedByAddress(t *testing.T) {
	t.Parallel()
	l := newLimits(1000, 5, 3)
	door := Action{Name: "accounts.session.open", strict: true}
	var last error
	for range 6 {
		last = l.take(door, db.Entry{Address: "192.0.2.1"})
	}
	if !problem.Is(last, problem.TooMany) || problem.Of(last).After < 1 {
		t.Errorf("the sixth try: got %v, want too many with a time to wait", last)
	}
	if err := l.take(door, db.Entry{Address: "192.0.2.2"}); err != nil {
		t.Errorf("another address is locked out too: %v", err)
	}
	if err := l.take(Action{Name: "registers.row.list"}, db.Entry{Address: "192.0.2.1"}); err != nil {
		t.Errorf("other actions of the address are locked out too: %v", err)
	}
}

func TestWorkThatTakesMuchIsCountedByClient(t *testing.T) {
	t.Parallel()
	l := newLimits(1000, 5, 3)
	export := Action{Name: "registers.seen.export"}.Costly()
	one, other := db.Entry{Address: "192.0.2.1", Token: []byte("a")}, db.Entry{Address: "192.0.2.1", Token: []byte("b")}
	for n := range 3 {
		if err := l.take(export, one); err != nil {
			t.Fatalf("export %d: %v", n+1, err)
		}
	}
	if err := l.take(export, one); !problem.Is(err, problem.TooMany) || problem.Of(err).After < 5 {
		t.Errorf("the fourth export: got %v, want too many with a time to wait", err)
	}
	if err := l.take(Action{Name: "registers.row.list"}, one); err != nil {
		t.Errorf("other work of the client is refused too: %v", err)
	}
	if err := l.take(export, other); err != nil {
		t.Errorf("another client at the same address is refused too: %v", err)
	}
}
