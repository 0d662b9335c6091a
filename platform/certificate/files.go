package certificate

import (
	"crypto/tls"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

// pairFiles are a certificate and its key in files, read again when they have
// changed, so that whoever renews them need not stop the program.
type pairFiles struct {
	cert, key string

	mu     sync.Mutex
	now    *tls.Certificate
	read   [2]version // of what now was made of, or was last tried with
	looked time.Time
}

// version tells a file from what it was before.
type version struct {
	changed time.Time
	size    int64
}

func openFiles(cert, key string) (*pairFiles, error) {
	f := &pairFiles{cert: cert, key: key, looked: time.Now()}
	f.read = f.versions()
	var err error
	f.now, err = f.load()
	return f, err
}

// load reads both files. A key that others may read is refused.
func (f *pairFiles) load() (*tls.Certificate, error) {
	info, err := os.Stat(f.key)
	if err != nil {
		return nil, fmt.Errorf("the certificate's key: %w", err)
	}
	if info.Mode().Perm()&0o007 != 0 {
		return nil, fmt.Errorf("everybody on this machine may read or change the key %s: chmod 600 it", f.key)
	}
	pair, err := tls.LoadX509KeyPair(f.cert, f.key)
	if err != nil {
		return nil, fmt.Errorf("the certificate %s with the key %s: %w", f.cert, f.key, err)
	}
	return &pair, nil
}

// versions tells what the files are now; one that is not there has none.
func (f *pairFiles) versions() (all [2]version) {
	for i, path := range []string{f.cert, f.key} {
		if info, err := os.Stat(path); err == nil {
			all[i] = version{info.ModTime(), info.Size()}
		}
	}
	return all
}

// get is asked at each handshake and looks at the files at most once a second.
// What cannot be used is told in the log once, and the old pair goes on.
func (f *pairFiles) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if time.Since(f.looked) >= time.Second {
		f.looked = time.Now()
		f.renew()
	}
	return f.now, nil
}

func (f *pairFiles) renew() {
	read := f.versions()
	if read == f.read {
		return
	}
	f.read = read
	pair, err := f.load()
	if err != nil {
		slog.Error("the new certificate cannot be used; the old one goes on", "error", err)
		return
	}
	f.now = pair
	slog.Info("the certificate was read again", "until", pair.Leaf.NotAfter)
}
