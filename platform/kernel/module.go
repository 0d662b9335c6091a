// Package kernel turns modules into a running product: typed actions become
// routes with rights, validation, history and an API description.
package kernel

import (
	"context"
	"io"

	"cxweb/platform/event"

	"github.com/google/uuid"
)

// Module is a part of the product that owns its own tables, rules and screens.
type Module interface{ Manifest() Manifest }

// Manifest is everything that the kernel knows about a module.
type Manifest struct {
	Name      string          // also its schema, its folder and the first word of all its names
	Area      string          // the area of rights its actions belong to, unless the line says otherwise
	Actions   []Action        // what people can do in it
	Publishes []event.Event   // facts that it tells, as zero values
	Handles   []event.Handler // facts that it listens for
	Tasks     []TaskKind      // work with progress that a person starts
	Jobs      []Job           // work by the clock
	Gauges    []Gauge         // figures that the operator's monitoring reads
	Personal  []Personal      // what it holds about people
	Templates []TemplateKind  // kinds of things that can be published to the knowledge library
	Restores  []Restore       // its tables whose rows can be restored, parents first
	Handover  []Part          // what it puts into a handover package and takes back out of one
	Duties    []Duty          // what of it hangs on a member
	Waits     []Wait          // what of it waits for a member, told them once a day
	Demo      func(ctx context.Context, d Demo) error
}

// Job is work by the clock, run by one node at a time.
type Job struct {
	Name  string
	Every string                          // a cron line or @every 1h
	Run   func(ctx context.Context) error // opens what transactions it needs by Work
	Each  func(ctx context.Context) error // instead of Run: once for each member of each project, as that member
	Then  func(ctx context.Context) error // after Each: once for each of these people, outside projects

	Of func(ctx context.Context, project uuid.UUID) error // besides Run: for one project, when a task of it cannot wait
}

// Personal is one place where a module holds something about people.
type Personal struct {
	Table   string
	Holds   string // in plain English, for the record of processing
	Person  string // the column that refers to the person
	OnErase string // what becomes of it when the person is erased
}

// TemplateKind is a kind of thing that can be shared through the library.
type TemplateKind struct {
	Name   string // such as requirement_set
	Tables []string
}

// Restore is a table whose rows can be put back from the history.
type Restore struct {
	Table    string   // schema.table
	Parents  []string // tables that must hold what a row refers to
	Label    string   // SQL over the row's JSON image r that names it to people
	Area     string   // the area of rights whose edit_all it takes; empty: the module's
	Approved Approval // by what its rows are known to be approved
	Leaves   []string // columns that no restore changes: what they say takes more than putting back
}

// Duty is what a member can be responsible for: rows of one table that wait for
// them, and that somebody else takes over when they leave. What they made or
// signed is no duty, and stays theirs.
type Duty struct {
	Thing      string                                                          // what its rows are, as in the names of actions
	Says       string                                                          // what people call them, in English, the plural
	Table      string                                                          // schema.table
	Person     string                                                          // the column of who is responsible
	Company    string                                                          // the column that members are narrowed to their own company by; empty: there is none
	Discipline string                                                          // the one that they are narrowed to disciplines by
	Open       string                                                          // SQL condition on the rows t that still wait; done, approved and locked ones do not
	Once       string                                                          // the column of what a person stands on once only, such as the review
	Area       string                                                          // of the rights to see and to hand over; empty: the module's
	Taken      func(ctx context.Context, rows []uuid.UUID, to uuid.UUID) error // notes that somebody took them over
}

// Approval is how one sees that a row is approved. To put such a row back, or
// to change it back, takes the right to approve.
type Approval struct {
	Field, Value string
	Area         string // of the right
}

// Part is one table of a handover package.
type Part struct {
	Name   string                          // file name without ending, such as systems
	Table  string                          // schema.table
	Refers map[string]string               // column → the part that it refers to
	Order  string                          // SQL order, total
	Sheet  [2]string                       // title of the sheet in Danish and English; empty: data only
	Keeps  []string                        // columns that hold a file's id
	People []string                        // columns that hold a person's id
	Own    string                          // what the project's own columns of it are known by, in the part "columns"; their values stand in the column "own"
	Hides  []string                        // columns that never leave the product
	Record bool                            // goes out to be read, and never comes back in
	Key    string                          // SQL unique in a project, by which a row that comes in meets one that is there; empty: only an empty table takes rows in
	Lacks  []Lack                          // what its rows ought to have before a handover
	Settle func(ctx context.Context) error // puts in order what hangs on rows that have come in
	Copy   Copy                            // what of it a further project can begin with
	Stays  bool                            // is no part of a package, only of further projects
}

// Copy says what of a part goes into a project that is made of this one. What
// belongs to people never does.
type Copy struct {
	Kind   string                          // what people choose it by, such as procedures; empty: it never goes along
	SetUp  bool                            // it is set-up, and so goes into templates too
	Where  string                          // SQL condition on the rows t that go along; empty: all
	Blank  []string                        // columns that begin as in a new row: results, days
	Settle func(ctx context.Context) error // puts in order what was copied
}

// Lack is something that rows of a part ought to have before a handover.
type Lack struct {
	Name   string // such as component_serial
	Says   string // how many rows lack it, in English with one %d
	Where  string // SQL condition on the rows that lack it
	Blocks bool   // it stands in the way of a handover; else it is worth a warning
}

// Demo is what a module needs to load its part of the demo project.
type Demo struct {
	Project uuid.UUID
	File    func(name string) (io.ReadCloser, error)
	Person  func(name string) uuid.UUID
	Company func(name string) uuid.UUID
	Shift   int // days by which demo dates move
}
