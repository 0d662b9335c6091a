package embedded

import (
	"crypto/rand"

	"github.com/alicebob/miniredis/v2"
)

// StartRedis brings up a Redis inside this process and returns its URL with a
// password, so that others on the machine cannot put work into the queue. It
// keeps nothing when it ends: what must last is in PostgreSQL.
func StartRedis() (url string, stop func(), err error) {
	m := miniredis.NewMiniRedis()
	password := rand.Text()
	m.RequireAuth(password)
	if err := m.Start(); err != nil {
		return "", nil, err
	}
	m.ClockTTL(true)
	return "redis://:" + password + "@" + m.Addr() + "/0", m.Close, nil
}
