package embedded

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	osuser "os/user"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// user is the identity a program is run under. PostgreSQL refuses root and
// users without a name.
type user struct {
	name     string
	uid, gid int                                  // owner of the data, when not ourselves
	prepare  func() (*syscall.SysProcAttr, error) // nil where the system has no such way
}

// users lists the identities to try, best first.
func users() []user {
	uid := os.Geteuid()
	_, err := osuser.LookupId(strconv.Itoa(uid))
	named := err == nil
	if uid != 0 && named {
		return []user{{name: "this user", uid: -1, prepare: plain}}
	}
	found := namespaced(uid, os.Getegid())
	if uid != 0 {
		return found
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := credential(name); err == nil {
			found = append(found, u)
		}
	}
	return found
}

// credential is another user of the system, to whom the data is given.
func credential(name string) (user, error) {
	found, err := osuser.Lookup(name)
	if err != nil {
		return user{}, err
	}
	uid, err := strconv.Atoi(found.Uid)
	if err != nil {
		return user{}, err
	}
	gid, err := strconv.Atoi(found.Gid)
	if err != nil {
		return user{}, err
	}
	return user{name: name, uid: uid, gid: gid, prepare: func() (*syscall.SysProcAttr, error) {
		a, err := plain()
		a.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)} //nolint:gosec // of the system's own list
		return a, err
	}}, nil
}

// own gives a file or directory to the user.
func (u user) own(path string) error {
	if u.uid < 0 {
		return nil
	}
	return os.Chown(path, u.uid, u.gid)
}

// start runs the program in a goroutine with a thread of its own, for the
// system ties the child's end to the thread that made it.
func (u user) start(cmd *exec.Cmd, ended func(error)) error {
	attr, err := u.prepare()
	if err != nil {
		return err
	}
	cmd.SysProcAttr = attr
	cmd.Dir = "/"
	// Without PGPORT and its kin, which change what the programs do.
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC"}
	started := make(chan error, 1)
	go func() {
		runtime.LockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			ended(cmd.Wait())
		}
	}()
	return <-started
}

// run runs the program to its end and returns what it printed.
func (u user) run(cmd *exec.Cmd) ([]byte, error) {
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	done := make(chan error, 1)
	if err := u.start(cmd, func(err error) { done <- err }); err != nil {
		return nil, err
	}
	if err := <-done; err != nil {
		return nil, fmt.Errorf("%w: %s", err, strings.TrimSpace(complaint.String()))
	}
	return out.Bytes(), nil
}
