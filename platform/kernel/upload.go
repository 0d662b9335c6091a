package kernel

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/files"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/goccy/go-json"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
)

// photoSide is how many pixels a photo keeps a side.
const photoSide = 4096

// upload streams a file into the store and then records it: rights are checked
// before the first byte is read and again when the record is made.
func (k *Kernel) upload(c *fiber.Ctx) error {
	a := named("files", uploadAction)
	e, err := k.entry(c, a)
	if err != nil {
		return err
	}
	if err := k.limits.take(a, e); err != nil {
		return err
	}
	check := e
	check.ReadOnly = true
	if err := k.DB.Work(c.UserContext(), check, func(ctx context.Context) error {
		if err := k.mayUpload(ctx); err != nil {
			return err
		}
		return k.hasRoom(ctx, int64(c.Request().Header.ContentLength()))
	}); err != nil {
		return err
	}
	if n := c.Request().Header.ContentLength(); int64(n) > k.Set.FileLimit {
		c.Context().SetConnectionClose() // the rest of the file is not read
		return problem.New(problem.TooLarge, "The file is larger than %d MB", k.Set.FileLimit>>20)
	}
	// A large file takes longer than an ordinary request may.
	ctx := context.WithoutCancel(c.UserContext())
	f, err := k.receive(ctx, c)
	if err != nil {
		return err
	}
	if err := k.DB.Work(ctx, e, func(ctx context.Context) error {
		if err := k.mayUpload(ctx); err != nil {
			return err
		}
		db.Note(ctx, f.ID, []byte("{}"))
		return KeepFile(ctx, f)
	}); err != nil {
		return err
	}
	answer, err := json.Marshal(f)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/json; charset=utf-8")
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.Status(fiber.StatusCreated).Send(answer)
}

// mayUpload lets in who may make or change anything in the project.
func (k *Kernel) mayUpload(ctx context.Context) error {
	if err := k.allow(ctx, uploadAction); err != nil {
		return err
	}
	for _, area := range Areas {
		if s := scope.From(ctx); s.May(area, "create") || s.May(area, "edit") {
			return nil
		}
	}
	return Lacks("registers", "create")
}

// hasRoom refuses a file that would be more than a project may hold. Several at
// once may each find room; they are looked at again with the next.
func (k *Kernel) hasRoom(ctx context.Context, size int64) error {
	if k.Set.ProjectLimit == 0 {
		return nil
	}
	var held int64
	if err := db.On(ctx).NewRaw("select coalesce(sum(size), 0) from platform.files where project = platform.project()").Scan(ctx, &held); err != nil {
		return err
	}
	if held+max(size, 1) > k.Set.ProjectLimit {
		return problem.New(problem.TooLarge, "The project may hold %d GB of files, and they are used up. The operator can give it more.", k.Set.ProjectLimit>>30)
	}
	return nil
}

// receive takes the bytes of an upload into the store: of a kind that is taken
// in, and as its name says; a picture written anew.
func (k *Kernel) receive(ctx context.Context, c *fiber.Ctx) (*StoredFile, error) {
	var body io.Reader = c.Context().RequestBodyStream()
	if c.Context().RequestBodyStream() == nil {
		body = bytes.NewReader(c.Body())
	}
	name := files.SafeName(c.Query("name"))
	begun := bufio.NewReaderSize(body, 4<<10)
	head, err := begun.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fileProblem(err, k.Set.FileLimit)
	}
	if len(head) == 0 {
		return nil, problem.New(problem.Invalid, "The file is empty")
	}
	body = begun
	told := files.Sniff(head)
	switch {
	case c.Query("photo") == "true":
		photo, err := files.CleanPhoto(begun, photoSide)
		if err != nil {
			return nil, problem.New(problem.Invalid, "The picture cannot be read, or is too large").Because(err)
		}
		body, told, name = bytes.NewReader(photo), "image/jpeg", ending(name, ".jpg")
	case files.IsPicture(told) && c.Query("keep") != "true":
		if _, _, err := files.KindOf(name, told); err != nil {
			return nil, kindProblem(err, name)
		}
		clean, other, err := files.Clean(begun)
		if err != nil {
			return nil, problem.New(problem.Invalid, "The picture cannot be read, or is too large").Because(err)
		}
		if body = bytes.NewReader(clean); other != "" {
			told, name = "image/png", ending(name, other)
		}
	}
	kind, _, err := files.KindOf(name, told)
	if err != nil {
		return nil, kindProblem(err, name)
	}
	limit := k.Set.FileLimit
	if kind.Limit > 0 {
		limit = min(limit, kind.Limit)
	}
	stored, err := k.Files.Put(ctx, body, limit)
	if err != nil {
		return nil, fileProblem(err, limit)
	}
	if _, name, err = files.KindOf(name, stored.MediaType); err != nil {
		return nil, kindProblem(err, name)
	}
	f := &StoredFile{ID: uuid.Must(uuid.NewV7()), SHA256: stored.SHA256, Name: name, Size: stored.Size, MediaType: stored.MediaType}
	return f, k.scanUpload(ctx, f)
}

// ending gives a name another ending.
func ending(name, to string) string {
	return strings.TrimSuffix(name, path.Ext(name)) + to
}

func kindProblem(err error, name string) error {
	if errors.Is(err, files.ErrOtherKind) {
		return problem.New(problem.Invalid, "The content of %s is not what the ending of its name says", name).Because(err)
	}
	return problem.New(problem.Invalid, "Files of this kind are not taken in. These are: %s", strings.Join(files.Endings(), " ")).Because(err)
}

func init() {
	problem.Teach(map[string]string{
		"The picture cannot be read, or is too large":                                               "Billedet kan ikke læses eller er for stort",
		"The project may hold %d GB of files, and they are used up. The operator can give it more.": "Projektet må rumme %d GB filer, og de er brugt. Driften kan give det mere.",
		"The file is empty": "Filen er tom",
		"The content of %s is not what the ending of its name says": "Indholdet af %s er ikke det, som endelsen på navnet siger",
		"Files of this kind are not taken in. These are: %s":        "Filer af denne slags modtages ikke. Disse gør: %s",
	})
}
