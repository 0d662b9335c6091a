package kernel

import (
	"strconv"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/cespare/xxhash/v2"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
)

// An answer's tag is the hash of its bytes and, where it comes of its project
// alone, of what it came of: W/"bytes.source". Whoever shows a source that has
// not changed is told so before anything is read; and whoever shows bytes that
// have not, although something else in the project has, is spared the bytes.

// tag sets an answer's tag, and tells whether the client has it already.
func (k *Kernel) tag(c *fiber.Ctx, done answer) bool {
	bytes := strconv.FormatUint(xxhash.Sum64(done.body), 36)
	before, _ := had(c)
	k.setTag(c, bytes, k.source(c, done.state))
	return before == bytes
}

func (k *Kernel) setTag(c *fiber.Ctx, bytes, source string) {
	tag := `"` + bytes + `"`
	if source != "" {
		tag = `W/"` + bytes + "." + source + `"`
	}
	c.Set(fiber.HeaderETag, tag)
	c.Set(fiber.HeaderCacheControl, "private, no-cache")
}

// had are the parts of the tag that a client shows.
func had(c *fiber.Ctx) (bytes, source string) {
	tag := strings.TrimPrefix(c.Get(fiber.HeaderIfNoneMatch), "W/")
	bytes, source, _ = strings.Cut(strings.Trim(tag, `"`), ".")
	return bytes, source
}

// source is what an answer came of: the state of its project, what was asked
// for, in which language, and the program that answered. Empty: of more than that.
func (k *Kernel) source(c *fiber.Ctx, state string) string {
	if state == "" {
		return ""
	}
	return strconv.FormatUint(xxhash.Sum64String(strings.Join([]string{state, c.OriginalURL(), language(c), k.born}, "\x00")), 36)
}

// unchanged answers a request for what the client has already, if neither its
// project nor who asks has changed since. Any doubt is left to the full way.
func (k *Kernel) unchanged(c *fiber.Ctx, a Action, e db.Entry) bool {
	bytes, source := had(c)
	if source == "" {
		return false
	}
	ctx := c.UserContext()
	s, state, err := k.DB.State(ctx, e)
	if err != nil || s.Barred || k.source(c, state) != source || k.allow(scope.With(ctx, s), a) != nil {
		return false
	}
	c.Locals("person", s.Actor())
	if s.Session != uuid.Nil && !s.Fresh {
		k.touch(ctx, e)
	}
	k.setTag(c, bytes, source)
	c.Status(fiber.StatusNotModified)
	return true
}
