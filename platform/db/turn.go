package db

import (
	"context"
	"runtime"
	"time"
)

// Readings of lists go a few at a time: what a connection keeps in memory to
// read with is much, and a core that serves few of them finds it still at hand.
const (
	turnsPerCore = 2
	patience     = 10 * time.Millisecond // of a reading, before it goes along with those under way
)

func turns() chan struct{} { return make(chan struct{}, turnsPerCore*runtime.GOMAXPROCS(0)) }

// turn waits for a moment until few readings are under way; what it gives ends the turn.
func (d *DB) turn(ctx context.Context, e Entry) (end func()) {
	if !e.Stated {
		return func() {}
	}
	end = func() { <-d.turns }
	select {
	case d.turns <- struct{}{}:
		return end
	default:
	}
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case d.turns <- struct{}{}:
		return end
	case <-late.C:
	case <-ctx.Done():
	}
	return func() {}
}
