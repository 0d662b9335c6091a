package reports

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// OrderStatus has a status report made, of the project or of a part of it.
type OrderStatus struct {
	Project    uuid.UUID `params:"project" json:"-"`
	Language   string    `json:"language" validate:"required,oneof=da en"`
	Discipline uuid.UUID `json:"discipline,omitzero"`
	Company    uuid.UUID `json:"company,omitzero"`
	Location   uuid.UUID `json:"location,omitzero"`
}

// Ordered is the task that makes a report; its result is the file.
type Ordered struct {
	Task uuid.UUID `json:"task"`
}

const (
	statusKind  = "reports.status"
	statusBytes = 64 << 20
)

func (m *Module) orderStatus(ctx context.Context, cmd OrderStatus) (*Ordered, error) {
	task := uuid.Must(uuid.NewV7())
	return &Ordered{Task: task}, kernel.StartTask(ctx, task, statusKind, problem.Say(cmd.Language, "Status report"), cmd)
}

// makeStatus reads all in one view of the data, as the person who asked sees
// it, and prints it.
func (m *Module) makeStatus(ctx context.Context, t *kernel.Task) error {
	var in OrderStatus
	if err := t.Read(&in); err != nil {
		return err
	}
	const steps = 3
	if err := t.Progress(ctx, 0, steps); err != nil {
		return err
	}
	s := &status{language: in.Language, at: m.clock.Now()}
	if err := t.Look(ctx, func(ctx context.Context) error { return m.read(ctx, in, s) }); err != nil {
		return err
	}
	if err := t.Progress(ctx, 1, steps); err != nil {
		return err
	}
	var page bytes.Buffer
	if err := s.write(&page); err != nil {
		return err
	}
	stored, err := m.files.Write(ctx, statusBytes, func(to io.Writer) error {
		_, err := page.WriteTo(to)
		return err
	})
	if err != nil {
		return err
	}
	if err := t.Progress(ctx, 2, steps); err != nil {
		return err
	}
	return t.Step(ctx, func(ctx context.Context) error {
		name := fmt.Sprintf("%s-%s.pdf", map[bool]string{true: "statusrapport", false: "status-report"}[in.Language == "da"], s.at.Format(time.DateOnly))
		f := &kernel.StoredFile{ID: uuid.Must(uuid.NewV7()), SHA256: stored.SHA256, Name: name, Size: stored.Size, MediaType: "application/pdf", Area: "registers"}
		if who := scope.From(ctx); who.Narrowed != nil || who.OwnOnly {
			f.Area = "" // what holds no more than their part is theirs to read
		}
		t.Result = kernel.TaskResult{File: f.ID}
		return kernel.KeepFile(ctx, f)
	})
}

// read gathers what the report says, in the reader's language.
func (m *Module) read(ctx context.Context, in OrderStatus, s *status) error {
	who := scope.From(ctx)
	who.Language = in.Language
	body, err := m.registers.Report(ctx, in.Discipline, in.Company, in.Location)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(body, &s.work); err != nil {
		return err
	}
	if who.May("log", "view") {
		if body, err = m.log.Report(ctx, in.Discipline, in.Company, in.Location); err != nil {
			return err
		}
		s.log = new(logged)
		if err := json.Unmarshal(body, s.log); err != nil {
			return err
		}
	}
	if s.companies, err = m.projects.Companies(ctx); err != nil {
		return err
	}
	if s.facts, s.logo, err = m.projects.Letterhead(ctx, who.Company); err != nil {
		return err
	}
	s.part = s.partOf(in)
	return nil
}
