package files

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// Pass makes a file that is read once and kept nowhere, such as a list that
// somebody downloads: it is gone with the reader, or with the process. More
// than limit bytes is ErrTooLarge.
func (s *Store) Pass(ctx context.Context, limit int64, write func(io.Writer) error) (body io.ReadSeekCloser, size int64, err error) {
	dir := os.TempDir()
	if s.dir != "" {
		dir = filepath.Join(s.dir, s.tmp)
	}
	f, err := os.CreateTemp(dir, "pass-")
	if err != nil {
		return nil, 0, err
	}
	to := &limited{ctx: ctx, f: f, left: limit}
	err = errors.Join(os.Remove(f.Name()), write(to))
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, 0, errors.Join(err, f.Close())
	}
	return f, limit - to.left, nil
}

// limited is a file that takes only so much, for as long as it is asked for.
type limited struct {
	ctx  context.Context
	f    *os.File
	left int64
}

func (l *limited) Write(p []byte) (int, error) {
	if err := l.ctx.Err(); err != nil {
		return 0, err
	}
	if int64(len(p)) > l.left {
		return 0, ErrTooLarge
	}
	n, err := l.f.Write(p)
	l.left -= int64(n)
	return n, err
}
