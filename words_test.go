package cxweb_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	_ "cxweb/cmd/program" // teaches every module's words
	"cxweb/platform/problem"
)

// said are functions whose argument at that place people read.
var said = map[string]int{"problem.New": 1, "problem.At": 1, "And": 1, "problem.Say": 1, "bad": 2, "sheetProblem": 0}

// TestEveryWordIsDanishToo finds words for people that have no Danish.
func TestEveryWordIsDanishToo(t *testing.T) {
	n := 0
	for _, root := range []string{"modules", "platform"} {
		for _, path := range goFiles(t, root) {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(node ast.Node) bool {
				call, ok := node.(*ast.CallExpr)
				if !ok {
					return true
				}
				at, ok := said[called(call)]
				if !ok || at >= len(call.Args) {
					return true
				}
				lit, ok := call.Args[at].(*ast.BasicLit)
				if !ok {
					return true
				}
				text, err := strconv.Unquote(lit.Value)
				if err == nil && text != "" {
					n++
					if !problem.Knows(text) {
						t.Errorf("%s: %q has no Danish words", path, text)
					}
				}
				return true
			})
		}
	}
	if n < 50 {
		t.Errorf("only %d texts were looked at: the test looks in the wrong place", n)
	}
}

func called(call *ast.CallExpr) string {
	s, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	if x, ok := s.X.(*ast.Ident); ok && x.Name == "problem" {
		return "problem." + s.Sel.Name
	}
	return s.Sel.Name
}
