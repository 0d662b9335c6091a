package kernel

import (
	"testing"

	"cxweb/platform/db"
	"cxweb/platform/problem"
)

func TestDoorsAreCountedByAddress(t *testing.T) {
	t.Parallel()
	l := newLimits(1000, 5)
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
