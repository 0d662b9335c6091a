package accounts

import (
	"context"
	"runtime"

	"cxweb/platform/problem"
)

// gate bounds how many hashes are computed at once and how many wait for it: a
// flood of sign-ins takes neither the memory nor all connections to the
// database. Whoever comes when it is full is sent away for a moment.
type gate struct {
	inside chan struct{}
	all    chan struct{} // inside, or waiting
}

// hashing lets in as many as there are processors; each takes the memory of one hash.
var hashing = newGate(min(runtime.NumCPU(), 4), 4)

func newGate(inside, waiting int) *gate {
	return &gate{inside: make(chan struct{}, inside), all: make(chan struct{}, inside+waiting)}
}

func (g *gate) enter(ctx context.Context) error {
	select {
	case g.all <- struct{}{}:
	default:
		p := problem.New(problem.Unavailable, "Very many are signing in right now. Try again in a moment.")
		p.After = 1
		return p
	}
	select {
	case g.inside <- struct{}{}:
		return nil
	case <-ctx.Done():
		<-g.all
		return ctx.Err()
	}
}

func (g *gate) leave() {
	<-g.inside
	<-g.all
}

func init() {
	problem.Teach(map[string]string{
		"Very many are signing in right now. Try again in a moment.": "Rigtig mange logger ind lige nu. Prøv igen om et øjeblik.",
	})
}
