package cxweb_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cxweb/migrations"
)

// besides are what a module may import beside the standard library, bun, uuid
// and platform, each with its reason.
var besides = map[string]map[string]string{
	"handover": {"github.com/klauspost/compress/flate": "a package is packed twice as fast as by the standard library"},
	"accounts": {
		"github.com/alexedwards/argon2id":          "hashes of passwords",
		"github.com/go-webauthn/webauthn/protocol": "passkeys: CBOR, COSE keys and the many checks of a ceremony",
		"github.com/go-webauthn/webauthn/webauthn": "passkeys",
		"github.com/coreos/go-oidc/v3/oidc":        "the sign-in of companies: keys and tokens of OpenID Connect",
		"golang.org/x/oauth2":                      "the same: the exchange of codes, with PKCE",
		"rsc.io/qr":                                "the picture that an authenticator app reads",
	},
}

// notInModules are parts of the standard library that belong to the platform.
var notInModules = []string{"net/http", "os", "database/sql", "os/exec", "net"}

// exceptions to notInModules, each with its reason. The list may only shrink.
var exceptions = map[string]string{
	"accounts database/sql":         "sql.Result of a changed row",
	"registers database/sql/driver": "a date is a driver.Valuer",
}

// forbidden says why one package may not import another; empty: it may.
func forbidden(from, to string) string {
	if to == "cxweb/cmd" || strings.HasPrefix(to, "cxweb/cmd/") || to == "cxweb/config" {
		if !strings.HasPrefix(from, "cxweb/cmd") {
			return "only cmd imports cmd and config"
		}
		return ""
	}
	module, inModule := moduleOf(from)
	target, toModule := moduleOf(to)
	switch {
	case toModule && inModule && module != target:
		return "a module imports no other module"
	case toModule && strings.HasPrefix(from, "cxweb/platform"):
		return "the platform knows no module"
	case strings.HasPrefix(to, "github.com/gofiber/") || strings.HasPrefix(to, "github.com/hibiken/asynq") || strings.HasPrefix(to, "github.com/jackc/pgx"):
		if !strings.HasPrefix(from, "cxweb/platform/") && !strings.HasPrefix(from, "cxweb/cmd") {
			return "only platform imports fiber, asynq and the database's driver"
		}
	case strings.HasPrefix(to, "codeberg.org/go-pdf/fpdf") && from != "cxweb/platform/paper":
		return "only paper imports what makes PDFs"
	case strings.HasPrefix(to, "github.com/knadh/koanf") && from != "cxweb/config":
		return "only config imports koanf"
	case strings.HasPrefix(to, "github.com/go-playground/validator") && from != "cxweb/config" && from != "cxweb/platform/kernel":
		return "only config and kernel import validator"
	}
	if !inModule {
		return ""
	}
	if depth := strings.Count(from, "/"); depth > 2 && strings.HasPrefix(to, "cxweb/platform") {
		return "a format package imports no platform"
	}
	if slices.Contains(notInModules, to) && exceptions[module+" "+to] == "" {
		return to + " belongs to the platform"
	}
	external := strings.Contains(strings.Split(to, "/")[0], ".")
	if external && !strings.HasPrefix(to, "github.com/uptrace/bun") && to != "github.com/google/uuid" && besides[module][to] == "" {
		return "a module imports only bun, uuid and platform"
	}
	return ""
}

func moduleOf(path string) (string, bool) {
	rest, ok := strings.CutPrefix(path, "cxweb/modules/")
	name, _, _ := strings.Cut(rest, "/")
	return name, ok
}

func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		for _, to := range fields[1:] {
			if why := forbidden(fields[0], to); why != "" {
				t.Errorf("%s imports %s: %s", fields[0], to, why)
			}
		}
	}
}

func TestImportsBite(t *testing.T) {
	for _, c := range []struct {
		from, to string
		allowed  bool
	}{
		{"cxweb/modules/registers", "cxweb/modules/accounts", false}, {"cxweb/modules/registers", "cxweb/platform/db", true},
		{"cxweb/modules/registers", "github.com/gofiber/fiber/v2", false}, {"cxweb/platform/kernel", "github.com/gofiber/fiber/v2", true},
		{"cxweb/modules/registers", "net/http", false}, {"cxweb/modules/registers", "github.com/uptrace/bun", true},
		{"cxweb/modules/registers", "github.com/xuri/excelize/v2", false}, {"cxweb/platform/db", "cxweb/modules/audit", false},
		{"cxweb/platform/db", "github.com/knadh/koanf/v2", false}, {"cxweb/config", "github.com/knadh/koanf/v2", true},
		{"cxweb/modules/gates", "codeberg.org/go-pdf/fpdf", false}, {"cxweb/platform/paper", "codeberg.org/go-pdf/fpdf", true},
		{"cxweb/modules/audit", "cxweb/config", false}, {"cxweb/cmd/program", "cxweb/modules/audit", true},
		{"cxweb/modules/handover/cobie", "cxweb/platform/db", false}, {"cxweb/modules/handover", "cxweb/modules/handover/cobie", true},
		{"cxweb/modules/audit", "github.com/alexedwards/argon2id", false}, {"cxweb/platform/scope", "cxweb/cmd/world", false},
	} {
		if got := forbidden(c.from, c.to) == ""; got != c.allowed {
			t.Errorf("%s → %s: allowed %v, want %v", c.from, c.to, got, c.allowed)
		}
	}
}

var tableName = regexp.MustCompile(`(?i)\b(?:from|join|into|update)\s+([a-z_]+)\.([a-z_]+)`)

// shared are schemas whose tables every module may read.
var shared = map[string]string{"platform": "the kernel's own", "audit": "history, read through its policies"}

func TestEachModuleReadsItsOwnTables(t *testing.T) {
	for _, path := range goFiles(t, "modules") {
		module := strings.Split(filepath.ToSlash(path), "/")[1]
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		for _, text := range literals(t, path) {
			for _, m := range tableName.FindAllStringSubmatch(text, -1) {
				if schema := m[1]; schema != module && shared[schema] == "" && knownSchema(schema) {
					t.Errorf("%s reads %s.%s, which is another module's", path, schema, m[2])
				}
			}
		}
	}
}

func knownSchema(name string) bool {
	_, err := os.Stat(filepath.Join("modules", name))
	return err == nil
}

func TestEachMigrationKeepsToItsModule(t *testing.T) {
	files, err := migrations.Files().ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	made := regexp.MustCompile(`(?i)create table (?:if not exists )?([a-z_]+)\.`)
	name := regexp.MustCompile(`^\d{14}_([a-z]+)_[a-z_]+\.tx\.up\.sql$`)
	for _, f := range files {
		m := name.FindStringSubmatch(f.Name())
		if m == nil {
			t.Errorf("%s is not named <stamp>_<module>_<thing>.tx.up.sql", f.Name())
			continue
		}
		text, err := migrations.Files().ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range made.FindAllStringSubmatch(string(text), -1) {
			if found[1] != m[1] {
				t.Errorf("%s makes a table in the schema %s", f.Name(), found[1])
			}
		}
	}
}

// long are files that may have more than 400 lines, each with its reason. The
// list may only shrink.
var long = map[string]string{}

func TestSizes(t *testing.T) {
	for _, root := range []string{"cmd", "config", "migrations", "modules", "platform"} {
		for _, path := range goFiles(t, root) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if n := strings.Count(string(text), "\n"); n > 400 && long[path] == "" {
				t.Errorf("%s has %d lines; 400 is the end: make it two files", path, n)
			}
		}
	}
	for module, n := range countFiles(t) {
		if n > 60 {
			t.Errorf("modules/%s has %d files: split it by thing", module, n)
		}
	}
}

func countFiles(t *testing.T) map[string]int {
	counts := map[string]int{}
	for _, path := range goFiles(t, "modules") {
		if parts := strings.Split(filepath.ToSlash(path), "/"); len(parts) == 3 && !strings.HasSuffix(path, "_test.go") {
			counts[parts[1]]++
		}
	}
	return counts
}

// notWords are names the glossary does not want for things of the field.
var notWords = regexp.MustCompile(`(?i)\b(punch_?list|punch_?item|snag|sign_?off|turnover)\b`)

func TestGlossary(t *testing.T) {
	for _, path := range goFiles(t, "modules") {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && notWords.MatchString(id.Name) {
				t.Errorf("%s: %s is not the field's word; see GLOSSARY.md", path, id.Name)
			}
			return true
		})
	}
}

func goFiles(t *testing.T, root string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".go") {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// literals are the texts in a Go file.
func literals(t *testing.T, path string) (all []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if text, err := strconv.Unquote(lit.Value); err == nil {
				all = append(all, text)
			}
		}
		return true
	})
	return all
}
