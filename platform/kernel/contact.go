package kernel

import (
	"fmt"
	"strings"
	"time"

	"cxweb/platform/problem"

	"github.com/gofiber/fiber/v2"
)

// contactHolds is for how long what is said there may be believed.
const contactHolds = 180 * 24 * time.Hour

// serveContact says where finders of faults write to (RFC 9116).
func (k *Kernel) serveContact(c *fiber.Ctx) error {
	if k.Set.Contact == "" {
		return problem.New(problem.NotFound, "")
	}
	until := k.Clock.Now().UTC().Truncate(24 * time.Hour).Add(contactHolds)
	c.Set(fiber.HeaderContentType, "text/plain; charset=utf-8")
	c.Set(fiber.HeaderCacheControl, "public, max-age=86400")
	return c.SendString(fmt.Sprintf("Contact: %s\nExpires: %s\nPreferred-Languages: da, en\nCanonical: %s/.well-known/security.txt\n",
		k.Set.Contact, until.Format(time.RFC3339), strings.TrimSuffix(k.Set.PublicURL, "/")))
}
