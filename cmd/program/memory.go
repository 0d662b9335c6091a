package program

import (
	"context"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

const (
	often = 2 * time.Second
	calm  = 12 << 20 // bytes allocated between two looks: nobody is at work; the queue inside the process alone takes 5 MB
	worth = 48 << 20 // bytes allocated since memory was last given back: less than one hash of a password
)

// giveBack returns memory to the system when work has come to rest, or a task has
// ended: an import, a package or the hashing of a password needs for a moment
// what nobody needs afterwards.
func giveBack(ctx context.Context, ended <-chan struct{}) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(150) // answers are short-lived: collecting a third less often costs little memory
	}
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	var last, given uint64
	for ticks := time.Tick(often); ; {
		rests := false
		select {
		case <-ctx.Done():
			return
		case <-ended:
			rests = true
		case <-ticks:
		}
		metrics.Read(sample)
		now := sample[0].Value.Uint64()
		if (rests || now-last < calm) && now-given > worth {
			runtime.GC() // what pools keep outlives one
			debug.FreeOSMemory()
			given = now
		}
		last = now
	}
}
