// Package gates keeps the way through a project in order: what must be done
// before a milestone's tests are carried out, what is an exception to it, and
// what was tested out of order.
package gates

import (
	"context"

	"cxweb/platform/clock"
	"cxweb/platform/event"
	"cxweb/platform/files"
	"cxweb/platform/kernel"
	"cxweb/platform/mail"

	"github.com/google/uuid"
)

// registers is what gates needs of the registers module. What it reads goes
// into types of this module, by the names of the columns.
type registers interface {
	// About refuses what the reader may not see.
	About(ctx context.Context, kind string, id uuid.UUID) (map[string]uuid.UUID, error)
	// Labels tells what people call things of one kind.
	Labels(ctx context.Context, kind string, ids []uuid.UUID) (map[uuid.UUID]string, error)
	// PhasesInto reads phases and milestones in their order.
	PhasesInto(ctx context.Context, into any) error
	// SystemsInto reads a page of systems by their tag.
	SystemsInto(ctx context.Context, ids []uuid.UUID, after string, limit int, into any) error
	// TallyInto reads how many rows have which status in each phase and milestone of systems.
	TallyInto(ctx context.Context, systems []uuid.UUID, into any) error
	// PlacesInto reads in which phase and milestone rows stand.
	PlacesInto(ctx context.Context, rows []uuid.UUID, into any) error
	// PlaceOf tells of which system a row is, and its milestone.
	PlaceOf(ctx context.Context, row uuid.UUID) (system, milestone uuid.UUID, err error)
	// OpenInto reads rows of phases or milestones that are not done.
	OpenInto(ctx context.Context, phases []uuid.UUID, system uuid.UUID, done []string, limit int, into any) error
	// EarlyInto reads rows that were tested before rows of an earlier milestone of the same system.
	EarlyInto(ctx context.Context, later, earlier []uuid.UUID, row, system uuid.UUID, after, limit int, into any) error
	// MineInto reads open rows of one's own that are planned for a day.
	MineInto(ctx context.Context, limit int, into any) error
	// ActivitiesInto reads what has been done in a phase by verification method.
	ActivitiesInto(ctx context.Context, phase uuid.UUID, into any) error
	// Accept approves and locks the rows of a phase that are done, in the name of an acceptance document.
	Accept(ctx context.Context, phase, acceptance uuid.UUID, document string) (int, error)
	// Reopen gives rows that an acceptance document has locked their status back.
	Reopen(ctx context.Context, acceptance uuid.UUID) error
	// LockRequirements locks what is approved of the requirements in the name of a phase's acceptance.
	LockRequirements(ctx context.Context, phase, acceptance uuid.UUID) (int, error)
	// UnlockRequirements opens what an acceptance locked of them.
	UnlockRequirements(ctx context.Context, acceptance uuid.UUID) (int, error)
	// LocksPart is what a package holds of locked rows.
	LocksPart() kernel.Part
	// Tagged finds systems by a part of their tag.
	Tagged(ctx context.Context, words string) ([]uuid.UUID, error)
	// AfterInto reads rows that come again or are planned for after the handover.
	AfterInto(ctx context.Context, handover, kind string, open bool, afterDay string, afterNo, limit int, into any) error
	// ComingInto reads open rows that come again, of one's own, planned for a day up to one.
	ComingInto(ctx context.Context, until string, limit int, into any) error
	// WarrantiesInto reads when the first warranty of each system ends.
	WarrantiesInto(ctx context.Context, into any) error
	// MayChange refuses whoever may not change a row.
	MayChange(ctx context.Context, row uuid.UUID) error
	// Recur says that rows come again.
	Recur(ctx context.Context, lines []map[string]any) error
	// StopRecurring says that a row does not come again.
	StopRecurring(ctx context.Context, row uuid.UUID) error
	// CodesInto reads id, code and name_da of a list that rows refer to.
	CodesInto(ctx context.Context, list string, into any) error
	// MakeRows makes rows, all or none.
	MakeRows(ctx context.Context, lines []map[string]any) error
	// Numbered finds a register row by its number.
	Numbered(ctx context.Context, no int) (uuid.UUID, error)
}

// log is what gates needs of the issues module.
type log interface {
	// WaitingInto counts entries that are not closed by system, row and severity.
	WaitingInto(ctx context.Context, systems []uuid.UUID, into any) error
	// OpenInto reads entries that are not closed.
	OpenInto(ctx context.Context, system uuid.UUID, severities []string, limit int, into any) error
	// MineInto reads entries that one is to remedy by a day.
	MineInto(ctx context.Context, limit int, into any) error
}

// projects is what gates needs of the projects module.
type projects interface {
	Name(ctx context.Context) (string, error)
	// HandoverOn is the day of the handover; empty where there is none yet.
	HandoverOn(ctx context.Context) (string, error)
	Companies(ctx context.Context) (map[uuid.UUID]string, error)
	// Sides tells which company each member acts for.
	Sides(ctx context.Context) (map[uuid.UUID]uuid.UUID, error)
	// Holders are the members who hold a right on all of the project.
	Holders(ctx context.Context, right string) ([]uuid.UUID, error)
}

// people is what gates needs of the accounts module.
type people interface {
	Names(ctx context.Context) (map[uuid.UUID][2]string, error)
	// Reach gives address, name and language of people who can be reached.
	Reach(ctx context.Context, people []uuid.UUID) (map[uuid.UUID][3]string, error)
}

// Module is the gates module.
type Module struct {
	clock     *clock.Clock
	files     *files.Store
	registers registers
	log       log
	projects  projects
	people    people
	mail      mail.Outgoing
	url       string // of the product, for links
}

// New returns the gates module.
func New(c *clock.Clock, store *files.Store, r registers, l log, in projects, p people, m mail.Outgoing, publicURL string) *Module {
	return &Module{clock: c, files: store, registers: r, log: l, projects: in, people: p, mail: m, url: publicURL}
}

// Manifest lists all that gates does.
func (m *Module) Manifest() kernel.Manifest {
	const gates, gate, exceptions = "/projects/:project/gates", "/projects/:project/gates/:gate", "/projects/:project/gate_exceptions"
	const bookings, booking = "/projects/:project/bookings", "/projects/:project/bookings/:booking"
	const after, recurrence = "/projects/:project/after_handover", "/projects/:project/rows/:row/recurrence"
	const acceptances, acceptance = gate + "/acceptances", "/projects/:project/acceptances/:acceptance"
	return kernel.Manifest{
		Name: "gates", Area: "tests",
		Actions: []kernel.Action{
			kernel.Get("gate.list", gates, m.listGates).Says("Phases and milestones in their order, with their rules and how far each is."),
			kernel.Put("rule.change", gate+"/rule", m.changeRule).Needs("tests", "approve").Says("Says how much of a phase or milestone must be done, which log entries stand in the way, and what comes before it."),
			kernel.Get("readiness.list", "/projects/:project/readiness", m.listReadiness).Says("A page of systems with how far each milestone is, and whether its tests may be carried out."),
			kernel.Get("readiness.read", gate+"/readiness", m.readReadiness).Says("What the tests of a milestone wait for, on one system or on all: rows that are not done and open log entries."),
			kernel.Get("exception.list", exceptions, m.listExceptions),
			kernel.Post("exception.grant", exceptions, m.grantException).Needs("tests", "approve").Says("Lets tests begin before what comes first is done: why, until when, and from which share on."),
			kernel.Do("exception.withdraw", exceptions+"/:exception/withdraw", m.withdrawException).Needs("tests", "approve"),
			kernel.Get("order.list", "/projects/:project/out_of_order", m.listEarly).Says("Rows that were tested although rows of an earlier milestone of the same system were open on that day."),
			kernel.Get("order.read", "/projects/:project/rows/:row/order", m.readOrder).Says("How a row stands in the order of the milestones: whether it was tested out of order, and what its test should wait for."),
			kernel.Get("acceptance.list", acceptances, m.listAcceptances).Says("The acceptance documents of a phase or milestone, the newest first."),
			kernel.Post("acceptance.prepare", acceptances, m.prepareAcceptance).Needs("tests", "edit_all").Says("Begins the next acceptance document of a phase or milestone, with what is open."),
			kernel.Get("acceptance.read", acceptance, m.readAcceptance),
			kernel.Put("acceptance.write", acceptance, m.writeAcceptance).Needs("tests", "edit_all").Says("Says what stands in a draft and what is decided on what is open, which is brought up to date."),
			kernel.Delete("acceptance.discard", acceptance, m.discardAcceptance).Needs("tests", "edit_all"),
			kernel.Get("acceptance.preview", acceptance+"/preview", m.previewAcceptance).Costly().Says("A draft as the PDF that it would become."),
			kernel.Do("acceptance.sign", acceptance+"/sign", m.signAcceptance).Needs("tests", "approve").Signed().Says("Approves that the process continues: the document is kept as a PDF, and the rows that are done are approved and locked. Somebody else signs than whoever prepared it, where the project has anybody who can."),
			kernel.Do("acceptance.reopen", acceptance+"/reopen", m.reopenAcceptance).Needs("tests", "approve").Says("Takes an acceptance back, with the reason; the document stays, and its rows get their status back."),
			kernel.Get("booking.list", bookings, m.listBookings).Says("Bookings of some days, the soonest first."),
			kernel.Post("booking.make", bookings, m.book).Says("Books tests and invites people and companies by mail. What is not ready is refused, unless an exception is granted."),
			kernel.Get("booking.read", booking, m.readBooking),
			kernel.Put("booking.change", booking, m.changeBooking),
			kernel.Do("booking.cancel", booking+"/cancel", m.cancelBooking),
			kernel.Get("booking.save", booking+"/ics", m.saveBooking).Says("A booking as a file for a calendar."),
			kernel.Get("booking.clash", "/projects/:project/booking_clashes", m.listClashes).Says("What else those who are to be invited have at a time."),
			kernel.Get("after.list", after, m.listAfter).Says("Rows that come again, or are planned for after the handover, the soonest first."),
			kernel.Get("after.plan", after+"/plan", m.planAfter).Says("The usual set of rows after a handover, what is in the register already marked."),
			kernel.Post("after.make", after, m.makeAfter).Needs("registers", "create").Says("Makes rows of the usual set after a handover."),
			kernel.Get("reminder.read", "/projects/:project/reminders", m.readReminders).Anyone().Says("Whether the daily mail tells one what is due soon after the handover."),
			kernel.Put("reminder.choose", "/projects/:project/reminders", m.chooseReminders).Anyone(),
			kernel.Put("recurrence.set", recurrence, noAnswer(m.setRecurrence)).Needs("registers", "edit").Says("Says that a row comes again: finishing it makes the next."),
			kernel.Delete("recurrence.drop", recurrence, m.dropRecurrence).Needs("registers", "edit"),
			kernel.Get("feed.read", "/projects/:project/calendar", m.readFeed).Anyone(),
			kernel.Post("feed.make", "/projects/:project/calendar", m.makeFeed).Anyone().Says("Makes a secret address of one's own calendar of the project; it is shown once, and an earlier one ends."),
			kernel.Delete("feed.end", "/projects/:project/calendar", m.endFeed).Anyone(),
			kernel.Get("feed.follow", "/projects/:project/calendar/:token", m.followFeed).Open().Strict().Says("One's own calendar of a project for calendar programs: bookings, rows and log entries that are due."),
		},
		Publishes: []event.Event{PhaseAccepted{}, PhaseReopened{}, BookingTold{}, BookingsTaken{}},
		Handles:   []event.Handler{event.On("gates.booking_told", m.sendInvitations), event.On("gates.bookings_taken", m.sendTaken)},
		Personal: []kernel.Personal{
			{Table: "gates.exceptions", Holds: "who granted and who withdrew an exception", Person: "person", OnErase: "kept: ids only"},
			{Table: "gates.bookings", Holds: "who booked and who cancelled a test", Person: "person", OnErase: "kept: ids only"},
			{Table: "gates.guests", Holds: "who is invited to a booked test", Person: "person", OnErase: "kept: ids only"},
			{Table: "gates.notices", Holds: "who was reminded of which row", Person: "person", OnErase: "kept: ids only"},
			{Table: "gates.unreminded", Holds: "who wants no reminders", Person: "person", OnErase: "deleted"},
			{Table: "gates.feeds", Holds: "secret addresses of calendars, hashed", Person: "person", OnErase: "deleted"},
			{Table: "gates.acceptances", Holds: "who prepared, signed and opened an acceptance document again, with the name as written", Person: "signed_by", OnErase: "kept as evidence until the licence ends"},
		},
		Duties: []kernel.Duty{
			{Thing: "booking", Says: "booked tests", Table: "gates.bookings", Person: "person", Open: "t.cancelled_at is null and t.ends_at >= platform.now()", Taken: m.bookingsTaken},
			{Thing: "guest", Says: "invitations to booked tests", Table: "gates.guests", Person: "person", Once: "booking", Taken: m.placesTaken,
				Open: "exists (select 1 from gates.bookings b where b.project = t.project and b.id = t.booking and b.cancelled_at is null and b.ends_at >= platform.now())"},
		},
		Waits:    m.awaited(),
		Restores: restores(),
		Handover: append(parts(), m.registers.LocksPart()),
		Demo:     m.demo,
	}
}

// noAnswer is a change that has nothing to say when it is done.
func noAnswer[In any](fn func(context.Context, In) error) func(context.Context, In) (kernel.Nothing, error) {
	return func(ctx context.Context, in In) (kernel.Nothing, error) { return kernel.Nothing{}, fn(ctx, in) }
}
