package gates

import (
	"bytes"
	"context"
	"io"
	"strconv"

	"cxweb/platform/clock"
	"cxweb/platform/kernel"
	"cxweb/platform/paper"
	"cxweb/platform/problem"
	"cxweb/platform/scope"
)

const documentLimit = 32 << 20

// previewAcceptance shows a draft as the document that it would become.
func (m *Module) previewAcceptance(ctx context.Context, q ofAcceptance) (*kernel.File, error) {
	o, err := m.readAcceptance(ctx, q)
	if err != nil {
		return nil, err
	}
	if o.State != "draft" {
		return nil, problem.New(problem.Conflict, "The acceptance document %s is signed and never changes", o.Label)
	}
	g, _, err := m.findGate(ctx, o.Phase)
	if err != nil {
		return nil, err
	}
	text, err := m.print(ctx, o, g)
	if err != nil {
		return nil, err
	}
	return &kernel.File{Name: problem.Say(scope.From(ctx).Language, "Acceptance document") + " " + o.Label + ".pdf", MediaType: "application/pdf", Size: int64(len(text)), Body: content{bytes.NewReader(text)}}, nil
}

// content is a file's bytes that are at hand.
type content struct{ io.ReadSeeker }

// Close implements io.Closer.
func (content) Close() error { return nil }

var decisions = map[string]string{"": "Not decided", "accepted": "Accepted as it is", "carried": "Carried on", "remedied": "To be remedied"}

// print writes the document in the reader's language.
func (m *Module) print(ctx context.Context, o *OpenedAcceptance, g *Gate) ([]byte, error) {
	say := func(words string) string { return problem.Say(scope.From(ctx).Language, words) }
	project, err := m.projects.Name(ctx)
	if err != nil {
		return nil, err
	}
	names, err := m.people.Names(ctx)
	if err != nil {
		return nil, err
	}
	companies, err := m.projects.Companies(ctx)
	if err != nil {
		return nil, err
	}
	title := say("Acceptance document") + " " + o.Label
	if o.State == "draft" {
		title += " – " + say("Draft")
	}
	at := o.PreparedAt
	if o.SignedAt != nil {
		at = *o.SignedAt
	}
	d := paper.New(paper.Sheet{Title: title, Project: project, Language: scope.From(ctx).Language, At: at})
	d.Heading(title)
	d.Facts([][2]string{
		{say("Project"), project}, {say("Phase"), g.Code + " " + inWords(ctx, g.NameDA, g.NameEN)}, {say("Version"), strconv.Itoa(o.Number)},
		{say("Prepared by"), names[o.PreparedBy][0] + ", " + o.PreparedAt.In(clock.Denmark).Format("2006-01-02")},
	})
	for _, part := range [][2]string{{"Commissioning activities carried out", o.Activities}, {"Commissioning documents produced", o.Documents}} {
		d.Subheading(say(part[0]))
		d.Text(part[1])
	}
	d.Subheading(say("What is open, and what is decided"))
	if len(o.Points) == 0 {
		d.Text(say("Nothing is open."))
	} else {
		t := paper.Table{Head: []string{say("Open point"), say("Decision"), say("Due"), say("Note")}, Widths: []float64{5, 2, 1.4, 3}}
		for _, p := range o.Points {
			due := ""
			if p.DueOn != nil {
				due = string(*p.DueOn)
			}
			t.Rows = append(t.Rows, []string{p.Title, say(decisions[p.Decision]), due, p.Note})
		}
		d.Table(t)
	}
	d.Subheading(say("The client's approval"))
	d.Text(o.Conclusion)
	if o.SignedAt != nil {
		d.Text(problem.Say(scope.From(ctx).Language, "%d rows are approved and locked by this document.", o.Locked))
		company := ""
		if o.SignedCompany != nil {
			company = companies[*o.SignedCompany]
		}
		if err := d.Signature(paper.Signed{Name: o.SignedName, Role: o.SignedRole, Company: company, At: *o.SignedAt, Ink: o.ink}); err != nil {
			return nil, err
		}
		how := say("Signed by the typed name.")
		if o.inkSHA256 != "" {
			how = say("SHA-256 of the picture of the signature:") + " " + o.inkSHA256
		}
		d.Text(how)
		if o.Alone != "" {
			d.Subheading(say("Prepared and signed by the same person"))
			d.Text(o.Alone)
		}
	}
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func init() {
	problem.Teach(map[string]string{
		"Not decided": "Ikke besluttet", "Accepted as it is": "Accepteret, som det er", "Carried on": "Føres videre", "To be remedied": "Udbedres",
		"Draft": "Kladde", "Project": "Projekt", "Phase": "Fase", "Version": "Version", "Prepared by": "Forberedt af",
		"Commissioning activities carried out": "Udførte Cx-aktiviteter", "Commissioning documents produced": "Cx-dokumenter",
		"What is open, and what is decided": "Åbne punkter og beslutninger", "Nothing is open.": "Intet er åbent.",
		"Open point": "Åbent punkt", "Decision": "Beslutning", "Due": "Frist", "Note": "Note", "Signed by the typed name.": "Underskrevet med det skrevne navn.",
		"SHA-256 of the picture of the signature:": "SHA-256 af underskriftens billede:", "Prepared and signed by the same person": "Forberedt og underskrevet af samme person", "The client's approval": "Bygherrens godkendelse",
		"%d rows are approved and locked by this document.": "%d rækker er godkendt og låst med dette dokument.",
	})
}
