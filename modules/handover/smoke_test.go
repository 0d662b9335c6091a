package handover_test

import (
	"os"
	"testing"
)

func TestSmoke(t *testing.T) {
	s := newScene(t)
	p := s.order("ann", "{project}", "da")
	body := s.download("ann", "{project}", p)
	os.WriteFile("/tmp/smoke.zip", body, 0o644)
}
