package kernel

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"log/slog"
	"reflect"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/goccy/go-json"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
)

// Door is the answer of an action that signs somebody in or out: its token
// goes into the cookie and never into the body.
type Door struct {
	Token string    `json:"-"`
	Ends  time.Time `json:"-"`
	Out   bool      `json:"-"`
}

func (d Door) door() Door { return d }

// givesWay is how often an action is done anew that gave way to another: nothing
// of it was kept, and its command is read anew.
const givesWay = 2

// handle carries out an action for a request: who is it, which project, may
// they, is it well formed; then the action; its entry in the history commits
// with what it changed.
func (k *Kernel) handle(a Action) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if a.loopback && !k.onThisMachine(c) {
			return problem.New(problem.NotFound, "")
		}
		body, err := k.body(c)
		if err != nil {
			return err
		}
		e, err := k.entry(c, a)
		if err != nil {
			return err
		}
		if err := k.limits.take(a, e); err != nil {
			return err
		}
		if a.alone {
			if k.unchanged(c, a, e) {
				return nil
			}
			e.Stated = true
		}
		key := c.Get("Idempotency-Key")
		if len(key) > 255 {
			return problem.New(problem.Invalid, "The Idempotency-Key is too long: at most %s characters", "255")
		}
		var done answer
		if a.ahead != nil {
			if done.in, err = k.read(c, a, body); err != nil {
				return err
			}
			if err := a.ahead(c.UserContext(), done.in); err != nil {
				return err
			}
		}
		var who *scope.Scope
		work := func(ctx context.Context) error {
			who = scope.From(ctx)
			if err := k.allow(ctx, a); err != nil {
				return k.named(ctx, err)
			}
			if a.Method != fiber.MethodGet && key != "" && who.Person != uuid.Nil && !a.keepsQuiet() {
				return k.once(ctx, a, key, body, &done, func(ctx context.Context) error { return k.run(ctx, c, a, body, &done) })
			}
			if err := k.run(ctx, c, a, body, &done); err != nil {
				return k.named(ctx, err)
			}
			done.state = db.State(ctx)
			return nil
		}
		err = k.DB.Work(c.UserContext(), e, work)
		for again := 0; again < givesWay && db.GaveWay(err) && a.ahead == nil; again++ {
			done.discard()
			done = answer{}
			err = k.DB.Work(c.UserContext(), e, work)
		}
		if who != nil && who.Person != uuid.Nil {
			c.Locals("person", who.Actor())
		}
		if err != nil {
			done.discard()
			return err
		}
		if who.Session != uuid.Nil && !who.Fresh {
			k.touch(c.UserContext(), e)
		}
		return k.send(c, a, done)
	}
}

// answer is what an action leaves behind for the sending.
type answer struct {
	in     any // the command, where it was read ahead
	status int
	body   []byte
	file   *File
	door   *Door
	state  string // of the project that it was read from, where that is all it comes of
}

func (d *answer) discard() {
	if d.file != nil && d.file.Body != nil {
		d.file.Body.Close()
	}
}

func (k *Kernel) run(ctx context.Context, c *fiber.Ctx, a Action, body []byte, done *answer) error {
	in := done.in
	if in == nil {
		var err error
		if in, err = k.read(c, a, body); err != nil {
			return err
		}
	}
	if a.Method != fiber.MethodGet {
		db.Note(ctx, subject(c, reflect.ValueOf(in).Elem()), []byte("{}"))
	}
	out, err := a.call(ctx, in)
	if err != nil {
		return err
	}
	done.status = a.Status
	switch o := out.(type) {
	case Nothing:
		if done.status == fiber.StatusOK || done.status == fiber.StatusCreated {
			done.status = fiber.StatusNoContent
		}
		return nil
	case *File:
		done.file = o
		return nil
	case interface{ door() Door }:
		d := o.door()
		done.door = &d
	}
	if done.status == fiber.StatusNoContent {
		return nil
	}
	if e, ok := out.(interface{ Encoded() []byte }); ok {
		done.body = e.Encoded()
		return nil
	}
	done.body, err = json.Marshal(out)
	return err
}

// read makes the command of a request, checked.
func (k *Kernel) read(c *fiber.Ctx, a Action, body []byte) (any, error) {
	in := reflect.New(a.In).Interface()
	if err := k.bind(in, body, func(n string) string { return c.Query(n) }, func(n string) string { return c.Params(n) }); err != nil {
		return nil, err
	}
	return in, Validate(in)
}

// subject is what the action is about: the last id of its path, or the id it makes.
func subject(c *fiber.Ctx, in reflect.Value) uuid.UUID {
	names := c.Route().Params
	if len(names) > 0 && names[len(names)-1] != "project" {
		if id, err := uuid.Parse(c.Params(names[len(names)-1])); err == nil {
			return id
		}
	}
	if f := in.FieldByName("ID"); f.IsValid() {
		if id, ok := f.Interface().(uuid.UUID); ok {
			return id
		}
	}
	return uuid.Nil
}

func (k *Kernel) entry(c *fiber.Ctx, a Action) (db.Entry, error) {
	e := db.Entry{Kind: scope.Person, Request: c.Locals("request").(uuid.UUID), Action: a.Name, Origin: "web", Language: language(c), Now: k.Clock.Now(),
		Address: k.address(c), Agent: clip(c.Get(fiber.HeaderUserAgent), 300), ReadOnly: a.Method == fiber.MethodGet, Token: k.presented(c)}
	if c.Get("Device") != "" {
		e.Origin, e.Device = "tablet", clip(c.Get("Device"), 100)
	}
	if at := c.Get("Captured-At"); at != "" {
		t, err := time.Parse(time.RFC3339Nano, at)
		if err != nil {
			return e, problem.New(problem.Invalid, "Captured-At is not a time such as 2026-04-20T10:42:00Z")
		}
		e.Captured = t
		if ms, err := strconv.Atoi(c.Get("Clock-Offset")); err == nil {
			e.Offset = time.Duration(ms) * time.Millisecond
		}
	}
	if a.OfProject() {
		id, err := uuid.Parse(c.Params("project"))
		if err != nil || len(c.Params("project")) != 36 {
			if e.Token == nil {
				return e, problem.New(problem.SignedOut, "")
			}
			return e, problem.New(problem.NotFound, "")
		}
		e.Project = id
	}
	return e, nil
}

// presented is the hash of the session or token that the client shows.
func (k *Kernel) presented(c *fiber.Ctx) []byte {
	token := c.Cookies(k.cookie())
	if bearer, ok := strings.CutPrefix(c.Get(fiber.HeaderAuthorization), "Bearer "); ok {
		token = strings.TrimSpace(bearer)
	}
	if token == "" || len(token) > 200 {
		return nil
	}
	return Hash(token)
}

// Hash is the form in which a secret that was given out is kept.
func Hash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

func (k *Kernel) cookie() string {
	if k.Set.Secure {
		return "__Host-cxweb"
	}
	return "cxweb"
}

func (k *Kernel) touch(ctx context.Context, e db.Entry) {
	e.ReadOnly, e.Project, e.Action, e.Request = false, uuid.Nil, "kernel.touch", uuid.Must(uuid.NewV7())
	if err := k.DB.Work(ctx, e, k.signIn.Touch); err != nil {
		slog.WarnContext(ctx, "a session could not be touched", "error", err)
	}
}

// body reads a JSON body no longer than the limit.
func (k *Kernel) body(c *fiber.Ctx) ([]byte, error) {
	if c.Method() == fiber.MethodGet {
		return nil, nil
	}
	if int64(c.Request().Header.ContentLength()) > k.Set.BodyLimit {
		c.Context().SetConnectionClose() // the rest of the body is not read
		return nil, problem.New(problem.TooLarge, "The request is larger than %d MB", k.Set.BodyLimit>>20)
	}
	var body []byte
	if stream := c.Context().RequestBodyStream(); stream != nil {
		var err error
		if body, err = io.ReadAll(io.LimitReader(stream, k.Set.BodyLimit+1)); err != nil {
			return nil, problem.New(problem.Invalid, "The request ended too early").Because(err)
		}
	} else {
		body = bytes.Clone(c.Body())
	}
	if int64(len(body)) > k.Set.BodyLimit {
		return nil, problem.New(problem.TooLarge, "The request is larger than %d MB", k.Set.BodyLimit>>20)
	}
	if len(body) > 0 && !strings.HasPrefix(strings.ToLower(c.Get(fiber.HeaderContentType)), "application/json") {
		return nil, problem.New(problem.Invalid, "The body must be sent as application/json")
	}
	return body, nil
}

func (k *Kernel) send(c *fiber.Ctx, a Action, done answer) error {
	if done.door != nil {
		k.setCookie(c, *done.door)
	}
	if done.file != nil {
		return k.sendFile(c, done.file)
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Status(done.status)
	if len(done.body) == 0 {
		return nil
	}
	c.Set(fiber.HeaderContentType, "application/json; charset=utf-8")
	if a.Method == fiber.MethodGet && k.tag(c, done) {
		return c.SendStatus(fiber.StatusNotModified)
	}
	return c.Send(done.body)
}

func (k *Kernel) setCookie(c *fiber.Ctx, d Door) {
	cookie := &fiber.Cookie{Name: k.cookie(), Value: d.Token, Path: "/", HTTPOnly: true, Secure: k.Set.Secure, SameSite: fiber.CookieSameSiteLaxMode, Expires: d.Ends}
	if d.Out {
		cookie.Value, cookie.Expires = "", time.Unix(1, 0)
	}
	c.Cookie(cookie)
}

// fail answers an error as problem details in the reader's language; what is
// not a problem is logged whole and told as internal.
func (k *Kernel) fail(c *fiber.Ctx, err error) error {
	k.protect(c) // also what was refused before it was a request
	var p *problem.Problem
	if e := (*fiber.Error)(nil); errors.As(err, &e) {
		switch {
		case e.Code == fiber.StatusRequestEntityTooLarge:
			p = problem.New(problem.TooLarge, "")
		case e.Code == fiber.StatusMethodNotAllowed || e.Code == fiber.StatusNotFound:
			p = problem.New(problem.NotFound, "")
		case e.Code < 500:
			p = problem.New(problem.Invalid, "").Because(err)
		}
	}
	if p == nil {
		p = problem.Of(err)
	}
	reference, _ := c.Locals("request").(uuid.UUID)
	if p.Kind == problem.Internal {
		slog.ErrorContext(c.UserContext(), "an action failed", "request", reference, "path", c.Path(), "error", err)
	} else if p.Kind == problem.Denied || p.Kind == problem.Unavailable {
		slog.WarnContext(c.UserContext(), "refused", "request", reference, "person", c.Locals("person"), "path", c.Path(), "error", err)
	}
	if p.After > 0 {
		c.Set(fiber.HeaderRetryAfter, strconv.Itoa(p.After))
	}
	body, err := json.Marshal(p.In(language(c), c.Path(), reference.String()))
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/problem+json; charset=utf-8")
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.Status(p.Status()).Send(body)
}

// recovered turns a panic into an internal problem with its stack in the log.
func (k *Kernel) recovered(c *fiber.Ctx) (err error) {
	defer func() {
		if r := recover(); r != nil {
			slog.ErrorContext(c.UserContext(), "panic", "value", r, "path", c.Path(), "stack", string(debug.Stack()))
			err = problem.New(problem.Internal, "")
		}
	}()
	return c.Next()
}

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// NewID is the id that a client made for a new thing, or one of ours.
func NewID(id uuid.UUID) uuid.UUID {
	if id == uuid.Nil {
		return uuid.Must(uuid.NewV7())
	}
	return id
}
