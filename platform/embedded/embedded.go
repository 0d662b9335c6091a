// Package embedded brings up the PostgreSQL and the Redis that a first start
// needs, as private parts of this program: nothing is installed, no port is
// opened to others, and both end with the program.
package embedded

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Superuser is the role that owns the cluster. It signs in by trust, because
// the socket lies in a directory that only this program's user can enter.
const Superuser = "postgres"

const (
	recordName = "postgres.json" // where a running server is to be found
	lockName   = "postgres.lock" // held for as long as the server is ours
	logName    = "postgres.log"  // what the server said since its last start
	socketName = ".s.PGSQL.5432"
	socketDirs = "cxweb-pg-"
)

// Options say where the data lies and which programs serve it.
type Options struct {
	Dir      string            // the data directory; each major version has its own folder in it
	Bin      string            // a directory with PostgreSQL's programs; empty to look for them
	Search   []string          // directories to look in before those beside the program and above the working directory
	Settings map[string]string // server settings beyond the defaults, e.g. shared_buffers, or fsync for tests
}

// Postgres is a PostgreSQL server that listens on a private socket only.
type Postgres struct {
	Major     int    // the version, such as 18
	SocketDir string // the directory of the socket, mode 0700

	dir   string
	child *child
	lock  *os.File
	stop  func() error
}

// record is what a running server leaves in the data directory for others.
type record struct {
	Socket string `json:"socket"`
	Major  int    `json:"major"`
	PID    int    `json:"pid"`
}

// Start brings up PostgreSQL on the data directory and returns when it takes
// connections. The first start makes the cluster. Whoever starts it stops it.
func Start(ctx context.Context, o Options) (*Postgres, error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // PostgreSQL runs as a user of its own, who must get through
		return nil, err
	}
	lock, err := takeLock(filepath.Join(dir, lockName))
	if err != nil {
		return nil, err
	}
	p := &Postgres{dir: dir, lock: lock}
	p.stop = sync.OnceValue(p.end)
	if err := p.start(ctx, o); err != nil {
		return nil, errors.Join(err, p.Stop())
	}
	return p, nil
}

func (p *Postgres) start(ctx context.Context, o Options) error {
	if old, err := readRecord(p.dir); err == nil && strings.HasPrefix(filepath.Base(old.Socket), socketDirs) {
		// A program that was killed could not take its socket directory away.
		if err := os.RemoveAll(old.Socket); err != nil {
			return err
		}
	}
	tools, err := find(p.dir, o)
	if err != nil {
		return err
	}
	p.Major = tools.major
	cluster, err := tools.cluster(ctx, p.dir, o.Settings)
	if err != nil {
		return err
	}
	if p.SocketDir, err = newSocketDir(tools.user); err != nil {
		return err
	}
	if err := endLeftover(ctx, cluster); err != nil {
		return err
	}
	if p.child, err = tools.serve(cluster, p.SocketDir, filepath.Join(p.dir, logName), o.Settings); err != nil {
		return err
	}
	if err := p.child.ready(ctx, cluster); err != nil {
		return fmt.Errorf("%w%s", err, tail(filepath.Join(p.dir, logName)))
	}
	text, err := json.Marshal(record{Socket: p.SocketDir, Major: p.Major, PID: os.Getpid()})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(p.dir, recordName), text, 0o600)
}

// Running finds the server that another process has started on the data
// directory. Stopping what it returns does nothing: the server is not ours.
func Running(dir string) (*Postgres, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	r, err := readRecord(dir)
	if err != nil {
		return nil, fmt.Errorf("no PostgreSQL runs on %s: %w", dir, err)
	}
	c, err := net.DialTimeout("unix", filepath.Join(r.Socket, socketName), 5*time.Second) //nolint:noctx // bounded by its own time; there is nothing to cancel
	if err != nil {
		return nil, fmt.Errorf("no PostgreSQL runs on %s: %w", dir, err)
	}
	return &Postgres{Major: r.Major, SocketDir: r.Socket, dir: dir, stop: func() error { return nil }}, c.Close()
}

// URL is the connection string for one role and one database.
func (p *Postgres) URL(role, db string) string {
	u := url.URL{Scheme: "postgres", User: url.User(role), Path: "/" + db,
		RawQuery: url.Values{"host": {p.SocketDir}, "port": {"5432"}, "sslmode": {"disable"}}.Encode()}
	return u.String()
}

// OwnerURL is the connection string of the superuser, who makes roles and databases.
func (p *Postgres) OwnerURL(db string) string { return p.URL(Superuser, db) }

// Done is closed when the server has ended, for whatever reason. It is nil,
// and so never ready, for a server that another process started.
func (p *Postgres) Done() <-chan struct{} {
	if p.child == nil {
		return nil
	}
	return p.child.done
}

// Stop shuts the server down cleanly and waits for it. It may be called again.
func (p *Postgres) Stop() error { return p.stop() }

func (p *Postgres) end() error {
	var errs []error
	if p.child != nil {
		errs = append(errs, p.child.end())
	}
	if p.SocketDir != "" {
		errs = append(errs, os.RemoveAll(p.SocketDir))
	}
	if err := os.Remove(filepath.Join(p.dir, recordName)); !errors.Is(err, os.ErrNotExist) {
		errs = append(errs, err)
	}
	return errors.Join(append(errs, p.lock.Close())...)
}

func readRecord(dir string) (r record, err error) {
	text, err := os.ReadFile(filepath.Join(dir, recordName))
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(text, &r)
}

// newSocketDir makes the directory of the socket. A socket's path ends at 107
// bytes, so a long temporary directory is passed over.
func newSocketDir(u user) (string, error) {
	parent := os.TempDir()
	if len(parent) > 60 {
		parent = "/tmp"
	}
	dir, err := os.MkdirTemp(parent, socketDirs)
	if err != nil {
		return "", err
	}
	return dir, u.own(dir)
}
