package kernel

import (
	"io/fs"
	"path"
	"strings"

	"cxweb/platform/problem"

	"github.com/gofiber/fiber/v2"
)

// serveWeb serves the built web UI: files with a hash in their name for ever,
// the page itself for every address that is one of its screens.
func (k *Kernel) serveWeb(app *fiber.App) {
	if k.Set.Web == nil {
		return
	}
	page, err := fs.ReadFile(k.Set.Web, "index.html")
	if err != nil {
		return
	}
	app.Get("/*", func(c *fiber.Ctx) error {
		name := strings.TrimPrefix(path.Clean(c.Path()), "/")
		if name == "" || !strings.Contains(path.Base(name), ".") {
			c.Set(fiber.HeaderContentType, "text/html; charset=utf-8")
			c.Set(fiber.HeaderCacheControl, "no-cache")
			return c.Send(page)
		}
		return k.asset(c, name)
	})
}

func (k *Kernel) asset(c *fiber.Ctx, name string) error {
	sent := name
	for ending, encoding := range map[string]string{".br": "br", ".gz": "gzip"} {
		if _, err := fs.Stat(k.Set.Web, name+ending); err == nil && strings.Contains(c.Get(fiber.HeaderAcceptEncoding), encoding) && (sent == name || encoding == "br") {
			sent = name + ending
			c.Set(fiber.HeaderContentEncoding, encoding)
		}
	}
	body, err := fs.ReadFile(k.Set.Web, sent)
	if err != nil {
		return problem.New(problem.NotFound, "")
	}
	c.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	c.Set(fiber.HeaderContentType, TypeByName(name))
	c.Set(fiber.HeaderCacheControl, "no-cache")
	if strings.HasPrefix(name, "assets/") {
		c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	}
	return c.Send(body)
}
