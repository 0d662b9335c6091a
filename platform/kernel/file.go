package kernel

import (
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
	Area          string    `json:"-"`                       // whoever may view this area may read it; empty: every member
	Checked       string    `bun:",scanonly" json:"checked"` // for viruses: clean, infected or unchecked
}

// FindFile returns a file of the project under way that one may read. One that
// holds a virus is locked away from everybody.
func FindFile(ctx context.Context, id uuid.UUID) (*StoredFile, error) {
	f := new(StoredFile)
	if err := db.On(ctx).NewSelect().Model(f).ColumnExpr("?TableColumns, platform.verdict(f.sha256) as checked").Where("id = ?", id).Scan(ctx); err != nil {
		return nil, err
	}
	if f.Area != "" && !scope.From(ctx).May(f.Area, "view") {
		return nil, problem.New(problem.NotFound, "")
	}
	if f.Checked == infected {
		return nil, problem.New(problem.Denied, "The file holds a virus and is locked away")
	}
	return f, nil
}

// KeepFile records stored files in the project under way.
func KeepFile(ctx context.Context, all ...*StoredFile) error {
	if len(all) == 0 {
		return nil
	}
	for _, f := range all {
		f.Name = files.SafeName(f.Name) // it may come out of a package
	}
	_, err := db.On(ctx).NewInsert().Model(&all).Exec(ctx)
	return err
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
	c.Set(fiber.HeaderContentDisposition, disposition(kind, f.Name))
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
	c.Context().SetBodyStream(sending{io.LimitReader(f.Body, size), f.Body}, int(size))
	return nil
}

// sending is the body of a file on its way, in larger pieces than the server takes by itself.
type sending struct {
	io.Reader
	io.Closer
}

// WriteTo implements io.WriterTo.
func (s sending) WriteTo(w io.Writer) (int64, error) {
	return io.CopyBuffer(struct{ io.Writer }{w}, s.Reader, make([]byte, 1<<16))
}

// disposition says how a file is to be taken and what it is called: in letters
// that every browser reads, and as it is (RFC 6266 and 8187).
func disposition(kind, name string) string {
	return fmt.Sprintf("%s; filename=%q; filename*=UTF-8''%s", kind, ascii(name), strings.ReplaceAll(url.QueryEscape(name), "+", "%20"))
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
		if r < ' ' || r > 126 || r == '"' || r == '\\' {
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
