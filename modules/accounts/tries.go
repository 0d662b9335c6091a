package accounts

import (
	"context"
	"sync"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"
)

// An account's secrets can be guessed at ten times, and then once in half a
// minute.
const (
	triesAtOnce = 10
	tryEvery    = 30 * time.Second
	triesKept   = 100_000
)

// tries counts failed attempts at one account. An address from which the person
// has signed in before is counted apart from all others: whoever guesses from
// elsewhere cannot keep the person out.
type tries struct {
	clock *clock.Clock
	mu    sync.Mutex
	spent map[string]spent
}

// spent is how many tries were made, of which time gives back one by one.
type spent struct {
	tries float64
	at    time.Time
}

// take counts a try under a key, or says how long to wait for the next.
func (t *tries) take(key string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.clock.Now()
	s := t.spent[key].by(now)
	if s.tries > triesAtOnce-1 {
		seconds := int((s.tries-triesAtOnce+1)*tryEvery.Seconds()) + 1
		p := problem.New(problem.TooMany, "Too many tries. Wait %d seconds and try again.", seconds)
		p.After = seconds
		return p
	}
	if len(t.spent) >= triesKept {
		t.sweep(now)
	}
	t.spent[key] = spent{s.tries + 1, now}
	return nil
}

// by is what is left of it at a moment.
func (s spent) by(now time.Time) spent {
	return spent{max(0, s.tries-float64(now.Sub(s.at))/float64(tryEvery)), now}
}

// sweep forgets what time has given back; if that is not enough, everything.
func (t *tries) sweep(now time.Time) {
	for key, s := range t.spent {
		if s.by(now).tries == 0 {
			delete(t.spent, key)
		}
	}
	if len(t.spent) >= triesKept {
		clear(t.spent)
	}
}

// forget gives back what was counted under a key: the person got in.
func (t *tries) forget(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.spent, key)
}

// whence tells whether the person of the scope has signed in from their address
// of now in the last ninety days, and whether from any other before.
func whence(ctx context.Context) (known, elsewhere bool, err error) {
	var from struct{ Known, Elsewhere bool }
	err = db.On(ctx).NewRaw(`select coalesce(bool_or(e.address = here.address), false) as known, coalesce(bool_or(e.address is distinct from here.address), false) as elsewhere
		from audit.entries e, (select nullif(platform.setting('address'), '')::inet as address) here
		where e.project is null and e.person = ? and e.at > platform.now() - interval '90 days' and e.action in ('accounts.session.open', 'accounts.passkey.open', 'accounts.company.open', 'accounts.invitation.accept')`,
		scope.From(ctx).Person).Scan(ctx, &from)
	return from.Known, from.Elsewhere, err
}

// guessed is the key under which guesses at a secret of the person of the scope
// are counted. It takes the same work for people who are not there.
func guessed(ctx context.Context, secret, account string) (string, error) {
	known, _, err := whence(ctx)
	if known {
		return secret + " " + account + " " + scope.From(ctx).Address, err
	}
	return secret + " " + account, err
}
