package reminders

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

func at(day string) *Module {
	c := &clock.Clock{}
	when, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	c.Set(when.Add(5 * time.Hour))
	return &Module{clock: c, url: "https://cx.example"}
}

// TestLettersAreBounded writes a mail to somebody on very many projects.
func TestLettersAreBounded(t *testing.T) {
	t.Parallel()
	m, names := at("2026-04-20"), map[uuid.UUID]string{}
	var all []*gathered
	for n := range 50 {
		g := &gathered{Project: uuid.New()}
		names[g.Project] = fmt.Sprintf("Projekt %02d", n)
		for kind := range 3 {
			f := found{Says: fmt.Sprintf("Slags %d", kind), Page: "tests", All: 900}
			for line := range linesOfKind {
				f.Lines = append(f.Lines, kernel.WaitingLine{Title: fmt.Sprintf("Linje %d", line), Page: "tests/x"})
			}
			g.Waits = append(g.Waits, f)
		}
		all = append(all, g)
	}
	letter, err := m.letter("da", all, names)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(letter.Text, "- Linje"); n != mostLines {
		t.Errorf("got %d lines, want %d", n, mostLines)
	}
	for _, want := range []string{"Projekt 19", "og 895 mere", "og 900 mere", "og på 30 projekter mere"} {
		if !strings.Contains(letter.Text, want) {
			t.Errorf("the mail does not say %q", want)
		}
	}
	if strings.Contains(letter.Text, "Projekt 20") || letter.Subject != "Venter på dig i dag: 135000" {
		t.Errorf("the mail %q is longer than it may be", letter.Subject)
	}
}

func TestWhen(t *testing.T) {
	t.Parallel()
	m := at("2026-04-20")
	for on, want := range map[string]string{"": "", "2026-04-19": " – overdue since 2026-04-19", "2026-04-20": " – today", "2026-04-21": " – tomorrow", "2026-04-22": " – due 2026-04-22"} {
		if got := m.when("en", on); got != want {
			t.Errorf("%q: got %q, want %q", on, got, want)
		}
	}
}
