package cxweb_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// named finds what a page names as a proof: a Go test by its name, a test of
// the web by its path.
var named = regexp.MustCompile("`((?:Test|Fuzz)[A-Za-z0-9_]+|[a-z][A-Za-z0-9_/.]*\\.test\\.tsx?)`")

// TestTheTestsThatThePagesNameExist holds the pages on security to their word.
func TestTheTestsThatThePagesNameExist(t *testing.T) {
	there := map[string]bool{}
	for _, path := range append(goFiles(t, "."), filesOf(t, "web/src", "web/e2e")...) {
		if !strings.HasSuffix(path, "_test.go") {
			there[strings.TrimPrefix(filepath.ToSlash(path), "web/")] = true
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil {
				there[f.Name.Name] = true
			}
		}
	}
	pages, err := filepath.Glob("docs/security/*.md")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, path := range pages {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range named.FindAllStringSubmatch(string(body), -1) {
			n++
			if !there[m[1]] {
				t.Errorf("%s names %s, which does not exist", path, m[1])
			}
		}
	}
	if n < 100 {
		t.Errorf("only %d tests are named: the test looks in the wrong place", n)
	}
}

func filesOf(t *testing.T, roots ...string) (all []string) {
	t.Helper()
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.Contains(d.Name(), ".test.ts") {
				all = append(all, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// row is a line of a table whose first cell is a requirement or a threat.
var row = regexp.MustCompile(`(?m)^\| ([A-Z][0-9.]+) \| (.*) \|$`)

// TestEachRequirementIsAnswered wants of each line of the ASVS page that it is
// met and says how and by which test, does not apply, deviates, or is not yet
// met; and of each threat an answer with a test.
func TestEachRequirementIsAnswered(t *testing.T) {
	body, err := os.ReadFile("docs/security/asvs.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, m := range row.FindAllStringSubmatch(string(body), -1) {
		id, cells := m[1], strings.Split(m[2], " | ")
		if seen[id] {
			t.Errorf("%s stands twice", id)
		}
		seen[id] = true
		if len(cells) != 5 {
			t.Errorf("%s has %d cells behind it, want level, requirement, state, how, and proof", id, len(cells))
			continue
		}
		state, how, proof := strings.TrimSpace(cells[2]), strings.TrimSpace(cells[3]), strings.TrimSpace(cells[4])
		switch {
		case how == "" || how == "–":
			t.Errorf("%s does not say how or why", id)
		case state == "met" && proof == "–":
			t.Errorf("%s is met, and nothing shows it", id)
		case state != "met" && state != "in part" && state != "deviates" && state != "not yet" && state != "does not apply":
			t.Errorf("%s is %q", id, state)
		}
	}
	if len(seen) < 200 {
		t.Errorf("only %d requirements are there", len(seen))
	}
	body, err = os.ReadFile("docs/security/threat-model.md")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, m := range row.FindAllStringSubmatch(string(body), -1) {
		n++
		if !named.MatchString(m[2]) && !strings.Contains(m[2], "not yet") && !strings.Contains(m[2], "accepted") {
			t.Errorf("the threat %s names no test", m[1])
		}
	}
	if n < 30 {
		t.Errorf("only %d threats are there", n)
	}
}
