//go:build unix && !linux

package embedded

import "syscall"

// plain starts a child in a process group of its own, so that Ctrl-C reaches
// this program first.
func plain() (*syscall.SysProcAttr, error) { return &syscall.SysProcAttr{Setpgid: true}, nil }

// namespaced is known to Linux only.
func namespaced(int, int) []user { return nil }
