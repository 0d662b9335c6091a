package registers

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cxweb/platform/db"
	"cxweb/platform/problem"
)

// FuzzGrammar has rules for tags read, and tags by them: a tag that was taken
// apart is put together again, and means the same.
func FuzzGrammar(f *testing.F) {
	for _, c := range [][2]string{{"{sys}{nn}", "VE01"}, {"{loc}-{sys}{nnn}={comp}{nn}", "A1-VE001=TT02"}, {"{sys}.{nn}.{comp}{n}", "VE.01.PU3"}, {"{n", "1"}, {"{sys}{nnnnnn}", "V999999999999999999999"}, {"({sys}){n}", "(V)1"}} {
		f.Add(c[0], c[1])
	}
	f.Fuzz(func(t *testing.T, rule, tag string) {
		if p, ok := guessTag(tag, false); ok && (p.sys == "" || p.no < 0) {
			t.Fatalf("%q is guessed as %+v", tag, p)
		}
		if plain := plainTag(tag); plainTag(plain) != plain {
			t.Fatalf("%q sounds like %q, and that like %q", tag, plain, plainTag(plain))
		}
		g, err := readGrammar(rule)
		if err != nil {
			if problem.Of(err).Kind == problem.Internal {
				t.Fatalf("%q: %v", rule, err)
			}
			return
		}
		for _, component := range []bool{false, true} {
			p, ok := g.read(tag, component)
			if !ok {
				continue
			}
			again, ok := g.read(g.write(p, component), component)
			if !ok || again != p {
				t.Fatalf("by %q %q is %+v, which is written %q and read %+v", rule, tag, p, g.write(p, component), again)
			}
		}
	})
}

// literal is a text in a statement as PostgreSQL reads it with
// standard_conforming_strings, which is on.
var literal = regexp.MustCompile(`'(?:[^']|\'\')*'`)

// FuzzList has lists asked for with any filter, order, words and place: what is
// no list is refused in words, and what people wrote stands in texts only.
func FuzzList(f *testing.F) {
	d, err := db.Connect("postgres:///", 1) // opens nothing until it is used
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range [][4]string{
		{`[{"field":"title","op":"contains","value":"x'--"}]`, "title,-status", "", "ve'01"}, {`[{"field":"status","op":"in","value":["passed",null]}]`, "planned_on", "WyJ4IixudWxsXQ", ""},
		{`[{"field":"tag'--","op":"is","value":"x"}]`, "tag;drop", "", "%_\\"}, {`[{"field":"planned_on","op":"gte","value":"2026-04-20"}]`, "no", "WyIxJyJd", ""},
		{`[{"field":"discipline","op":"not_in","value":["01a202ad-1e4f-7910-868c-6a1f6fafcd1d"]}]`, "discipline", "", "/*"}, {`[{"field":"target","op":"lt","value":1e400}]`, "", "", "\x00"},
	} {
		f.Add(c[0], c[1], c[2], c[3])
	}
	f.Fuzz(func(t *testing.T, filter, sort, after, words string) {
		list := List{Filter: filter, Sort: sort, After: after, Q: words}
		for _, language := range []string{"da", "en"} {
			orders, joins, err := rows.sorted(list, language, noRanks)
			if err == nil {
				q := d.NewSelect().TableExpr("registers.rows as t")
				if q, err = rows.narrow(q, list, language); err == nil {
					if q, err = list.apply(q, orders, joins); err == nil {
						statement(t, q.String())
					}
				}
			}
			if err != nil && problem.Of(err).Kind == problem.Internal {
				t.Fatalf("%q %q %q %q: %v", filter, sort, after, words, err)
			}
		}
	})
}

// statement wants of a statement that it is one, whatever stands in its texts.
func statement(t *testing.T, text string) {
	t.Helper()
	bare := literal.ReplaceAllString(text, "")
	if strings.ContainsAny(bare, "';\x00") || strings.Contains(bare, "--") || strings.Contains(bare, "/*") || strings.Contains(text, "\x00") {
		t.Fatalf("what was asked for acts in the statement: %s", text)
	}
}

// TestReadingAhead: what is read is taken in its order; what goes wrong on either
// side ends both.
func TestReadingAhead(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	count := func(ctx context.Context, give func(int) error) error {
		for n := range 5 {
			if err := give(n); err != nil {
				return err
			}
		}
		return nil
	}
	for name, c := range map[string]struct {
		read func(context.Context, func(int) error) error
		stop int // taking fails at it
		want error
		took []int
	}{
		"all":         {count, -1, nil, []int{0, 1, 2, 3, 4}},
		"nothing":     {func(context.Context, func(int) error) error { return nil }, -1, nil, nil},
		"bad reading": {func(_ context.Context, give func(int) error) error { return errors.Join(give(0), broken) }, -1, broken, []int{0}},
		"bad taking":  {count, 2, broken, []int{0, 1, 2}},
	} {
		var took []int
		err := ahead(t.Context(), c.read, func(n int) error {
			took = append(took, n)
			if n == c.stop {
				return broken
			}
			return nil
		})
		if !errors.Is(err, c.want) || !slices.Equal(took, c.took) {
			t.Errorf("%s: got %v, %v", name, took, err)
		}
	}
	if err := ahead(t.Context(), func(context.Context, func(int) error) error { panic("reading") }, func(int) error { return nil }); err == nil || !strings.Contains(err.Error(), "panic: reading") {
		t.Errorf("a panic came back as %v", err)
	}
}
