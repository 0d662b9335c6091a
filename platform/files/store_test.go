package files

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// stores runs a test on a folder and on a bucket.
func stores(t *testing.T, test func(t *testing.T, s *Store)) {
	t.Run("folder", func(t *testing.T) { test(t, opened(t, filepath.Join(t.TempDir(), "files"))) })
	t.Run("bucket", func(t *testing.T) { test(t, opened(t, bucket(t))) })
}

func bucket(t *testing.T) string {
	t.Helper()
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	backend := s3mem.New()
	if err := backend.CreateBucket("files"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(backend).Server())
	t.Cleanup(server.Close)
	return "s3://files?region=eu-north-1&use_path_style=true&endpoint=" + server.URL
}

func opened(t *testing.T, address string) *Store {
	t.Helper()
	s, err := Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func put(t *testing.T, s *Store, text string) Stored {
	t.Helper()
	stored, err := s.Put(t.Context(), strings.NewReader(text), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

// keys lists all that a store holds, but for the lock of its process.
func keys(t *testing.T, s *Store) (found []string) {
	t.Helper()
	for all := s.bucket.List(nil); ; {
		o, err := all.Next(t.Context())
		if err == io.EOF {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(o.Key, "/"+lockName) {
			found = append(found, o.Key)
		}
	}
}

func TestPutAndGet(t *testing.T) {
	stores(t, func(t *testing.T, s *Store) {
		text := strings.Repeat("Anlægget er balanceret. ", 20_000)
		want := sha256.Sum256([]byte(text))
		first, second := put(t, s, text), put(t, s, text)
		if first.SHA256 != hex.EncodeToString(want[:]) || first.Size != int64(len(text)) || first.MediaType != "text/plain; charset=utf-8" {
			t.Errorf("stored %+v", first)
		}
		if first != second {
			t.Errorf("the second time stored %+v", second)
		}
		if got := keys(t, s); len(got) != 1 || got[0] != "sha256/"+first.SHA256[:2]+"/"+first.SHA256[2:] {
			t.Errorf("holds %v", got)
		}
		r, size, err := s.Get(t.Context(), first.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if got, err := io.ReadAll(r); err != nil || string(got) != text || size != first.Size {
			t.Errorf("read %d of %d bytes, %v", len(got), size, err)
		}
		if _, err := r.Seek(-11, io.SeekEnd); err != nil {
			t.Error(err)
		}
		if got, err := io.ReadAll(r); err != nil || string(got) != "balanceret. "[1:] {
			t.Errorf("the end reads %q, %v", got, err)
		}
		at, done, err := s.Local(t.Context(), first.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(at); string(got) != text {
			t.Errorf("the local file has %d bytes, %v", len(got), err)
		}
		if err := done(); err != nil {
			t.Error(err)
		}
		if empty := put(t, s, ""); empty.Size != 0 {
			t.Errorf("an empty file is stored as %+v", empty)
		}
	})
}

func TestNothingIsLeftOfWhatFailed(t *testing.T) {
	stores(t, func(t *testing.T, s *Store) {
		if _, err := s.Put(t.Context(), strings.NewReader("12345678901"), 10); !errors.Is(err, ErrTooLarge) {
			t.Errorf("11 bytes of 10: %v", err)
		}
		cut := errors.New("the line is cut")
		if _, err := s.Put(t.Context(), io.MultiReader(strings.NewReader("half"), iotest.ErrReader(cut)), 100); !errors.Is(err, cut) {
			t.Errorf("a cut line: %v", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		gone := io.MultiReader(strings.NewReader("half"), readerFunc(func([]byte) (int, error) { cancel(); return 0, io.EOF }))
		if _, err := s.Put(ctx, gone, 100); err == nil {
			t.Error("an upload whose sender has gone was stored")
		}
		if got := keys(t, s); len(got) != 0 {
			t.Errorf("left behind: %v", got)
		}
		if _, err := s.Put(t.Context(), strings.NewReader("1234567890"), 10); err != nil {
			t.Errorf("10 bytes of 10: %v", err)
		}
	})
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestMissingAndMadeUpHashes(t *testing.T) {
	stores(t, func(t *testing.T, s *Store) {
		for _, sha := range []string{"", "../../etc/passwd", strings.Repeat("a", 64), strings.Repeat("A", 64), strings.Repeat("a", 63) + "/"} {
			if _, _, err := s.Get(t.Context(), sha); !errors.Is(err, ErrMissing) {
				t.Errorf("Get(%q): %v", sha, err)
			}
		}
		stored := put(t, s, "word")
		for range 2 { // the second time it is gone already
			if err := s.Delete(t.Context(), stored.SHA256); err != nil {
				t.Error(err)
			}
		}
		if _, _, err := s.Get(t.Context(), stored.SHA256); !errors.Is(err, ErrMissing) {
			t.Errorf("after Delete: %v", err)
		}
	})
}

func TestDamageIsSeen(t *testing.T) {
	stores(t, func(t *testing.T, s *Store) {
		stored := put(t, s, strings.Repeat("measured ", 30_000))
		damaged := strings.Repeat("measured ", 15_000) + "Measured " + strings.Repeat("measured ", 14_999)
		if err := s.bucket.WriteAll(t.Context(), keyOf(stored.SHA256), []byte(damaged), nil); err != nil {
			t.Fatal(err)
		}
		r, size, err := s.Get(t.Context(), stored.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		var got bytes.Buffer
		if n, err := io.Copy(&got, r); !errors.Is(err, ErrDamaged) || n >= size {
			t.Errorf("read %d of %d bytes, %v", n, size, err)
		}
		// The way of http.ServeContent.
		if _, err := r.Seek(0, io.SeekEnd); err != nil {
			t.Error(err)
		}
		if _, err := r.Seek(0, io.SeekStart); err != nil {
			t.Error(err)
		}
		if _, err := io.ReadAll(r); !errors.Is(err, ErrDamaged) {
			t.Errorf("after seeking to the start: %v", err)
		}
	})
}

func TestSweep(t *testing.T) {
	stores(t, func(t *testing.T, s *Store) {
		wanted, unwanted := put(t, s, "wanted"), put(t, s, "unwanted")
		if err := s.bucket.WriteAll(t.Context(), underway+"dead/upload", []byte("half"), nil); err != nil {
			t.Fatal(err)
		}
		if err := s.bucket.WriteAll(t.Context(), "note.txt", []byte("someone else's"), nil); err != nil {
			t.Fatal(err)
		}
		keep := func(sha string) (bool, error) { return sha == wanted.SHA256, nil }
		if n, err := s.Sweep(t.Context(), keep, time.Now().Add(-time.Hour)); n != 0 || err != nil {
			t.Errorf("of what is new: %d, %v", n, err)
		}
		refusal := errors.New("the database is away")
		if _, err := s.Sweep(t.Context(), func(string) (bool, error) { return false, refusal }, time.Now().Add(time.Hour)); !errors.Is(err, refusal) {
			t.Errorf("without an answer: %v", err)
		}
		if n, err := s.Sweep(t.Context(), keep, time.Now().Add(time.Hour)); n != 2 || err != nil {
			t.Errorf("removed %d, %v", n, err)
		}
		if _, _, err := s.Get(t.Context(), unwanted.SHA256); !errors.Is(err, ErrMissing) {
			t.Errorf("the unwanted file: %v", err)
		}
		if got := keys(t, s); len(got) != 2 {
			t.Errorf("holds %v", got)
		}
	})
}

func TestPutRenewsAnOldFile(t *testing.T) {
	s := opened(t, t.TempDir())
	stored := put(t, s, "word")
	old := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(filepath.Join(s.dir, keyOf(stored.SHA256)), old, old); err != nil {
		t.Fatal(err)
	}
	nothing := func(string) (bool, error) { put(t, s, "word"); return false, nil }
	if n, err := s.Sweep(t.Context(), nothing, time.Now().Add(-time.Hour)); n != 0 || err != nil {
		t.Errorf("removed %d, %v", n, err)
	}
}

func TestManyAtOnce(t *testing.T) {
	stores(t, func(t *testing.T, s *Store) {
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				if _, err := s.Put(t.Context(), strings.NewReader("the same"), 100); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if got := keys(t, s); len(got) != 1 {
			t.Errorf("holds %v", got)
		}
	})
}

func TestReceivingFoldersOfTheDeadAreRemoved(t *testing.T) {
	dir := t.TempDir()
	dead := filepath.Join(dir, "tmp", "dead")
	if err := os.MkdirAll(dead, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dead, "half"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	first := opened(t, dir)
	during := readerFunc(func([]byte) (int, error) {
		opened(t, "file://"+filepath.ToSlash(dir)) // a second process starts while the first receives
		return 0, io.EOF
	})
	if _, err := first.Put(t.Context(), io.MultiReader(strings.NewReader("half"), during), 100); err != nil {
		t.Errorf("the second process took the first one's upload away: %v", err)
	}
	if _, err := os.Stat(dead); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the dead process's folder: %v", err)
	}
}

func TestAddresses(t *testing.T) {
	for _, address := range []string{"", "gs://bucket", "http://example.org/files"} {
		if s, err := Open(t.Context(), address); err == nil {
			t.Errorf("%q was opened as %s", address, s.dir)
		}
	}
	missing := strings.Replace(bucket(t), "//files", "//elsewhere", 1)
	if _, err := Open(t.Context(), missing); err == nil {
		t.Error("a bucket that does not exist was opened")
	}
}

func TestMediaTypes(t *testing.T) {
	for want, head := range map[string]string{
		"application/pdf":          "%PDF-1.7\n",
		"image/png":                "\x89PNG\r\n\x1a\n",
		"image/heic":               "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00",
		"application/x-step":       "ISO-10303-21;\nHEADER;",
		"application/octet-stream": "\x00\x01\x02",
		"application/zip":          "PK\x03\x04" + strings.Repeat(" ", 100_000) + "xl/workbook.xml of an archive within" + "PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00\x05\x00\x00\x00\x00\x00\x00\x00\x00\x00",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "PK\x03\x04" + strings.Repeat(" ", 100_000) + "xl/workbook.xml" + strings.Repeat(" ", 1000) + "PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00\xf8\x03\x00\x00\x00\x00\x00\x00\x00\x00",
	} {
		e := &ends{}
		if _, err := io.Copy(e, iotest.OneByteReader(strings.NewReader(head))); err != nil {
			t.Fatal(err)
		}
		whole := &ends{}
		if _, err := whole.Write([]byte(head)); err != nil {
			t.Fatal(err)
		}
		if got := e.mediaType(); got != want || whole.mediaType() != want {
			t.Errorf("%q is %s, and %s at once; want %s", head[:8], got, whole.mediaType(), want)
		}
	}
}

// TestPassedOnIsReadOnceAndKeptNowhere: neither what was made nor what was
// refused stays in the store.
func TestPassedOnIsReadOnceAndKeptNowhere(t *testing.T) {
	stores(t, func(t *testing.T, s *Store) {
		body, size, err := s.Pass(t.Context(), 10, func(to io.Writer) error {
			_, err := io.WriteString(to, "ten bytes!")
			return err
		})
		if err != nil || size != 10 {
			t.Fatalf("got %d bytes, %v", size, err)
		}
		for range 2 { // from the beginning, as often as it is asked for
			text, err := io.ReadAll(body)
			if err != nil || string(text) != "ten bytes!" {
				t.Errorf("got %q, %v", text, err)
			}
			if _, err := body.Seek(0, io.SeekStart); err != nil {
				t.Error(err)
			}
		}
		if s.dir != "" {
			if left, err := os.ReadDir(filepath.Join(s.dir, s.tmp)); err != nil || len(left) != 1 { // the lock
				t.Errorf("left are %v, %v", left, err)
			}
		}
		if err := body.Close(); err != nil {
			t.Error(err)
		}
		broken := errors.New("broken")
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		for _, bad := range []struct {
			ctx  context.Context
			err  error
			text string
			want error
		}{{t.Context(), nil, "eleven bytes", ErrTooLarge}, {t.Context(), broken, "ten", broken}, {gone, nil, "ten", context.Canceled}} {
			body, _, err := s.Pass(bad.ctx, 10, func(to io.Writer) error {
				_, err := io.WriteString(to, bad.text)
				return errors.Join(err, bad.err)
			})
			if !errors.Is(err, bad.want) || body != nil {
				t.Errorf("got %v, %v, want %v", body, err, bad.want)
			}
		}
	})
}
