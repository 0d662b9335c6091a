// Package files keeps what people upload and what the product makes, each file
// once, under the hash of its content: in a folder or in an S3 bucket.
package files

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"github.com/google/uuid"
	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/s3blob" // s3:// addresses
	"gocloud.dev/gcerrors"
)

// What a store refuses or cannot give.
var (
	ErrTooLarge = errors.New("the file is larger than allowed")
	ErrMissing  = errors.New("no file has this hash")
	ErrDamaged  = errors.New("the stored file no longer has its hash")
)

const (
	kept     = "sha256/" // sha256/ab/cdef… for content whose hash begins with ab
	underway = "tmp/"    // what is being received
)

// Store is a folder or bucket of files.
type Store struct {
	bucket *blob.Bucket
	dir    string       // the folder; empty for a bucket
	tmp    string       // where this process receives files, below underway
	lock   *os.File     // says that tmp is in use; nil for a bucket
	settle sync.RWMutex // keeps Sweep from deleting what Put has just renewed
}

// Stored is what is known of a file once it is stored.
type Stored struct {
	SHA256    string
	Size      int64
	MediaType string // told by the content, never by a name
}

// Open opens a folder, named by its path or a file:// address, or a bucket:
// s3://name?endpoint=https://…&region=…&use_path_style=true, with the keys in
// the usual AWS variables. A folder is made if need be, and what killed
// processes left half received in it is removed.
func Open(ctx context.Context, address string) (*Store, error) {
	dir, bucket, err := place(address)
	if err != nil {
		return nil, err
	}
	s := &Store{dir: dir, tmp: underway + uuid.NewString() + "/"}
	if dir == "" {
		s.bucket, err = blob.OpenBucket(ctx, bucket)
	} else {
		if s.lock, err = claim(dir, s.tmp); err != nil {
			return nil, err
		}
		s.bucket, err = fileblob.OpenBucket(dir, &fileblob.Options{
			DirFileMode: 0o700, NoTempDir: true, Metadata: fileblob.MetadataDontWrite})
	}
	if err != nil {
		return nil, err
	}
	there, err := s.bucket.IsAccessible(ctx)
	if err == nil && !there {
		err = errors.New("it does not exist, or may not be used")
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("file store %s: %w", address, err), s.Close())
	}
	return s, nil
}

// place tells a folder from a bucket.
func place(address string) (dir, bucket string, err error) {
	u, err := url.Parse(address)
	switch {
	case address == "":
		return "", "", errors.New("the file store needs a folder or an address")
	case err == nil && u.Scheme == "s3":
		return "", address, nil
	case err == nil && u.Scheme == "file":
		address = u.Host + u.Path
	case strings.Contains(address, "://"):
		return "", "", fmt.Errorf("the file store is a folder, file:// or s3://, not %s", address)
	}
	dir, err = filepath.Abs(filepath.FromSlash(address))
	return dir, "", err
}

// Close ends the use of the store.
func (s *Store) Close() error {
	var errs []error
	if s.bucket != nil {
		errs = append(errs, s.bucket.Close())
	}
	if s.lock != nil {
		errs = append(errs, os.RemoveAll(filepath.Join(s.dir, s.tmp)), s.lock.Close())
	}
	return errors.Join(errs...)
}

// Write stores what write writes, a piece at a time; see Put.
func (s *Store) Write(ctx context.Context, limit int64, write func(io.Writer) error) (Stored, error) {
	r, w := io.Pipe()
	type result struct {
		stored Stored
		err    error
	}
	put := make(chan result, 1)
	go func() {
		stored, err := s.Put(ctx, r, limit)
		r.CloseWithError(err)
		put <- result{stored, err}
	}()
	defer w.CloseWithError(io.ErrUnexpectedEOF) // of a panic; else it is closed by then
	err := write(w)
	w.CloseWithError(err)
	done := <-put
	if err == nil { // what stopped the storing reaches write as its own error
		err = done.err
	}
	return done.stored, err
}

// Put stores what r gives and hashes it on the way. Content that is there
// already is stored once. More than limit bytes is ErrTooLarge; after any
// error nothing is left behind.
func (s *Store) Put(ctx context.Context, r io.Reader, limit int64) (Stored, error) {
	key := s.tmp + uuid.NewString()
	stored, err := s.receive(ctx, key, r, limit)
	if err != nil {
		return Stored{}, err
	}
	s.settle.RLock()
	defer s.settle.RUnlock()
	// Over an equal file too: it is then as new as this upload, and Sweep
	// spares it until the row that names it is committed.
	if s.dir != "" {
		err = move(filepath.Join(s.dir, key), filepath.Join(s.dir, keyOf(stored.SHA256)))
	} else {
		err = s.bucket.Copy(ctx, keyOf(stored.SHA256), key, nil)
	}
	if s.dir == "" || err != nil {
		// Also when the asker has gone, or the copy would stay.
		err = errors.Join(err, s.bucket.Delete(context.WithoutCancel(ctx), key))
	}
	if err != nil {
		return Stored{}, err
	}
	return stored, nil
}

// receive writes r to a key of its own, which exists only if all went well.
func (s *Store) receive(ctx context.Context, key string, r io.Reader, limit int64) (Stored, error) {
	ctx, abandon := context.WithCancel(ctx)
	defer abandon()
	w, err := s.bucket.NewWriter(ctx, key, &blob.WriterOptions{
		ContentType: "application/octet-stream", DisableContentTypeDetection: true})
	if err != nil {
		return Stored{}, err
	}
	hash, seen := sha256.New(), &ends{}
	size, err := io.Copy(io.MultiWriter(w, hash, seen), io.LimitReader(r, limit+1))
	if err == nil && size > limit {
		err = ErrTooLarge
	}
	if err != nil {
		abandon() // makes Close drop what was written
		w.Close()
		return Stored{}, err
	}
	if err := w.Close(); err != nil {
		return Stored{}, err
	}
	return Stored{SHA256: hex.EncodeToString(hash.Sum(nil)), Size: size, MediaType: seen.mediaType()}, nil
}

// Get opens a file for reading from any place in it, and tells its size. A
// reader that goes from the first byte to the last gets ErrDamaged instead of
// the last ones if they do not make the hash.
func (s *Store) Get(ctx context.Context, sha string) (io.ReadSeekCloser, int64, error) {
	if !isHash.MatchString(sha) {
		return nil, 0, ErrMissing
	}
	r, err := s.bucket.NewReader(ctx, keyOf(sha), nil)
	if err != nil {
		return nil, 0, missing(err)
	}
	return &checked{Reader: r, sha: sha, hash: sha256.New()}, r.Size(), nil
}

// Delete removes a file; that it is not there is no error.
func (s *Store) Delete(ctx context.Context, sha string) error {
	if !isHash.MatchString(sha) {
		return ErrMissing
	}
	if err := missing(s.bucket.Delete(ctx, keyOf(sha))); !errors.Is(err, ErrMissing) {
		return err
	}
	return nil
}

var isHash = regexp.MustCompile(`^[0-9a-f]{64}$`)

func keyOf(sha string) string { return kept + sha[:2] + "/" + sha[2:] }

func hashOf(key string) (string, bool) {
	rest, ok := strings.CutPrefix(key, kept)
	sha := strings.Replace(rest, "/", "", 1)
	return sha, ok && isHash.MatchString(sha)
}

func missing(err error) error {
	if gcerrors.Code(err) == gcerrors.NotFound {
		return ErrMissing
	}
	return err
}
