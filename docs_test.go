package cxweb_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cxweb/config"
	"cxweb/platform/files"
	"cxweb/platform/testkit"
)

// TestThePageOfFilesIsInStep has the kinds of files of the docs from the code.
func TestThePageOfFilesIsInStep(t *testing.T) {
	var b strings.Builder
	b.WriteString("| kind | names end in | content, by its first bytes | at most |\n|---|---|---|---|\n")
	for _, k := range files.Kinds {
		limit := "`limits.file_mb`"
		if k.Limit > 0 {
			limit = fmt.Sprintf("%d MB", k.Limit>>20)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", k.Name, strings.Join(k.Endings, " "), strings.Join(k.Content, ", "), limit)
	}
	testkit.Page(t, "docs/security/files.md", b.String())
}

// TestThePageOfSettingsIsInStep has the settings of the docs from the code: the
// comment of each field, its default, and what it may be.
func TestThePageOfSettingsIsInStep(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "config/config.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	about := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if s, ok := spec.Type.(*ast.StructType); ok {
			for _, f := range s.Fields.List {
				for _, name := range f.Names {
					about[spec.Name.Name+"."+name.Name] = strings.TrimSpace(f.Comment.Text())
				}
			}
		}
		return true
	})
	for _, one := range os.Environ() { // the defaults are wanted, not what is set here
		if name, _, _ := strings.Cut(one, "="); strings.HasPrefix(name, "CXWEB_") {
			t.Setenv(name, "")
			os.Unsetenv(name)
		}
	}
	c, err := config.Load()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("| setting | variable | default | what it is | may be |\n|---|---|---|---|---|\n")
	var walk func(prefix string, v reflect.Value)
	walk = func(prefix string, v reflect.Value) {
		for i := range v.NumField() {
			f := v.Type().Field(i)
			name := prefix + f.Tag.Get("koanf")
			if f.Type.Kind() == reflect.Struct {
				walk(name+".", v.Field(i))
				continue
			}
			says := about[v.Type().Name()+"."+f.Name]
			if says == "" {
				t.Errorf("the setting %s has no comment", name)
			}
			variable := "CXWEB_" + strings.ToUpper(strings.ReplaceAll(name, ".", "__"))
			if f.Tag.Get("secret") != "" {
				variable += "` or `" + variable + "_FILE"
			}
			value := strings.Trim(fmt.Sprint(v.Field(i).Interface()), "[]")
			if value != "" {
				value = "`" + value + "`"
			}
			fmt.Fprintf(&b, "| `%s` | `%s` | %s | %s | %s |\n", name, variable, value, says, strings.ReplaceAll(strings.TrimPrefix(f.Tag.Get("validate"), "dive,"), "|", " or "))
		}
	}
	walk("", reflect.ValueOf(*c))
	testkit.Page(t, "docs/operations/configuration.md", b.String())
}

// TestThePageOfTheLogIsInStep has the lines of the log from the code: their
// words and the names of what they carry.
func TestThePageOfTheLogIsInStep(t *testing.T) {
	var lines []string
	for _, path := range append(append(goFiles(t, "platform"), goFiles(t, "modules")...), append(goFiles(t, "cmd/program"), goFiles(t, "cmd/cxweb")...)...) {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			f, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if from, ok := f.X.(*ast.Ident); !ok || from.Name != "slog" {
				return true
			}
			level, _ := strings.CutSuffix(f.Sel.Name, "Context")
			args := call.Args[min(len(call.Args), strings.Count(f.Sel.Name, "Context")):] // after the context
			if level != "Info" && level != "Warn" && level != "Error" || len(args) == 0 {
				return true
			}
			var fields []string
			for i := 1; i < len(args); i += 2 {
				fields = append(fields, text(args[i]))
			}
			lines = append(lines, fmt.Sprintf("| %s | %s | %s |\n", strings.ToLower(level), text(args[0]), strings.Join(fields, " ")))
			return true
		})
	}
	slices.Sort(lines)
	testkit.Page(t, "docs/operations/log.md", "| level | words | carries |\n|---|---|---|\n"+strings.Join(slices.Compact(lines), ""))
}

// text is a literal's, or nothing.
func text(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok {
		return ""
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		return ""
	}
	return s
}

// TestTheProgramHoldsNoTestCode looks at what is built into the program.
func TestTheProgramHoldsNoTestCode(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "./cmd/cxweb").Output()
	if err != nil {
		t.Fatal(err)
	}
	for path := range strings.Lines(string(out)) {
		path = strings.TrimSpace(path)
		for _, no := range []string{"net/http/httptest", "net/http/pprof", "cxweb/cmd/world", "cxweb/platform/testkit", "github.com/letsencrypt", "github.com/zitadel", "github.com/google/go-cmp", "github.com/johannesboyne/gofakes3"} {
			if path == no || strings.HasPrefix(path, no+"/") {
				t.Errorf("the program holds %s", path)
			}
		}
	}
}
