package world_test

import (
	"reflect"
	"slices"
	"testing"

	"cxweb/cmd/world"
	"cxweb/platform/kernel"
)

// TestFilesThatAreMadeAreBounded sees that whatever makes a file, brings many
// rows in or sends mail to others is counted by the limit for work that takes
// much; files that are there already are only read,
// and a booking is a few lines.
func TestFilesThatAreMadeAreBounded(t *testing.T) {
	w := world.New(t)
	there := []string{"files.file.read", "gates.feed.follow", "gates.booking.save"}
	more := []string{"registers.import.start", "registers.import.apply", "handover.package.order", "handover.package.receive", "projects.member.invite", "projects.member.resend", "reports.status.order", "audit.proof.check"}
	for _, a := range w.Actions() {
		makes := a.Out == reflect.TypeFor[*kernel.File]() && !slices.Contains(there, a.Name)
		i := slices.Index(more, a.Name)
		if (makes || i >= 0) && !a.IsCostly() {
			t.Errorf("%s takes much and is not counted: say Costly()", a.Name)
		}
		if i >= 0 {
			more = slices.Delete(more, i, i+1)
		}
	}
	if len(more) > 0 {
		t.Errorf("there is no action %v", more)
	}
}
