package files

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"
)

// Sweep removes the files that were stored before a moment and that keep does
// not know, and what was left half received by then. It returns how many.
func (s *Store) Sweep(ctx context.Context, keep func(sha string) (bool, error), before time.Time) (removed int, err error) {
	all := s.bucket.List(nil)
	for {
		o, err := all.Next(ctx)
		if err == io.EOF {
			return removed, nil
		}
		if err != nil {
			return removed, err
		}
		if !o.ModTime.Before(before) {
			continue
		}
		if sha, is := hashOf(o.Key); is {
			if wanted, err := keep(sha); err != nil {
				return removed, err
			} else if wanted {
				continue
			}
		} else if !strings.HasPrefix(o.Key, underway) || strings.HasSuffix(o.Key, "/"+lockName) {
			continue // not ours to remove
		}
		gone, err := s.removeIfOld(ctx, o.Key, before)
		if err != nil {
			return removed, err
		}
		if gone {
			removed++
		}
	}
}

// removeIfOld looks at the time once more, for Put may have renewed the file
// since it was listed.
func (s *Store) removeIfOld(ctx context.Context, key string, before time.Time) (bool, error) {
	s.settle.Lock()
	defer s.settle.Unlock()
	a, err := s.bucket.Attributes(ctx, key)
	if errors.Is(missing(err), ErrMissing) {
		return false, nil
	}
	if err != nil || !a.ModTime.Before(before) {
		return false, err
	}
	return true, s.bucket.Delete(ctx, key)
}
