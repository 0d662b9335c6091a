package db

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Column is a column of a query and the field of a JSON object that it becomes.
type Column struct {
	Name string
	Omit bool // where it is null or {}
}

// Lines is a list as the database gave it: an array of JSON objects, made from
// the bytes of the connection with no Go value between. Pages of registers are
// read so, because they are asked for most.
type Lines struct {
	JSON   []byte    // what was given to begin with, and the array
	Rows   int       // how many the query gave, more than limit if there are more
	Beyond []*string // of the last row in JSON: what the query gave beyond its columns
}

// Read runs a query and writes its rows, up to limit, as JSON objects with
// these columns in this order. Arguments stand as $1 and on in the text; with
// them, the statement stays prepared on its connection, planned once for all
// values. Without, it is planned for itself. The array is written after head.
func Read(ctx context.Context, head string, columns []Column, limit int, text string, args ...string) (*Lines, error) {
	out := &Lines{}
	w := under(ctx)
	err := Raw(ctx, func(c *pgx.Conn) error {
		reader, end, err := w.execute(ctx, c, text, args)
		if err != nil {
			return err
		}
		types := reader.FieldDescriptions()
		b := append(append(make([]byte, 0, 1<<10), head...), '[')
		for reader.NextRow() {
			values := reader.Values()
			out.Rows++
			if out.Rows > limit {
				continue
			}
			if out.Rows > 1 {
				b = append(b, ',')
			}
			b = appendLine(b, columns, types, values)
			if out.Rows == 1 { // the others will be about as long
				b = slices.Grow(b, len(b)*min(limit, 200)*9/8)
			}
			if out.Rows == limit && len(values) > len(columns) {
				out.Beyond = texts(values[len(columns):])
			}
		}
		out.JSON = append(b, ']')
		_, err = reader.Close()
		return end(err)
	})
	return out, translate(err)
}

// ReadOne is Read for one row; none is not found.
func ReadOne(ctx context.Context, columns []Column, text string, args ...string) ([]byte, error) {
	all, err := Read(ctx, "", columns, 1, text, args...)
	if err != nil {
		return nil, err
	}
	if all.Rows == 0 {
		return nil, translate(sql.ErrNoRows)
	}
	return all.JSON[1 : len(all.JSON)-1], nil
}

// Each runs a query and gives every row as a JSON object with these columns,
// in this order; the text lasts until the next. It is for reading much: nothing
// is held but the row at hand.
func Each(ctx context.Context, columns []Column, fn func(line []byte) error, text string, args ...string) error {
	var b []byte
	return rows(ctx, text, args, func(types []pgconn.FieldDescription, values [][]byte) error {
		b = appendLine(b[:0], columns, types, values)
		return fn(b)
	})
}

// Raws runs a query and gives the columns of every row as JSON, one after another
// in one text, with where each of them ends; both last until the next row.
func Raws(ctx context.Context, fn func(text []byte, ends []int) error, text string, args ...string) error {
	var b []byte
	var ends []int
	return rows(ctx, text, args, func(types []pgconn.FieldDescription, values [][]byte) error {
		b, ends = b[:0], ends[:0]
		for i, v := range values {
			b = appendValue(b, types[i].DataTypeOID, v)
			ends = append(ends, len(b))
		}
		return fn(b, ends)
	})
}

// Cells runs a query and gives the cells of every row as the connection brought
// them, null as nil; they last until the next row. It is for files of a whole register.
func Cells(ctx context.Context, fn func(cells [][]byte) error, text string) error {
	return rows(ctx, text, nil, func(_ []pgconn.FieldDescription, values [][]byte) error { return fn(values) })
}

// rows runs a query and gives its rows one by one.
func rows(ctx context.Context, text string, args []string, fn func(types []pgconn.FieldDescription, values [][]byte) error) error {
	err := Raw(ctx, func(c *pgx.Conn) error {
		reader, err := execute(ctx, c, text, args)
		if err != nil {
			return err
		}
		types := reader.FieldDescriptions()
		for err == nil && reader.NextRow() {
			err = fn(types, reader.Values())
		}
		_, end := reader.Close()
		return cmp.Or(err, end)
	})
	return translate(err)
}

// execute begins a reading. Its end takes what came of it, and ends the work too
// if that was all that was left to do.
func (w *work) execute(ctx context.Context, c *pgx.Conn, text string, args []string) (reader *pgconn.ResultReader, end func(error) error, err error) {
	if !w.last || len(args) == 0 {
		reader, err = execute(ctx, c, text, args)
		return reader, func(err error) error { return err }, err
	}
	name, err := prepared(ctx, c, text)
	if err != nil {
		return nil, nil, err
	}
	commit, err := prepared(ctx, c, "commit")
	if err != nil {
		return nil, nil, err
	}
	p := c.PgConn().StartPipeline(ctx)
	p.SendQueryPrepared(name, values(args), nil, nil)
	p.SendQueryPrepared(commit, nil, nil, nil)
	if err := p.Sync(); err != nil {
		return nil, nil, cmp.Or(p.Close(), err)
	}
	next := func() (*pgconn.ResultReader, error) {
		r, err := p.GetResults()
		if err != nil {
			return nil, err
		}
		reader, ok := r.(*pgconn.ResultReader)
		if !ok {
			return nil, errRolledBack
		}
		return reader, nil
	}
	if reader, err = next(); err != nil {
		return nil, nil, cmp.Or(err, p.Close())
	}
	return reader, func(err error) error {
		if err != nil {
			return cmp.Or(err, p.Close())
		}
		r, err := next()
		if err != nil {
			return cmp.Or(err, p.Close())
		}
		one := r.Read()
		if w.ended = one.CommandTag.String() == committed; !w.ended {
			return cmp.Or(one.Err, p.Close(), errRolledBack)
		}
		return p.Close()
	}, nil
}

func execute(ctx context.Context, c *pgx.Conn, text string, args []string) (*pgconn.ResultReader, error) {
	if len(args) == 0 {
		return c.PgConn().ExecParams(ctx, text, nil, nil, nil, nil), nil
	}
	name, err := prepared(ctx, c, text)
	if err != nil {
		return nil, err
	}
	return c.PgConn().ExecPrepared(ctx, name, values(args), nil, nil), nil
}

func values(args []string) [][]byte {
	all := make([][]byte, len(args))
	for i, a := range args {
		all[i] = []byte(a)
	}
	return all
}

func texts(values [][]byte) []*string {
	all := make([]*string, len(values))
	for i, v := range values {
		if v != nil {
			s := string(v)
			all[i] = &s
		}
	}
	return all
}
