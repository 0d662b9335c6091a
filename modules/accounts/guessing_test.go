package accounts

import (
	"context"
	"errors"
	"testing"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/problem"
)

func TestTriesAreBoundedAndComeBack(t *testing.T) {
	t.Parallel()
	now := &clock.Clock{}
	now.Set(time.Date(2026, 4, 20, 12, 0, 0, 0, time.UTC))
	count := &tries{clock: now, spent: map[string]spent{}}
	for i := range triesAtOnce {
		if err := count.take("a"); err != nil {
			t.Fatalf("try %d: %v", i+1, err)
		}
	}
	var p *problem.Problem
	if err := count.take("a"); !errors.As(err, &p) || p.Kind != problem.TooMany || p.After < 1 || p.After > 31 {
		t.Errorf("one try too many: %v", err)
	}
	if err := count.take("b"); err != nil {
		t.Errorf("another key is held up: %v", err)
	}
	now.Advance(tryEvery)
	if err := count.take("a"); err != nil {
		t.Errorf("half a minute later: %v", err)
	}
	if err := count.take("a"); err == nil {
		t.Error("half a minute gives back more than one try")
	}
	count.forget("a")
	if err := count.take("a"); err != nil {
		t.Errorf("after getting in: %v", err)
	}
}

func TestTriesForgetWhatIsOver(t *testing.T) {
	t.Parallel()
	now := &clock.Clock{}
	now.Set(time.Date(2026, 4, 20, 12, 0, 0, 0, time.UTC))
	count := &tries{clock: now, spent: map[string]spent{}}
	for _, key := range []string{"a", "b"} {
		if err := count.take(key); err != nil {
			t.Fatal(err)
		}
	}
	now.Advance(tryEvery)
	if err := count.take("c"); err != nil {
		t.Fatal(err)
	}
	count.sweep(now.Now())
	if _, there := count.spent["c"]; !there || len(count.spent) != 1 {
		t.Errorf("kept: %v", count.spent)
	}
}

func TestGateLetsInNoMoreThanItHolds(t *testing.T) {
	t.Parallel()
	g, ctx := newGate(1, 1), context.Background()
	if err := g.enter(ctx); err != nil {
		t.Fatal(err)
	}
	waiting, stop := context.WithCancel(ctx)
	waited := make(chan error)
	go func() { waited <- g.enter(waiting) }()
	for len(g.all) < 2 { // until the second waits
	}
	var p *problem.Problem
	if err := g.enter(ctx); !errors.As(err, &p) || p.Kind != problem.Unavailable || p.After != 1 {
		t.Errorf("the third is not sent away: %v", err)
	}
	stop()
	if err := <-waited; !errors.Is(err, context.Canceled) {
		t.Errorf("who gave up waiting: %v", err)
	}
	g.leave()
	if err := g.enter(ctx); err != nil || len(g.all) != 1 {
		t.Errorf("the gate does not empty: %v", err)
	}
}
