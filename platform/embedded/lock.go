package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// takeLock makes this process the only one that runs a server on the data.
// The system lets go of the lock when the process ends, however it ends.
func takeLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		defer f.Close()
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, err
		}
		holder, _ := os.ReadFile(path)
		return nil, fmt.Errorf("another CXweb (process %s) already uses the data in %s: stop it, or choose another data directory",
			strings.TrimSpace(string(holder)), filepath.Dir(path))
	}
	if err := f.Truncate(0); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if _, err := f.WriteString(strconv.Itoa(os.Getpid()) + "\n"); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// endLeftover deals with the server of a program that was killed. One that
// still runs is shut down, for nobody else can hold the data: we hold the
// lock. The file of one that is gone is removed when its number has passed to
// a stranger, because PostgreSQL would take the stranger for its server.
func endLeftover(ctx context.Context, cluster string) error {
	lines := pidFile(cluster)
	if len(lines) == 0 {
		return nil
	}
	pid, err := strconv.Atoi(lines[0])
	if err != nil || pid <= 1 {
		return os.Remove(filepath.Join(cluster, "postmaster.pid"))
	}
	if !serves(pid, cluster) {
		if !alive(pid) {
			return nil // PostgreSQL removes the file of a dead server itself
		}
		return os.Remove(filepath.Join(cluster, "postmaster.pid"))
	}
	if err := syscall.Kill(pid, syscall.SIGINT); err != nil && !errors.Is(err, syscall.ESRCH) {
		return err
	}
	for serves(pid, cluster) {
		select {
		case <-ctx.Done():
			return fmt.Errorf("the PostgreSQL of an earlier start (process %d) does not end: %w", pid, ctx.Err())
		case <-time.After(10 * time.Millisecond):
		}
	}
	return nil
}

func alive(pid int) bool { return syscall.Kill(pid, 0) == nil }

// serves reports whether the process is the server of the cluster. A server's
// working directory is its data; where the system does not tell it, the name
// in the file is believed.
func serves(pid int, cluster string) bool {
	if !alive(pid) {
		return false
	}
	if _, err := os.Stat("/proc/self"); err != nil {
		return true
	}
	at, err := os.Readlink("/proc/" + strconv.Itoa(pid) + "/cwd")
	if err != nil {
		return false
	}
	real, err := filepath.EvalSymlinks(cluster)
	return err == nil && at == real
}
