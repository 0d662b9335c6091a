package projects

import (
	"bytes"
	"context"
	"io"

	"cxweb/platform/db"
	"cxweb/platform/files"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

const (
	logoBytes = 5 << 20
	logoSide  = 1000 // pixels on its longer side
)

// SetLogo gives a company the logo that stands on its people's printed reports.
type SetLogo struct {
	Project uuid.UUID  `params:"project" json:"-"`
	Company uuid.UUID  `params:"company" json:"-"`
	File    *uuid.UUID `json:"file"` // a picture that was uploaded; none takes the logo away
}

// setLogo keeps a copy of the picture that holds nothing but what is seen.
func (m *Module) setLogo(ctx context.Context, cmd SetLogo) (*Company, error) {
	c := new(Company)
	if err := db.On(ctx).NewSelect().Model(c).Where("id = ?", cmd.Company).For("update").Scan(ctx); err != nil {
		return nil, err
	}
	c.Logo = nil
	if cmd.File != nil {
		id, err := m.keepLogo(ctx, *cmd.File)
		if err != nil {
			return nil, err
		}
		c.Logo = &id
	}
	err := db.On(ctx).NewRaw("update projects.companies set logo = ? where id = ? returning version", c.Logo, c.ID).Scan(ctx, &c.Version)
	return c, err
}

func (m *Module) keepLogo(ctx context.Context, file uuid.UUID) (uuid.UUID, error) {
	f, err := kernel.FindFile(ctx, file)
	if problem.Is(db.Translate(err), problem.NotFound) {
		return uuid.Nil, problem.At("file", "is not a file of this project")
	}
	if err != nil {
		return uuid.Nil, err
	}
	if f.Size > logoBytes {
		return uuid.Nil, problem.At("file", "is larger than %d MB", logoBytes>>20)
	}
	picture, err := m.picture(ctx, f.SHA256, logoSide)
	if err != nil {
		return uuid.Nil, problem.At("file", "is not a picture that can be used: choose a PNG or a JPEG").Because(err)
	}
	stored, err := m.files.Put(ctx, bytes.NewReader(picture), logoBytes)
	if err != nil {
		return uuid.Nil, err
	}
	kept := &kernel.StoredFile{ID: uuid.Must(uuid.NewV7()), SHA256: stored.SHA256, Name: "logo.jpg", Size: stored.Size, MediaType: stored.MediaType}
	return kept.ID, kernel.KeepFile(ctx, kept)
}

// picture reads a stored picture and makes a plain one of it.
func (m *Module) picture(ctx context.Context, sha string, side int) ([]byte, error) {
	body, _, err := m.files.Get(ctx, sha)
	if err != nil {
		return nil, err
	}
	defer body.Close()
	return files.CleanPhoto(io.LimitReader(body, logoBytes), side)
}

// Letterhead tells other modules what stands at the head of what is printed:
// the project's facts, and the logo of a company, if it has one.
func (m *Module) Letterhead(ctx context.Context, company uuid.UUID) (facts map[string]string, logo []byte, err error) {
	var f struct{ Number, Name, Address, Client string }
	if err := db.On(ctx).NewRaw("select number, name, address, client from projects.projects where id = platform.project()").Scan(ctx, &f); err != nil {
		return nil, nil, err
	}
	facts = map[string]string{"number": f.Number, "name": f.Name, "address": f.Address, "client": f.Client}
	var found []string
	err = db.On(ctx).NewRaw("select f.sha256 from projects.companies c join platform.files f on f.project = c.project and f.id = c.logo where c.id = ?", company).Scan(ctx, &found)
	if err != nil || len(found) == 0 {
		return facts, nil, err
	}
	body, _, err := m.files.Get(ctx, found[0])
	if err != nil {
		return nil, nil, err
	}
	defer body.Close()
	logo, err = io.ReadAll(io.LimitReader(body, logoBytes))
	return facts, logo, err
}

func init() {
	problem.Teach(map[string]string{
		"is not a file of this project":                             "er ikke en fil i dette projekt",
		"is larger than %d MB":                                      "er større end %d MB",
		"is not a picture that can be used: choose a PNG or a JPEG": "er ikke et billede, der kan bruges: vælg en PNG eller en JPEG",
	})
}
