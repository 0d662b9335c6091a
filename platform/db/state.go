package db

import (
	"context"
	"strconv"

	"cxweb/platform/scope"

	"github.com/cespare/xxhash/v2"
	"github.com/jackc/pgx/v5/stdlib"
)

// touched is the column of what entering gives that says nothing of the project
// or of what somebody may do: that their session was used of late.
const touched = 8

// state is who acts, with all that bounds what they see, and the marks of their
// project, in a word. It stands before anything is read in the work: what
// changes meanwhile gives another state to whoever asks next.
func stateOf(rows [][][]byte) string {
	if len(rows) != 1 || rows[0][len(rows[0])-1] == nil { // no marks: not asked for, or no member
		return ""
	}
	h := xxhash.New()
	for i, v := range rows[0] {
		if i == touched {
			continue
		}
		h.Write(strconv.AppendInt(nil, int64(len(v)), 10))
		h.Write(v)
	}
	return strconv.FormatUint(h.Sum64(), 36)
}

// State is the state in which the work under way found its project; empty where
// it was not asked for, or where the answer rests on more. As long as it is the
// same, so is every answer that comes of the versioned tables of the project.
func State(ctx context.Context) string { return ctx.Value(key{}).(*work).state }

// Beyond says that the work rests on more than the tables of its project, such
// as the names of people.
func Beyond(ctx context.Context) { ctx.Value(key{}).(*work).state = "" }

// State asks in one round trip, without a piece of work, who would act and in
// which state their project is.
func (d *DB) State(ctx context.Context, e Entry) (s *scope.Scope, state string, err error) {
	e.Stated = true
	defer d.turn(ctx, e)()
	conn, err := d.Conn(ctx)
	if err != nil {
		return nil, "", translate(err)
	}
	defer conn.Close()
	var rows [][][]byte
	err = conn.Raw(func(c any) error {
		results, err := together(ctx, c.(*stdlib.Conn).Conn(), e.entering())
		if err == nil {
			rows = results[0].Rows
		}
		return err
	})
	if err != nil {
		return nil, "", translate(err)
	}
	s, err = e.scope(rows)
	return s, stateOf(rows), err
}
