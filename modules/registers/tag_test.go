package registers

import (
	"testing"

	"cxweb/platform/problem"
)

func TestGrammar(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		grammar, tag string
		component    bool
		want         parsed
		fits         bool
	}{
		{usualGrammar, "+C=VE01", false, parsed{loc: "C", sys: "VE", no: 1}, true},
		{usualGrammar, "+C=KØ01-TF12", true, parsed{loc: "C", sys: "KØ", no: 1, comp: "TF", compNo: 12}, true},
		{usualGrammar, "+A.2=VE104", false, parsed{loc: "A.2", sys: "VE", no: 104}, true},
		{usualGrammar, "+C=VE1", false, parsed{}, false},
		{usualGrammar, "+C=ve01", false, parsed{}, false},
		{usualGrammar, "VE01", false, parsed{}, false},
		{usualGrammar, "+C=VE01-TF01", false, parsed{}, false},
		{usualGrammar, "+C=VE01", true, parsed{}, false},
		{usualGrammar, "+C=VE99999999999999999999", false, parsed{}, false},
		{"{sys}{nnn}.{comp}{n}", "VE001.TF7", true, parsed{sys: "VE", no: 1, comp: "TF", compNo: 7}, true},
		{"{sys}-{nn}-{comp}-{nn}", "VE-01", false, parsed{sys: "VE", no: 1}, true},
	} {
		g, err := readGrammar(c.grammar)
		if err != nil {
			t.Fatalf("%s: %v", c.grammar, err)
		}
		got, fits := g.read(c.tag, c.component)
		if got != c.want || fits != c.fits {
			t.Errorf("%s reads %s as %+v %v, want %+v %v", c.grammar, c.tag, got, fits, c.want, c.fits)
		}
		if fits && g.write(got, c.component) != c.tag {
			t.Errorf("%s writes %+v as %s, want %s", c.grammar, got, g.write(got, c.component), c.tag)
		}
	}
}

func TestGrammarsThatAreRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "VE01", "{sys}{nn}", "{sys}{comp}{nn}", "{sys}{nn}{comp}{nn}", "{sys}{nn}-{comp}", "{comp}{nn}-{sys}{nn}", "{sys}{sys}{nn}-{comp}{nn}", "{sys}{nn}-{comp}{nn}{nn}",
		"{sys}{nn}-{room}{nn}", "{sys{nn}-{comp}{nn}", "{sys}{nnnnnnn}-{comp}{nn}", "{SYS}{nn}-{comp}{nn}"} {
		if _, err := readGrammar(text); !problem.Is(err, problem.Invalid) {
			t.Errorf("%q is taken: %v", text, err)
		}
	}
}

func TestTagsThatSoundTheSame(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{{"+C=VE01", "+c=ve1"}, {"+C=KØ01", "+C=KOE01"}, {"VE 01", "VE01"}, {"VE01-TF010", "VE1-TF10"}} {
		if plainTag(c[0]) != plainTag(c[1]) {
			t.Errorf("%s and %s sound apart: %s, %s", c[0], c[1], plainTag(c[0]), plainTag(c[1]))
		}
	}
	for _, c := range [][2]string{{"VE01", "VE10"}, {"VE01", "VE001-TF01"}, {"VE100", "VE1"}} {
		if plainTag(c[0]) == plainTag(c[1]) {
			t.Errorf("%s and %s sound the same", c[0], c[1])
		}
	}
}

func TestGuess(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]parsed{"VE1": {sys: "VE", no: 1}, "Hus C ve 01": {sys: "VE", no: 1}, "=VE.03": {sys: "VE", no: 3}} {
		if got, ok := guessTag(tag, false); !ok || got != want {
			t.Errorf("%s: got %+v %v, want %+v", tag, got, ok, want)
		}
	}
	if got, ok := guessTag("ve1-tf2", true); !ok || got != (parsed{sys: "VE", no: 1, comp: "TF", compNo: 2}) {
		t.Errorf("a component: got %+v %v", got, ok)
	}
	for _, tag := range []string{"", "Ventilation", "12", "VE01-TF01"} {
		if got, ok := guessTag(tag, false); ok {
			t.Errorf("%q: got %+v", tag, got)
		}
	}
}
