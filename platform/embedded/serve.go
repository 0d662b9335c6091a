package embedded

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

// defaults are the server's settings. The log keeps what the server does and
// no statement or value, for those are people's.
var defaults = map[string]string{
	"listen_addresses": "", "jit": "off", "shared_buffers": "256MB", "max_wal_size": "2GB", "checkpoint_timeout": "15min", "timezone": "UTC", "log_timezone": "UTC",
	"log_min_messages": "log", "log_min_error_statement": "panic", "log_error_verbosity": "terse", "log_checkpoints": "off",
}

// cluster returns the data folder of this version and makes it if need be. It
// is made beside and then moved, so that one cut off half-way never counts.
func (t tools) cluster(ctx context.Context, dir string, settings map[string]string) (string, error) {
	final := filepath.Join(dir, "pg"+strconv.Itoa(t.major))
	if _, err := os.Stat(filepath.Join(final, "PG_VERSION")); err == nil {
		return final, t.ownAll(final)
	}
	fresh := final + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return "", err
	}
	if err := os.Mkdir(fresh, 0o700); err != nil {
		return "", err
	}
	if err := t.user.own(fresh); err != nil {
		return "", err
	}
	args := []string{"-D", fresh, "-U", Superuser, "-E", "UTF8", "--auth=trust", "--no-instructions"}
	if t.major >= 17 {
		args = append(args, "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
	} else {
		args = append(args, "--locale=C.UTF-8")
	}
	if settings["fsync"] == "off" {
		args = append(args, "--no-sync")
	}
	if _, err := t.user.run(exec.CommandContext(ctx, filepath.Join(t.bin, "initdb"), args...)); err != nil {
		return "", fmt.Errorf("initdb as %s: %w", t.user.name, err)
	}
	return final, os.Rename(fresh, final)
}

// ownAll gives a cluster to the user it runs as now: a container may forbid
// today the namespace that it allowed at the first start, and the reverse.
func (t tools) ownAll(dir string) error {
	want := t.user.uid
	if want < 0 {
		want = os.Geteuid()
	}
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if s, ok := info.Sys().(*syscall.Stat_t); !ok || int(s.Uid) == want || os.Geteuid() != 0 {
		return nil
	}
	owner := user{uid: want, gid: max(t.user.gid, 0)}
	return filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(path, owner.uid, owner.gid) //nolint:gosec // changes links themselves, in a folder that only root writes
	})
}

// child is the server as a child process.
type child struct {
	cmd  *exec.Cmd
	done chan struct{} // closed when it has ended
	err  atomic.Value  // how it ended
}

// serve starts the server. Its log begins anew with every start.
func (t tools) serve(cluster, socketDir, logPath string, settings map[string]string) (*child, error) {
	log, err := os.OpenFile(logPath, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	all := maps.Clone(defaults)
	maps.Copy(all, settings)
	all["unix_socket_directories"] = socketDir
	args := []string{"-D", cluster}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		args = append(args, "-c", name+"="+all[name])
	}
	c := &child{cmd: exec.Command(filepath.Join(t.bin, "postgres"), args...), done: make(chan struct{})} //nolint:noctx // outlives the start: it is ended by its own stop
	c.cmd.Stdout, c.cmd.Stderr = log, log
	return c, t.user.start(c.cmd, func(err error) {
		c.err.Store(fmt.Errorf("PostgreSQL ended: %v", err)) //nolint:errorlint // may be nil: it ended by itself
		close(c.done)
	})
}

// ready waits until the server says so. Its first line must be our child's
// number, or the word of another server would be taken for ours.
func (c *child) ready(ctx context.Context, cluster string) error {
	pid := strconv.Itoa(c.cmd.Process.Pid)
	for {
		lines := pidFile(cluster)
		if len(lines) >= 8 && lines[0] == pid && lines[7] == "ready" {
			return nil
		}
		select {
		case <-c.done:
			return c.err.Load().(error)
		case <-ctx.Done():
			return fmt.Errorf("PostgreSQL did not get ready: %w", ctx.Err())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// end asks for a fast shutdown, then an immediate one, then kills.
func (c *child) end() error {
	for _, step := range []struct {
		signal syscall.Signal
		wait   time.Duration
	}{{syscall.SIGINT, 30 * time.Second}, {syscall.SIGQUIT, 10 * time.Second}, {syscall.SIGKILL, 10 * time.Second}} {
		if err := c.cmd.Process.Signal(step.signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return err
		}
		select {
		case <-c.done:
			return nil
		case <-time.After(step.wait):
		}
	}
	return errors.New("PostgreSQL could not be stopped")
}

// pidFile returns the lines of the server's postmaster.pid, trimmed.
func pidFile(cluster string) []string {
	text, err := os.ReadFile(filepath.Join(cluster, "postmaster.pid"))
	if err != nil {
		return nil
	}
	lines := strings.Split(string(text), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return lines
}

// tail is the end of the server's log, for an error's text.
func tail(path string) string {
	text, err := os.ReadFile(path)
	if err != nil || len(text) == 0 {
		return ""
	}
	return "\n" + strings.TrimSpace(string(text[max(0, len(text)-2000):]))
}
