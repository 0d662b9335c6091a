package kernel

import (
	"sync"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"

	"golang.org/x/time/rate"
)

// limits counts requests: all of one client's, its work that takes much, and
// those at doors that could be tried again and again. A door counts by address,
// so that nobody can lock somebody else out.
type limits struct {
	mu      sync.Mutex
	clients map[string]*counted
	general rate.Limit
	burst   int
	tries   int
	costly  int
	swept   time.Time
}

type counted struct {
	*rate.Limiter
	used time.Time
}

// costlyEvery is how long work that takes much waits for the next, once a client
// has used up what it may have at once.
const costlyEvery = 10 * time.Second

// newLimits allows a client so many requests a second, so many that take much
// before each takes ten seconds, and an address so many tries at doors before
// each takes a second.
func newLimits(perSecond, tries, costly int) *limits {
	return &limits{clients: map[string]*counted{}, general: rate.Limit(perSecond), burst: perSecond * 2, tries: tries, costly: costly}
}

func (l *limits) take(a Action, e db.Entry) error {
	key, limit, burst := e.Address, l.general, l.burst
	if e.Token != nil {
		key = string(e.Token)
	}
	if a.strict {
		key, limit, burst = "door "+e.Address, rate.Every(time.Second), l.tries
	}
	wait := l.wait(key, limit, burst)
	if wait == 0 && a.costly {
		wait = l.wait("costly "+key, rate.Every(costlyEvery), l.costly)
	}
	if wait > 0 {
		seconds := int(wait/time.Second) + 1
		p := problem.New(problem.TooMany, "Too many tries. Wait %d seconds and try again.", seconds)
		p.After = seconds
		return p
	}
	return nil
}

func (l *limits) wait(key string, limit rate.Limit, burst int) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if now.Sub(l.swept) > time.Minute {
		for k, c := range l.clients {
			if now.Sub(c.used) > 10*time.Minute {
				delete(l.clients, k)
			}
		}
		l.swept = now
	}
	c := l.clients[key]
	if c == nil {
		c = &counted{Limiter: rate.NewLimiter(limit, burst)}
		l.clients[key] = c
	}
	c.used = now
	r := c.ReserveN(now, 1)
	if wait := r.DelayFrom(now); wait > 0 {
		r.CancelAt(now)
		return wait
	}
	return 0
}
