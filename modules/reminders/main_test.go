package reminders_test

import (
	"testing"

	"cxweb/cmd/world"
)

func TestMain(m *testing.M) { world.Main(m) }
