package kernel

import (
	"context"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/goccy/go-json"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
)

// routes builds the HTTP side: guards, every action, the kernel's own answers, the web UI.
func (k *Kernel) routes() *fiber.App {
	app := fiber.New(fiber.Config{
		AppName: "CXweb", DisableStartupMessage: true, Immutable: true,
		StreamRequestBody: true, DisablePreParseMultipartForm: true, BodyLimit: int(k.Set.BodyLimit),
		ReadTimeout: 5 * time.Minute, IdleTimeout: 75 * time.Second, ReadBufferSize: 16 << 10,
		JSONEncoder: json.Marshal, ErrorHandler: k.fail, ServerHeader: "", UnescapePath: false, CaseSensitive: true,
	})
	app.Use(k.prepare, k.recovered, k.overTLS, k.guard)
	app.Get("/healthz", func(c *fiber.Ctx) error { return c.JSON(fiber.Map{"status": "ok", "version": k.Set.Version}) })
	app.Get("/readyz", k.ready)
	app.Get("/metrics", k.serveMetrics)
	app.Get("/openapi.json", func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderContentType, "application/json; charset=utf-8")
		return c.Send(k.OpenAPI())
	})
	app.Get("/.well-known/security.txt", k.serveContact)
	app.Post("/api/projects/:project/files", k.upload)
	app.Get("/api/projects/:project/live", k.stream)
	for _, a := range k.actions {
		if a.call != nil {
			app.Add(a.Method, "/api"+a.Path, k.handle(a))
		}
	}
	app.Use("/api", func(*fiber.Ctx) error { return problem.New(problem.NotFound, "") })
	k.serveWeb(app)
	return app
}

// prepare gives the request its id and its time limit, and every answer its guards.
func (k *Kernel) prepare(c *fiber.Ctx) error {
	id := uuid.Must(uuid.NewV7())
	c.Locals("request", id)
	begun := time.Now()
	ctx, cancel := context.WithTimeout(c.UserContext(), 30*time.Second)
	defer cancel()
	c.SetUserContext(ctx)
	c.Set("X-Request-Id", id.String())
	k.protect(c)
	err := c.Next()
	if err != nil {
		err = k.fail(c, err)
	}
	k.metrics.count(c, time.Since(begun))
	return err
}

// guard refuses changing requests that another site had a browser send.
func (k *Kernel) guard(c *fiber.Ctx) error {
	switch c.Method() {
	case fiber.MethodGet, fiber.MethodHead:
		return c.Next()
	case fiber.MethodPost, fiber.MethodPut, fiber.MethodPatch, fiber.MethodDelete:
	default:
		return problem.New(problem.NotFound, "")
	}
	switch c.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return c.Next()
	case "":
	default:
		return problem.New(problem.Denied, "The request came from another site")
	}
	if origin := c.Get(fiber.HeaderOrigin); origin != "" {
		_, host, _ := strings.Cut(origin, "://")
		if host != string(c.Request().Host()) {
			return problem.New(problem.Denied, "The request came from another site")
		}
	}
	return c.Next()
}

func (k *Kernel) ready(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), 2*time.Second)
	defer cancel()
	err := k.DB.Work(ctx, db.Entry{Kind: scope.Kernel, Request: c.Locals("request").(uuid.UUID), Action: "kernel.ready", Origin: "job", Now: k.Clock.Now(), ReadOnly: true}, func(ctx context.Context) error {
		var one int
		return db.On(ctx).NewRaw("select 1").Scan(ctx, &one)
	})
	if err != nil {
		return problem.New(problem.Unavailable, "The database does not answer").Because(err)
	}
	return c.JSON(fiber.Map{"status": "ready"})
}

// language is the reader's: Danish unless English is asked for first.
func language(c *fiber.Ctx) string {
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(c.Get(fiber.HeaderAcceptLanguage))), "en") {
		return "en"
	}
	return "da"
}
