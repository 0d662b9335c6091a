package kernel

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/url"
	"strconv"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/files"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/goccy/go-json"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// File is an answer that is a file. It is sent as an attachment, unless Show
// is set and its type can do no harm.
type File struct {
	Name      string
	MediaType string
	Size      int64
	SHA256    string
	Show      bool
	Fresh     bool // is asked for anew each time, because it changes
	Body      io.ReadSeekCloser
}

// StoredFile is a project's file: its name and the hash under which its bytes lie.
type StoredFile struct {
	bun.BaseModel `bun:"table:platform.files,alias:f" json:"-"`
	ID            uuid.UUID `bun:",pk" json:"id"`
	SHA256        string    `bun:"sha256" json:"sha256"`
	Name          string    `json:"name"`
	Size          int64     `json:"size"`
	MediaType     string    `json:"media_type"`
	Area          string    `json:"-"` // whoever may view this area may read it; empty: every member
}

// FindFile returns a file of the project under way that one may read.
func FindFile(ctx context.Context, id uuid.UUID) (*StoredFile, error) {
	f := new(StoredFile)
	if err := db.On(ctx).NewSelect().Model(f).Where("id = ?", id).Scan(ctx); err != nil {
		return nil, err
	}
	if f.Area != "" && !scope.From(ctx).May(f.Area, "view") {
		return nil, problem.New(problem.NotFound, "")
	}
	return f, nil
}

// KeepFile records stored files in the project under way.
func KeepFile(ctx context.Context, files ...*StoredFile) error {
	if len(files) == 0 {
		return nil
	}
	_, err := db.On(ctx).NewInsert().Model(&files).Exec(ctx)
	return err
}

// Photos are taken up to this size, and kept with at most this many pixels a
// side, without what the camera wrote beside the picture.
const (
	photoLimit = 40 << 20
	photoSide  = 4096
)

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
	may := func(ctx context.Context) error {
		if err := k.allow(ctx, a); err != nil {
			return err
		}
		for _, area := range Areas {
			if s := scope.From(ctx); s.May(area, "create") || s.May(area, "edit") {
				return nil
			}
		}
		return Lacks("registers", "create")
	}
	check := e
	check.ReadOnly = true
	if err := k.DB.Work(c.UserContext(), check, may); err != nil {
		return err
	}
	if n := c.Request().Header.ContentLength(); int64(n) > k.Set.FileLimit {
		c.Context().SetConnectionClose() // the rest of the file is not read
		return problem.New(problem.TooLarge, "The file is larger than %d MB", k.Set.FileLimit>>20)
	}
	var body io.Reader = c.Context().RequestBodyStream()
	if c.Context().RequestBodyStream() == nil {
		body = bytes.NewReader(c.Body())
	}
	if c.Query("photo") == "true" {
		photo, err := files.CleanPhoto(io.LimitReader(body, photoLimit), photoSide)
		if err != nil {
			return problem.New(problem.Invalid, "The picture cannot be read, or is too large").Because(err)
		}
		body = bytes.NewReader(photo)
	}
	// A large file takes longer than an ordinary request may.
	stored, err := k.Files.Put(context.WithoutCancel(c.UserContext()), body, k.Set.FileLimit)
	if err != nil {
		return fileProblem(err, k.Set.FileLimit)
	}
	if stored.Size == 0 {
		return problem.New(problem.Invalid, "The file is empty")
	}
	f := &StoredFile{ID: uuid.Must(uuid.NewV7()), SHA256: stored.SHA256, Name: safeName(c.Query("name")), Size: stored.Size, MediaType: stored.MediaType}
	if err := k.DB.Work(context.WithoutCancel(c.UserContext()), e, func(ctx context.Context) error {
		if err := may(ctx); err != nil {
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

// safeName keeps of a name what every system can keep, without its folders.
func safeName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || strings.ContainsRune(`<>:"|?*`, r) {
			return '_'
		}
		return r
	}, name)
	name = strings.Trim(name, " .")
	if name == "" {
		name = "file"
	}
	if r := []rune(name); len(r) > 200 {
		name = string(r[:150]) + string(r[len(r)-50:])
	}
	return name
}

// shown are the types that a browser may show: they hold no script.
var shown = map[string]bool{"image/jpeg": true, "image/png": true, "image/webp": true, "image/gif": true, pdf: true}

const pdf = "application/pdf"

func (k *Kernel) sendFile(c *fiber.Ctx, f *File) error {
	kind := "attachment"
	if f.Show && shown[f.MediaType] {
		kind = "inline"
	}
	c.Set(fiber.HeaderContentType, f.MediaType)
	c.Set(fiber.HeaderContentDisposition, fmt.Sprintf("%s; filename=%q; filename*=UTF-8''%s", kind, ascii(f.Name), url.PathEscape(f.Name)))
	policy := "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:"
	if f.MediaType != pdf { // the browsers' own viewers do not open in a sandbox
		policy = "sandbox; " + policy
	}
	c.Set(fiber.HeaderContentSecurityPolicy, policy)
	c.Set(fiber.HeaderCacheControl, "private, max-age=86400, immutable")
	if f.Fresh {
		c.Set(fiber.HeaderCacheControl, "private, no-cache")
	}
	c.Set(fiber.HeaderAcceptRanges, "bytes")
	if f.SHA256 != "" {
		c.Set(fiber.HeaderETag, `"`+f.SHA256+`"`)
		if c.Get(fiber.HeaderIfNoneMatch) == `"`+f.SHA256+`"` {
			f.Body.Close()
			return c.SendStatus(fiber.StatusNotModified)
		}
	}
	size := f.Size
	if first, last, ok := byteRange(c.Get(fiber.HeaderRange), f.Size); ok {
		if _, err := f.Body.Seek(first, io.SeekStart); err != nil {
			f.Body.Close()
			return err
		}
		size = last - first + 1
		c.Set(fiber.HeaderContentRange, fmt.Sprintf("bytes %d-%d/%d", first, last, f.Size))
		c.Status(fiber.StatusPartialContent)
	}
	c.Context().SetBodyStream(struct {
		io.Reader
		io.Closer
	}{io.LimitReader(f.Body, size), f.Body}, int(size))
	return nil
}

// byteRange reads a Range header of one range; anything else is answered whole.
func byteRange(header string, size int64) (first, last int64, ok bool) {
	text, found := strings.CutPrefix(header, "bytes=")
	from, to, dash := strings.Cut(text, "-")
	if !found || !dash || strings.Contains(text, ",") || size == 0 {
		return 0, 0, false
	}
	last = size - 1
	if from == "" {
		n, err := strconv.ParseInt(to, 10, 64)
		if err != nil || n <= 0 {
			return 0, 0, false
		}
		return max(0, size-n), last, true
	}
	first, err := strconv.ParseInt(from, 10, 64)
	if err != nil || first < 0 || first >= size {
		return 0, 0, false
	}
	if to != "" {
		n, err := strconv.ParseInt(to, 10, 64)
		if err != nil || n < first {
			return 0, 0, false
		}
		last = min(last, n)
	}
	return first, last, true
}

func ascii(name string) string {
	return strings.Map(func(r rune) rune {
		if r > 126 || r == '"' || r == '\\' {
			return '_'
		}
		return r
	}, name)
}

// TypeByName is the media type that a name's ending stands for.
func TypeByName(name string) string {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		if t := mime.TypeByExtension(strings.ToLower(name[i:])); t != "" {
			return t
		}
	}
	return "application/octet-stream"
}

func init() {
	problem.Teach(map[string]string{
		"The file is larger than %d MB":                               "Filen er større end %d MB",
		"The picture cannot be read, or is too large":                 "Billedet kan ikke læses eller er for stort",
		"The file is empty":                                           "Filen er tom",
		"The upload ended too early. Try again.":                      "Overførslen sluttede for tidligt. Prøv igen.",
		"The file cannot be stored right now. Try again in a moment.": "Filen kan ikke gemmes lige nu. Prøv igen om lidt.",
	})
}

func fileProblem(err error, limit int64) error {
	if errors.Is(err, files.ErrTooLarge) {
		return problem.New(problem.TooLarge, "The file is larger than %d MB", limit>>20).Because(err)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return problem.New(problem.Invalid, "The upload ended too early. Try again.").Because(err)
	}
	return problem.New(problem.Unavailable, "The file cannot be stored right now. Try again in a moment.").Because(err)
}
