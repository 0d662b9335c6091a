// Package clock gives the time, so that tests and demonstrations can set it.
package clock

import (
	"sync"
	"time"
)

// Clock tells the time.
type Clock struct {
	mu     sync.Mutex
	offset time.Duration
	fixed  time.Time
}

// Now is the present moment in UTC, to the microsecond as the database keeps it.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.fixed.IsZero() {
		return c.fixed
	}
	return time.Now().UTC().Add(c.offset).Truncate(time.Microsecond)
}

// Today is the present date in Denmark, where the product's deadlines count.
func (c *Clock) Today() time.Time {
	return Day(c.Now())
}

// Set makes the clock stand at t.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fixed = t.UTC()
}

// Start lets the clock run on from t.
func (c *Clock) Start(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fixed, c.offset = time.Time{}, time.Until(t)
}

// Advance moves the clock on.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.fixed.IsZero() {
		c.fixed = c.fixed.Add(d)
		return
	}
	c.offset += d
}
