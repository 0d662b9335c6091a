package db

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// statement is a text with its arguments, $1 and on; nil is null.
type statement struct {
	text string
	args [][]byte
}

// kept bounds the statements that a connection keeps prepared; shapes of
// filters are many in principle and few in use.
const kept = 200

// prepared gives the name under which a connection keeps a statement.
func prepared(ctx context.Context, c *pgx.Conn, text string) (string, error) {
	mine := c.PgConn().CustomData()
	names, _ := mine["prepared"].(map[string]string)
	if name, ok := names[text]; ok {
		return name, nil
	}
	if len(names) >= kept {
		if err := c.DeallocateAll(ctx); err != nil {
			return "", err
		}
		names = nil
	}
	s, err := c.Prepare(ctx, text, text)
	if err != nil {
		return "", err
	}
	if names == nil {
		names = map[string]string{}
		mine["prepared"] = names
	}
	names[text] = s.Name
	return s.Name, nil
}

// together sends statements in one round trip and reads what came of each; the
// first that fails ends it.
func together(ctx context.Context, c *pgx.Conn, all ...statement) ([]*pgconn.Result, error) {
	names := make([]string, len(all))
	for i := 0; i < len(all); i++ {
		name, err := prepared(ctx, c, all[i].text)
		if err != nil {
			return nil, err
		}
		names[i] = name
	}
	p := c.PgConn().StartPipeline(ctx)
	for i, s := range all {
		p.SendQueryPrepared(names[i], s.args, nil, nil)
	}
	err := p.Sync()
	var results []*pgconn.Result
	for err == nil && len(results) < len(all) {
		var r any
		if r, err = p.GetResults(); err == nil {
			reader, ok := r.(*pgconn.ResultReader)
			if !ok {
				break
			}
			one := reader.Read()
			results, err = append(results, one), one.Err
		}
	}
	if end := p.Close(); err == nil {
		err = end
	}
	return results, err
}
