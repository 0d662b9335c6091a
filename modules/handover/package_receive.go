package handover

import (
	"context"
	"errors"
	"io"
	"sync"

	"cxweb/modules/handover/archive"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// ReceivePackage has a package that was uploaded taken into the project.
type ReceivePackage struct {
	Project uuid.UUID `params:"project" json:"-"`
	ID      uuid.UUID `json:"id"`
	File    uuid.UUID `json:"file" validate:"required"`
}

// Receiving is the task that takes a package in.
type Receiving struct {
	Task uuid.UUID `json:"task"`
}

// receiveKind is the kind of that task.
const receiveKind = "handover.receive"

// receiveInput is what it is started with.
type receiveInput struct {
	File uuid.UUID `json:"file"`
}

func (m *Module) receivePackage(ctx context.Context, cmd ReceivePackage) (*Receiving, error) {
	if err := wholeView(ctx); err != nil {
		return nil, err
	}
	f, err := kernel.FindFile(ctx, cmd.File)
	if err != nil {
		return nil, problem.At("file", "is not in this project").Because(err)
	}
	if err := m.isEmpty(ctx); err != nil {
		return nil, err
	}
	// Uploaded, any member could read it; a package is for those who see packages.
	if !scope.From(ctx).May("exports", "view") {
		return nil, kernel.Lacks("exports", "view")
	}
	if _, err := db.On(ctx).NewRaw("update platform.files set area = 'exports' where id = ?", f.ID).Exec(ctx); err != nil {
		return nil, err
	}
	task := kernel.NewID(cmd.ID)
	return &Receiving{Task: task}, kernel.StartTask(ctx, task, receiveKind, f.Name, receiveInput{File: cmd.File})
}

// isEmpty refuses a project that holds more than it was set up with.
func (m *Module) isEmpty(ctx context.Context) error {
	for _, p := range m.parts {
		if p.Record || p.Key != "" {
			continue
		}
		var some bool
		if err := db.On(ctx).NewRaw("select exists (select 1 from ? where project = ?)", bun.Safe(p.Table), scope.From(ctx).Project).Scan(ctx, &some); err != nil {
			return err
		}
		if some {
			return problem.New(problem.Conflict, "The project is not empty. A package can only be taken into a project that holds nothing but what it was set up with.")
		}
	}
	return nil
}

// takeIn is the task that takes a package in: all of it is checked first, then
// its files are stored, and then every row is made in one transaction.
func (m *Module) takeIn(ctx context.Context, t *kernel.Task) error {
	var in receiveInput
	if err := t.Read(&in); err != nil {
		return err
	}
	var f *kernel.StoredFile
	if err := t.Look(ctx, func(ctx context.Context) (err error) {
		f, err = kernel.FindFile(ctx, in.File)
		return err
	}); err != nil {
		return err
	}
	body, size, err := m.files.Get(ctx, f.SHA256)
	if err != nil {
		return err
	}
	defer body.Close()
	p, err := archive.Open(&readerAt{r: body}, size)
	if err != nil {
		return said(err)
	}
	i := &intake{m: m, t: t, p: p, packed: size}
	if err := i.check(ctx); err != nil {
		return said(err)
	}
	if err := i.storeFiles(ctx); err != nil {
		return said(err)
	}
	if err := t.Step(ctx, i.makeRows); err != nil {
		return said(err)
	}
	t.Result = kernel.TaskResult{Subject: t.Project}
	return t.Progress(ctx, i.total, i.total)
}

// said puts what is wrong with a package into the words that people read.
func said(err error) error {
	var p *archive.Problem
	if errors.As(err, &p) {
		return problem.New(problem.Invalid, p.Format, p.Args...).Because(err)
	}
	return err
}

// readerAt reads a file from any place, one reader at a time.
type readerAt struct {
	mu sync.Mutex
	r  io.ReadSeeker
	at int64
}

func (r *readerAt) ReadAt(b []byte, off int64) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.at != off {
		if _, err := r.r.Seek(off, io.SeekStart); err != nil {
			r.at = -1
			return 0, err
		}
	}
	n, err := io.ReadFull(r.r, b)
	r.at = off + int64(n)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}

func init() {
	problem.Teach(map[string]string{
		"The project is not empty. A package can only be taken into a project that holds nothing but what it was set up with.": "Projektet er ikke tomt. En pakke kan kun indlæses i et projekt, der ikke indeholder andet end det, det blev oprettet med.",
		"the file is not a ZIP archive, or it is cut off":                                                                      "filen er ikke et ZIP-arkiv, eller den er afkortet",
		"the file is not a handover package: it has no manifest":                                                               "filen er ikke en afleveringspakke: den har intet manifest",
		"the package is of version %d, and this program reads version %d":                                                      "pakken er af version %d, og dette program læser version %d",
		"the manifest cannot be read":                                                                                          "manifestet kan ikke læses",
		"the archive lists too much content":                                                                                   "arkivets indholdsliste er for lang",
		"the archive holds a name that is not allowed: %s":                                                                     "arkivet indeholder et navn, der ikke er tilladt: %s",
		"the archive holds %s twice":                                                                                           "arkivet indeholder %s to gange",
		"the archive is protected by a password":                                                                               "arkivet er beskyttet med adgangskode",
		"the archive unpacks to more than is read":                                                                             "arkivet fylder udpakket mere, end der læses",
		"%s cannot be unpacked":                                                                                                "%s kan ikke pakkes ud",
		"%s is missing":                                                                                                        "%s mangler",
		"%s does not hold what the manifest says":                                                                              "%s indeholder ikke det, som manifestet siger",
		"%s is in the archive and not in the manifest":                                                                         "%s er i arkivet, men ikke i manifestet",
		"the manifest lists %s twice":                                                                                          "manifestet nævner %s to gange",
		"the manifest's hash of the content is not that of its files":                                                          "manifestets kontrolsum for indholdet passer ikke til filerne",
		"the list of checksums does not agree with the manifest: %s":                                                           "listen af kontrolsummer stemmer ikke med manifestet: %s",
		"the list of checksums lacks %s":                                                                                       "listen af kontrolsummer mangler %s",
		"a table is not written as one row a line":                                                                             "en tabel er ikke skrevet med én række pr. linje",
		"a table holds a row that cannot be read":                                                                              "en tabel indeholder en række, der ikke kan læses",
		"the table %s is not known to this program":                                                                            "tabellen %s kendes ikke af dette program",
		"%s holds a row without an id":                                                                                         "%s indeholder en række uden id",
	})
}
