package db

import (
	"cmp"
	"context"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"
)

// Entry is what a piece of work is opened with.
type Entry struct {
	Kind     scope.Kind
	Token    []byte    // hash of what the client presented; nil: none
	Person   uuid.UUID // for jobs
	Limits   []string  // of the token that asked for a job; nil: none
	Project  uuid.UUID
	Request  uuid.UUID
	Action   string
	Origin   string
	Language string
	Now      time.Time
	Address  string
	Agent    string
	Device   string        // the tablet's name, as it says
	Captured time.Time     // when the device did it, by its own clock
	Offset   time.Duration // how far that clock was off
	ReadOnly bool
	Timeout  time.Duration // of one statement
	Snapshot bool          // one view of the data for the whole work
	View     string        // the view of another work, which View names
	Stated   bool          // says in which state the project is; see State
}

type work struct {
	db      *DB
	conn    bun.Conn
	entry   Entry
	subject uuid.UUID
	about   []byte
	note    bool
	wakes   bool
	nested  int
	state   string
	last    bool // the next reading is all that is left to do
	ended   bool // with it
}

// Work opens a transaction with its scope in one round trip, runs fn, and
// commits; an error from fn undoes everything. Session says whether the
// session was used of late.
func (d *DB) Work(ctx context.Context, e Entry, fn func(context.Context) error) (err error) {
	defer d.turn(ctx, e)()
	conn, err := d.Conn(ctx)
	if err != nil {
		return translate(err)
	}
	defer conn.Close()
	w := &work{db: d, conn: conn, entry: e}
	s, err := w.open(ctx)
	if err != nil {
		w.abandon()
		return translate(err)
	}
	done := false
	defer func() {
		if !done {
			w.abandon()
		}
	}()
	if err := fn(context.WithValue(scope.With(ctx, s), key{}, w)); err != nil {
		return translate(err)
	}
	done = true
	return translate(w.commit(ctx))
}

const enter = `select person, session, company, role, array_to_string(rights, ','), array_to_string(disciplines, ','), own_company, member, touched, array_to_string(limits, ','), extract(epoch from proved)::bigint, barred, viewer, marks
	from platform.enter($1, $2::bytea, $3::uuid, $4::uuid, $5::uuid, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`

// open begins the transaction and enters the scope, in one round trip.
func (w *work) open(ctx context.Context) (*scope.Scope, error) {
	e := w.entry
	begin := "begin"
	if e.Snapshot {
		begin += " isolation level repeatable read"
	}
	if e.ReadOnly {
		begin += " read only"
	}
	all := []statement{{text: begin}, e.entering()}
	if e.View != "" {
		if err := w.raw(ctx, begin+"; set transaction snapshot '"+e.View+"'"); err != nil {
			return nil, err
		}
		all = all[1:]
	}
	var rows [][][]byte
	err := w.conn.Raw(func(c any) error {
		results, err := together(ctx, c.(*stdlib.Conn).Conn(), all...)
		if err == nil {
			rows = results[len(results)-1].Rows
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	w.state = stateOf(rows)
	return e.scope(rows)
}

// View names the view of the data that the work under way has, for another work
// that begins before it ends.
func View(ctx context.Context) (name string, err error) {
	err = On(ctx).NewRaw("select pg_export_snapshot()").Scan(ctx, &name)
	return name, err
}

// entering is the statement that sets the scope.
func (e Entry) entering() statement {
	timeout := cmp.Or(e.Timeout, 15*time.Second)
	return statement{enter, [][]byte{[]byte(e.Kind), bytea(e.Token), id(e.Person), id(e.Project), id(e.Request),
		[]byte(e.Action), []byte(e.Origin), []byte(moment(e.Now)), []byte(address(e.Address)), clean(e.Device), []byte(moment(e.Captured)), []byte(offset(e)), strconv.AppendInt(nil, timeout.Milliseconds(), 10), list(e.Limits), strconv.AppendBool(nil, e.Stated)}}
}

// scope reads who acts from what entering gave.
func (e Entry) scope(rows [][][]byte) (*scope.Scope, error) {
	if len(rows) != 1 {
		return nil, errors.New("the scope came back empty")
	}
	r := make([]string, len(rows[0]))
	for i, v := range rows[0] {
		r[i] = string(v)
	}
	s := &scope.Scope{Kind: e.Kind, Project: e.Project, Request: e.Request, Action: e.Action, Origin: e.Origin, Language: e.Language, Address: e.Address, Agent: e.Agent,
		Person: parse(r[0]), Session: parse(r[1]), Company: parse(r[2]), Role: r[3], OwnOnly: r[6] == "t", Member: r[7] == "t", Fresh: r[8] == "t", Barred: r[11] == "t", Viewer: parse(r[12])}
	if r[9] != "" {
		s.Limits = strings.Split(r[9], ",")
	}
	if r[4] != "" {
		s.Rights = scope.Within(strings.Split(r[4], ","), s.Limits)
	}
	if r[10] != "" {
		seconds, err := strconv.ParseInt(r[10], 10, 64)
		if err != nil {
			return nil, err
		}
		s.Proved = time.Unix(seconds, 0)
	}
	if r[5] != "" {
		for _, d := range strings.Split(r[5], ",") {
			s.Narrowed = append(s.Narrowed, parse(d))
		}
	}
	return s, nil
}

// commit writes the entry of the history, if one was asked for, and commits, in one round trip.
func (w *work) commit(ctx context.Context) error {
	if w.ended {
		return nil
	}
	all := []statement{{text: "commit"}}
	if w.note {
		all = []statement{{"select audit.note($1::uuid, $2::jsonb)", [][]byte{id(w.subject), w.about}}, {text: "commit"}}
	}
	var tag string
	var told []byte
	err := w.conn.Raw(func(c any) error {
		results, err := together(ctx, c.(*stdlib.Conn).Conn(), all...)
		if err != nil {
			return err
		}
		tag = results[len(results)-1].CommandTag.String()
		if w.note && len(results[0].Rows) == 1 {
			told = results[0].Rows[0][0]
		}
		return nil
	})
	if err != nil {
		w.abandon()
		return err
	}
	if tag != committed {
		return errRolledBack
	}
	if w.wakes && w.db.Waits != nil {
		w.db.Waits()
	}
	if len(told) > 0 && w.db.Changed != nil {
		w.db.Changed(told)
	}
	return nil
}

const committed = "COMMIT"

var errRolledBack = errors.New("the transaction was rolled back by the database")

// Last says that the next reading is the last thing that the work does: if it
// only looks, its end goes along in the same round trip.
func Last(ctx context.Context) {
	w := ctx.Value(key{}).(*work)
	w.last = w.entry.ReadOnly && w.nested == 0
}

// abandon undoes the transaction, or gives the connection up if that fails.
func (w *work) abandon() {
	if w.ended {
		return // by its last reading, which came to nothing
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := w.raw(ctx, "rollback"); err != nil {
		_ = w.conn.Raw(func(any) error { return driver.ErrBadConn }) // takes the connection out of the pool
	}
}

func (w *work) raw(ctx context.Context, text string) error {
	return w.conn.Raw(func(c any) error {
		return c.(*stdlib.Conn).Conn().PgConn().Exec(ctx, text).Close()
	})
}

// Nested runs fn so that its failure undoes fn alone.
func Nested(ctx context.Context, fn func(context.Context) error) error {
	w := ctx.Value(key{}).(*work)
	w.nested++
	name := "s" + strconv.Itoa(w.nested)
	defer func() { w.nested-- }()
	if err := w.raw(ctx, "savepoint "+name); err != nil {
		return translate(err)
	}
	if err := fn(ctx); err != nil {
		if back := w.raw(ctx, "rollback to savepoint "+name); back != nil {
			return translate(back)
		}
		return translate(err)
	}
	return translate(w.raw(ctx, "release savepoint "+name))
}

// Note has the work end with an entry in the history about a subject.
func Note(ctx context.Context, subject uuid.UUID, about []byte) {
	w := ctx.Value(key{}).(*work)
	w.note, w.subject, w.about = true, subject, about
}

// Silent has the work end without an entry: it only looked at what would come
// of something.
func Silent(ctx context.Context) { ctx.Value(key{}).(*work).note = false }

// Wakes has the end of the work say that something waits for the queue.
func Wakes(ctx context.Context) { ctx.Value(key{}).(*work).wakes = true }

// Captured is when a device did what it sends now, by its own clock; zero when
// it did not say. The offset is how far that clock was off, in milliseconds.
func Captured(ctx context.Context) (at time.Time, device string, offset *int) {
	e := ctx.Value(key{}).(*work).entry
	if !e.Captured.IsZero() {
		ms := int(e.Offset.Milliseconds())
		offset = &ms
	}
	return e.Captured, e.Device, offset
}

// Become has the work go on as a person who has just proved who they are.
func Become(ctx context.Context, person uuid.UUID) error {
	if _, err := On(ctx).NewRaw("select set_config('app.person', ?, true)", person.String()).Exec(ctx); err != nil {
		return err
	}
	scope.From(ctx).Person = person
	return nil
}

// Admit has the work go on as a person whom a secret address stands for, with
// what they may do on its project now: rights, disciplines, and both walls.
func Admit(ctx context.Context, person uuid.UUID) error {
	w := ctx.Value(key{}).(*work)
	e := w.entry
	e.Token, e.Person = nil, person
	var rows [][][]byte
	err := w.conn.Raw(func(c any) error {
		results, err := together(ctx, c.(*stdlib.Conn).Conn(), e.entering())
		if err == nil {
			rows = results[0].Rows
		}
		return err
	})
	if err != nil {
		return translate(err)
	}
	s, err := e.scope(rows)
	if err != nil {
		return err
	}
	*scope.From(ctx) = *s
	return nil
}

// AtDoor shows the work the one row that names what somebody presents before
// they are signed in: an address ("email") or the hash of a link ("token").
func AtDoor(ctx context.Context, name, value string) error {
	_, err := On(ctx).NewRaw("select set_config(?, ?, true)", "app."+name, value).Exec(ctx)
	return err
}

func clean(s string) []byte { return []byte(strings.ReplaceAll(s, "\x00", "")) }

func bytea(b []byte) []byte {
	if b == nil {
		return nil
	}
	return hex.AppendEncode([]byte(`\x`), b)
}

func id(u uuid.UUID) []byte {
	if u == uuid.Nil {
		return nil
	}
	return []byte(u.String())
}

// list is the text of an array of plain words; nil is null.
func list(words []string) []byte {
	if words == nil {
		return nil
	}
	return []byte("{" + strings.Join(words, ",") + "}")
}

func parse(s string) uuid.UUID {
	u, _ := uuid.Parse(s) // the database wrote it; empty means none
	return u
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.999999Z")
}

func offset(e Entry) string {
	if e.Captured.IsZero() {
		return ""
	}
	return strconv.FormatInt(e.Offset.Milliseconds(), 10)
}

func address(a string) string {
	if _, err := netip.ParseAddr(a); err != nil {
		return ""
	}
	return a
}
