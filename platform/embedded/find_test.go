package embedded

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"
)

// fake makes a directory with programs that say they are that version.
func fake(t *testing.T, dir, version string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"postgres", "initdb"} {
		script := "#!/bin/sh\necho 'postgres (PostgreSQL) " + version + "'\n"
		if err := os.WriteFile(filepath.Join(dir, "bin", name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "bin")
}

func TestWhichProgramsAreTaken(t *testing.T) {
	root := t.TempDir()
	beside := fake(t, filepath.Join(root, "postgres"), "18.4")
	old := fake(t, filepath.Join(root, "old"), "14.9 (Debian 14.9-1)")
	other := fake(t, filepath.Join(root, "other"), "16.1")
	for _, c := range []struct {
		name, bin, data, want, complaint string
	}{
		{name: "beside the program", want: beside},
		{name: "named", bin: filepath.Join(root, "other"), want: other},
		{name: "named as bin", bin: other, want: other},
		{name: "named and empty", bin: root, complaint: "holds no postgres"},
		{name: "too old", bin: old, complaint: "PostgreSQL 14, and 15 or newer is needed"},
		{name: "the data decides", data: "pg16", want: other},
		{name: "data of another version", bin: beside, data: "pg16", complaint: "was made by 16"},
		{name: "no data of its version at all", data: "pg99", complaint: "was made by 99"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if c.data != "" {
				if err := os.MkdirAll(filepath.Join(dir, c.data), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, c.data, "PG_VERSION"), []byte("x\n"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			got, err := find(dir, Options{Bin: c.bin, Search: []string{root, filepath.Join(root, "other")}})
			if c.complaint != "" {
				if err == nil || !strings.Contains(err.Error(), c.complaint) {
					t.Errorf("says: %v", err)
				}
				return
			}
			if err != nil || got.bin != c.want {
				t.Errorf("took %s, %v; want %s", got.bin, err, c.want)
			}
		})
	}
}

func TestLibrariesAreLinked(t *testing.T) {
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, "lib"), 0o755); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("lib/libx.so.6.1", "code")
	write("pg-symlinks.json", `[{"source":"native/lib/libx.so.6.1","target":"native/lib/libx.so.6"}]`)
	for range 2 { // the second time finds them made
		if err := linkLibraries(root); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := os.ReadFile(filepath.Join(root, "lib/libx.so.6")); string(text) != "code" {
		t.Errorf("the link leads to %q, %v", text, err)
	}
	write("pg-symlinks.json", `[{"source":"/etc/passwd","target":"native/../../out"}]`)
	if err := linkLibraries(root); err == nil {
		t.Error("a link to outside was made")
	}
}

func TestRedisWantsItsPassword(t *testing.T) {
	url, stop, err := StartRedis()
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	o, err := redis.ParseURL(url)
	if err != nil {
		t.Fatal(err)
	}
	c := redis.NewClient(o)
	defer c.Close()
	if err := c.Set(t.Context(), "word", "kept", 0).Err(); err != nil {
		t.Error(err)
	}
	stranger := redis.NewClient(&redis.Options{Addr: o.Addr})
	defer stranger.Close()
	if got, err := stranger.Get(t.Context(), "word").Result(); err == nil {
		t.Errorf("a stranger read %q", got)
	}
}
