package files

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
)

// lockName is the file in a process's own receiving folder that it holds
// locked while it lives.
const lockName = "lock"

// claim makes this process's receiving folder and removes those of processes
// that have ended. One process does so at a time, or it would remove what
// another is about to lock.
func claim(dir, tmp string) (lock *os.File, err error) {
	own := filepath.Join(dir, tmp)
	if err := os.MkdirAll(filepath.Dir(own), 0o700); err != nil {
		return nil, err
	}
	turn, err := lockFolder(filepath.Join(dir, underway), syscall.LOCK_EX)
	if err != nil {
		return nil, err
	}
	defer turn.Close()
	if err := os.Mkdir(own, 0o700); err != nil {
		return nil, err
	}
	if lock, err = lockFolder(own, syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(filepath.Join(dir, underway))
	for _, e := range entries {
		if e.IsDir() && e.Name() != filepath.Base(own) {
			err = errors.Join(err, removeDead(filepath.Join(dir, underway, e.Name())))
		}
	}
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return lock, nil
}

// removeDead removes a receiving folder unless its process lives.
func removeDead(folder string) error {
	lock, err := lockFolder(folder, syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(os.RemoveAll(folder), lock.Close())
}

func lockFolder(dir string, how int) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), how); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// move puts a received file in its place so that it outlives a power cut: the
// content before its name, and the name before anyone is told of it.
func move(from, to string) error {
	if err := flush(from); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	if err := os.Rename(from, to); err != nil {
		return err
	}
	if err := flush(filepath.Dir(to)); err != nil {
		return err
	}
	return flush(filepath.Dir(filepath.Dir(to)))
}

func flush(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Local gives a file a path, for programs that want one: its own in a folder,
// a copy of a bucket's. The caller calls done when it is through with it.
func (s *Store) Local(ctx context.Context, sha string) (path string, done func() error, err error) {
	r, _, err := s.Get(ctx, sha)
	if err != nil {
		return "", nil, err
	}
	defer r.Close()
	if s.dir != "" {
		return filepath.Join(s.dir, keyOf(sha)), func() error { return nil }, nil
	}
	f, err := os.CreateTemp("", "cxweb-file-")
	if err != nil {
		return "", nil, err
	}
	_, err = io.Copy(f, r)
	if err = errors.Join(err, f.Close()); err != nil {
		return "", nil, errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), func() error { return os.Remove(f.Name()) }, nil
}
