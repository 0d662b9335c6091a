package audit

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

const (
	atOnceUpTo   = 2_000   // rows; more are put back in the background
	restoresUpTo = 200_000 // rows in one restore
)

// RestoreMoment puts rows of a table back as they stood at a moment, or all of
// them: what was deleted since comes back, what was changed is changed back, and
// what was made since goes.
type RestoreMoment struct {
	Project uuid.UUID   `params:"project" json:"-"`
	Table   string      `params:"table" json:"-" validate:"max=100"`
	At      time.Time   `json:"at" validate:"required"`
	Rows    []uuid.UUID `json:"rows,omitempty" validate:"max=10000"` // none: all
	Reason  string      `json:"reason,omitempty" validate:"max=500"`
	Preview bool        `json:"preview,omitempty"` // tells what would come of it, and changes nothing
}

// RestoredMoment is what came of a restore, or would come of it.
type RestoredMoment struct {
	Restored
	Tried bool      `json:"tried"` // each row was tried: what cannot be put back is known
	Task  uuid.UUID `json:"task,omitzero"`
}

// restoreInput is what a restore in the background is started with.
type restoreInput struct {
	Table  string      `json:"table"`
	At     time.Time   `json:"at"`
	Rows   []uuid.UUID `json:"rows"`
	Reason string      `json:"reason"`
}

// errPreview ends a restore that was only tried.
var errPreview = errors.New("a preview changes nothing")

func (m *Module) restoreMoment(ctx context.Context, cmd RestoreMoment) (*RestoredMoment, error) {
	if err := m.may(ctx, cmd.Table); err != nil {
		return nil, err
	}
	reason := strings.TrimSpace(cmd.Reason)
	if reason == "" && !cmd.Preview {
		return nil, problem.At("reason", "is needed")
	}
	in := restoreInput{Table: cmd.Table, At: cmd.At, Rows: cmd.Rows, Reason: reason}
	pairs, err := m.toRestore(ctx, in)
	if err != nil {
		return nil, err
	}
	if cmd.Preview {
		db.Silent(ctx)
	}
	out := &RestoredMoment{Restored: Restored{Entry: scope.From(ctx).Request, Refused: []Refusal{}}, Tried: len(pairs) <= atOnceUpTo}
	switch {
	case !out.Tried && cmd.Preview:
		for _, p := range pairs {
			p.count(&out.Restored)
		}
		return out, nil
	case !out.Tried:
		out.Task = uuid.Must(uuid.NewV7())
		title := problem.Say(scope.From(ctx).Language, "Restore of %d rows", int64(len(pairs)))
		return out, kernel.StartTask(ctx, out.Task, "audit.restore", title, in)
	case cmd.Preview:
		err := db.Nested(ctx, func(ctx context.Context) error {
			if err := m.carryOut(ctx, in, pairs, &out.Restored, nil); err != nil {
				return err
			}
			return errPreview
		})
		if !errors.Is(err, errPreview) {
			return nil, err
		}
		return out, nil
	}
	if err := m.carryOut(ctx, in, pairs, &out.Restored, nil); err != nil {
		return nil, err
	}
	return out, m.noteReason(ctx, uuid.Nil, reason, &out.Restored)
}

// count adds to what a restore would come to, before any row is tried.
func (p pair) count(out *Restored) {
	out.Rows++
	switch {
	case p.Then == nil:
		out.Removed++
	case p.Gone:
		out.Back++
	default:
		out.Changed++
	}
}

// toRestore are the rows that stand otherwise now than they did.
func (m *Module) toRestore(ctx context.Context, in restoreInput) ([]pair, error) {
	if len(in.Rows) > 0 {
		var all []pair
		ids := bun.List(in.Rows)
		err := db.On(ctx).NewRaw(`select n.id as row, n.seq as later, n.at as later_at, n.gone, f.seq as then, f.at as then_at
			from audit.standing_of(?, 'infinity', array[?]::uuid[], true) n left join audit.standing_of(?, ?, array[?]::uuid[]) f using (id)`, in.Table, ids, in.Table, in.At, ids).Scan(ctx, &all)
		return slices.DeleteFunc(all, pair.isAlike), err
	}
	var all []pair
	after := uuid.Nil
	for {
		some, last, err := m.pairs(ctx, in.Table, in.At, time.Time{}, after, stepRows)
		if err != nil {
			return nil, err
		}
		if all = append(all, some...); len(all) > restoresUpTo {
			return nil, problem.New(problem.Conflict, "More than %d rows would be restored. Choose a later moment, or restore them in parts.", restoresUpTo)
		}
		if last == uuid.Nil {
			return all, nil
		}
		after = last
	}
}

// carryOut restores rows under the entry of the work under way: those that were
// made since go first, then the others are put back with what hung on them.
// What is refused is tried again while others could be put back meanwhile.
func (m *Module) carryOut(ctx context.Context, in restoreInput, pairs []pair, out *Restored, told func(done int) error) error {
	var left []unfit
	done := 0
	made := func(p pair) bool { return p.Then == nil }
	for _, part := range [][]pair{filter(pairs, made), filter(pairs, func(p pair) bool { return !made(p) })} {
		for some := range slices.Chunk(part, putAtOnce) {
			all, err := m.touchedBy(ctx, in.Table, some, out)
			if err != nil {
				return err
			}
			not, err := m.putSet(ctx, in.Table, all, out)
			if err != nil {
				return err
			}
			left = append(left, not...)
			if done += len(some); told != nil {
				if err := told(done); err != nil {
					return err
				}
			}
		}
	}
	for range 3 {
		if len(left) == 0 || len(left) > restoresUpTo/20 {
			break
		}
		again := make([]touched, len(left))
		for i, u := range left {
			again[i] = u.touched
		}
		not, err := m.putSet(ctx, in.Table, again, out)
		if err != nil {
			return err
		}
		moved := len(not) < len(left)
		if left = not; !moved {
			break
		}
	}
	for _, u := range left {
		m.refuse(ctx, out, u)
	}
	return nil
}

func filter(all []pair, keep func(pair) bool) (some []pair) {
	for _, p := range all {
		if keep(p) {
			some = append(some, p)
		}
	}
	return some
}

// putSet removes or puts back some rows of a table, brings back what hung on
// those that were gone, and returns those that cannot be.
func (m *Module) putSet(ctx context.Context, table string, all []touched, out *Restored) ([]unfit, error) {
	remove, put := []touched{}, []touched{}
	for _, c := range all {
		if c.Before == nil {
			remove = append(remove, c)
		} else {
			put = append(put, c)
		}
	}
	left, err := m.removeAll(ctx, table, remove)
	if err != nil {
		return nil, err
	}
	out.Removed += len(remove) - len(left)
	out.Rows += len(remove) - len(left)
	not, err := m.putAll(ctx, table, put)
	if err != nil {
		return nil, err
	}
	m.countPut(out, put, not)
	refused := map[uuid.UUID]bool{}
	for _, u := range not {
		refused[u.Row] = true
	}
	back := slices.DeleteFunc(put, func(c touched) bool { return !c.Gone || refused[c.Row] })
	return append(left, not...), m.bringHung(ctx, table, back, out)
}

// touchedBy reads what pairs are to be and what they are; those that were
// changed back already are left out.
func (m *Module) touchedBy(ctx context.Context, table string, pairs []pair, out *Restored) ([]touched, error) {
	found, err := m.versionsOf(ctx, pairs)
	if err != nil {
		return nil, err
	}
	var all []touched
	for _, p := range pairs {
		now := found[p.Later]
		if now == nil || p.Then != nil && found[*p.Then] == nil {
			m.refuse(ctx, out, unfit{touched{Tbl: table, Row: p.Row}, problem.Of(notThere())})
			continue
		}
		c := touched{Tbl: table, Row: p.Row, Gone: p.Gone, After: now.New, Version: now.Version, Entry: now.Entry}
		switch {
		case p.Then == nil:
		case p.Gone:
			c.Before = found[*p.Then].New
		default:
			fields, err := otherwise(found[*p.Then].New, now.New)
			if err != nil {
				return nil, err
			}
			if len(fields) == 0 {
				continue
			}
			if c.Before, err = json.Marshal(fields); err != nil {
				return nil, err
			}
		}
		all = append(all, c)
	}
	return all, m.dropped(ctx, table, all, out)
}

// dropped names fields of the images that no longer exist.
func (m *Module) dropped(ctx context.Context, table string, all []touched, out *Restored) error {
	for _, c := range all {
		if !c.Gone {
			continue
		}
		_, dropped, err := m.columns(ctx, table, c.Before, nil)
		out.Dropped = dropped
		return err // the rows of a part were left by the same release, or by ones close to it
	}
	return nil
}

// noteReason keeps with the entry why something was restored, and how much of
// it could not be.
func (m *Module) noteReason(ctx context.Context, subject uuid.UUID, reason string, out *Restored) error {
	about, err := json.Marshal(map[string]any{"reason": reason, "left": out.Left})
	if err != nil {
		return err
	}
	db.Note(ctx, subject, about)
	return nil
}

// restoreKind is the task by which many rows are restored: in one transaction
// and under one entry, so that all of it is or nothing, and one undo takes it back.
func (m *Module) restoreKind() kernel.TaskKind {
	return kernel.TaskKind{Kind: "audit.restore", Run: m.runRestore} // the right is that of the table, looked at when it is known
}

func (m *Module) runRestore(ctx context.Context, task *kernel.Task) error {
	var in restoreInput
	if err := task.Read(&in); err != nil {
		return err
	}
	return task.Step(ctx, func(ctx context.Context) error {
		if err := m.may(ctx, in.Table); err != nil {
			return err
		}
		pairs, err := m.toRestore(ctx, in)
		if err != nil {
			return err
		}
		out := &Restored{Refused: []Refusal{}}
		if err := m.carryOut(ctx, in, pairs, out, func(done int) error { return task.Progress(ctx, int64(done), int64(len(pairs))) }); err != nil {
			return err
		}
		task.Result = kernel.TaskResult{Subject: scope.From(ctx).Request}
		return m.noteReason(ctx, task.ID, in.Reason, out)
	})
}

func init() {
	problem.Teach(map[string]string{
		"Restore of %d rows": "Gendannelse af %d rækker",
		"More than %d rows would be restored. Choose a later moment, or restore them in parts.": "Mere end %d rækker ville blive gendannet. Vælg et senere tidspunkt, eller gendan dem i dele.",
	})
}
