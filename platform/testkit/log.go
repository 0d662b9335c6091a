package testkit

import (
	"bytes"
	"log/slog"
	"sync"
	"testing"
)

// Log is what the program logs, by however many at once.
type Log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Listen keeps what is logged from now on to the end of the test.
func Listen(t testing.TB) *Log {
	l, before := &Log{}, slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(l, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	return l
}

// Write implements io.Writer.
func (l *Log) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

// String is all that was logged.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
