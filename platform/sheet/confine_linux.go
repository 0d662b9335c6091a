//go:build linux && !race

package sheet

import (
	"os"
	"strconv"
	"strings"
	"syscall"
)

// confine gives this process little memory and time, for good.
func (m limits) confine() error {
	reserved, err := addressSpace()
	if err != nil {
		return err
	}
	for limit, most := range map[int]uint64{
		syscall.RLIMIT_AS: reserved + m.memory<<20, syscall.RLIMIT_CPU: m.seconds, syscall.RLIMIT_CORE: 0,
	} {
		if err := syscall.Setrlimit(limit, &syscall.Rlimit{Cur: most, Max: most}); err != nil {
			return err
		}
	}
	return nil
}

// addressSpace is what this process has reserved. Go reserves over a gigabyte
// at its start and uses little of it, so the limit counts from there.
func addressSpace() (uint64, error) {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, err
	}
	pages, _, _ := strings.Cut(string(text), " ")
	n, err := strconv.ParseUint(pages, 10, 64)
	return n * uint64(os.Getpagesize()), err //nolint:gosec // never below zero
}
