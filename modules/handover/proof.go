package handover

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"

	"cxweb/modules/handover/archive"
)

// signer is what signs packages: the key that seals the history.
type signer interface {
	Sign(text []byte) (key, signature []byte)
}

// ownPast are the lines of the history that packages leave there themselves.
type ownPast struct{ entries, versions map[int64]line }

// writeProof writes the seals of the history, and what they hold besides the
// history of the package: the ordering of packages. Seals at the end that hold
// nothing else are left out, or the ordering of one package would change the next.
func (w *making) writeProof(ctx context.Context, to io.Writer) (int64, error) {
	past, err := ownPast{}, until(ctx, w.told)
	if err != nil {
		return 0, err
	}
	if past.entries, err = w.ownLines(ctx, "entries"); err != nil {
		return 0, err
	}
	if past.versions, err = w.ownLines(ctx, "versions"); err != nil {
		return 0, err
	}
	last := 0
	err = w.lines(ctx, rawPath("seals"), func(l line) error {
		s, err := holdingOf(l)
		if err == nil && !s.only(past) {
			last = s.n
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	lines := archive.NewLines(to)
	var text []byte
	add := func(kind string, l line, names []renamed) (err error) {
		text, err = told(text, kind, l, names, contact{}, "")
		return errors.Join(err, lines.Add(text))
	}
	err = w.lines(ctx, rawPath("seals"), func(l line) error {
		s, err := holdingOf(l)
		if err != nil || s.n > last {
			return err
		}
		for _, seq := range s.entries {
			if e := past.entries[seq]; e != nil {
				err = errors.Join(err, add("entry", e, entryFields))
			}
		}
		for _, seq := range s.versions {
			if v := past.versions[seq]; v != nil {
				err = errors.Join(err, add("version", v, versionFields))
			}
		}
		return errors.Join(err, lines.Add(append(l.append([]byte(`{"seal":`)), '}')))
	})
	if err != nil {
		return 0, err
	}
	return lines.Rows, lines.Close()
}

// ownLines are the lines of a part of the history that packages left, by number.
func (w *making) ownLines(ctx context.Context, name string) (map[int64]line, error) {
	all := map[int64]line{}
	return all, w.lines(ctx, rawPath(name), func(l line) error {
		seq, err := strconv.ParseInt(l.raw("seq"), 10, 64)
		all[seq] = slices.Clone(l)
		return err
	})
}

// holding is which lines a seal holds.
type holding struct {
	n                 int
	versions, entries []int64
}

func holdingOf(l line) (h holding, err error) {
	err = errors.Join(json.Unmarshal([]byte(l.raw("n")), &h.n), json.Unmarshal([]byte(l.raw("versions")), &h.versions), json.Unmarshal([]byte(l.raw("entries")), &h.entries))
	return h, err
}

// only tells whether a seal holds nothing but what packages left.
func (h holding) only(past ownPast) bool {
	foreign := func(lines map[int64]line) func(int64) bool {
		return func(seq int64) bool { return lines[seq] == nil }
	}
	return !slices.ContainsFunc(h.versions, foreign(past.versions)) && !slices.ContainsFunc(h.entries, foreign(past.entries))
}
