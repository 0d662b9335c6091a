package archive

import (
	"bytes"
	"errors"
	"testing"
)

// FuzzOpen has any bytes opened and checked as a package: what is wrong with
// them is told in words.
func FuzzOpen(f *testing.F) {
	body, _ := written(f)
	f.Add(body)
	f.Add(body[:len(body)/2])
	f.Add([]byte("PK\x05\x06" + string(make([]byte, 18))))
	f.Fuzz(func(t *testing.T, body []byte) {
		p, err := Open(bytes.NewReader(body), int64(len(body)))
		if err == nil {
			err = p.Check(func(*Problem) {}, func(_, _ int64) error { return nil })
		}
		if err != nil && !errors.As(err, new(*Problem)) {
			t.Fatalf("no problem but %v", err)
		}
	})
}
