package kernel

import (
	"net/netip"
	"strings"

	"cxweb/platform/problem"

	"github.com/gofiber/fiber/v2"
)

// policy is what a page may load: everything from here, no script within the
// page, nothing from elsewhere. Styles within the page are allowed because the
// grid, the charts and the first paint place things by them; they cannot act.
const policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// protect gives an answer, whatever it is, the headers that tell browsers what
// they may do with it.
func (k *Kernel) protect(c *fiber.Ctx) {
	c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	c.Set(fiber.HeaderReferrerPolicy, "same-origin")
	c.Set(fiber.HeaderXFrameOptions, "DENY")
	c.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Set("Cross-Origin-Resource-Policy", "same-origin")
	c.Set("Permissions-Policy", "camera=(self), microphone=(self), geolocation=(self)")
	c.Set(fiber.HeaderContentSecurityPolicy, policy)
	if k.Set.Secure {
		c.Set(fiber.HeaderStrictTransportSecurity, "max-age=31536000; includeSubDomains")
	}
}

// overTLS refuses what did not come through the proxy in front, or came to it
// in the clear. Pages are shown the way instead; programs are not, for they
// would go on sending their token in the clear.
func (k *Kernel) overTLS(c *fiber.Ctx) error {
	if len(k.Set.Proxies) == 0 || c.Path() == "/healthz" || c.Path() == "/readyz" {
		return c.Next()
	}
	remote := k.remote(c)
	if !k.isProxy(remote) {
		return problem.New(problem.Denied, "Come by %s", k.Set.PublicURL)
	}
	if !k.Set.Secure || !strings.EqualFold(c.Get(fiber.HeaderXForwardedProto), "http") {
		return c.Next()
	}
	if (c.Method() == fiber.MethodGet || c.Method() == fiber.MethodHead) && !strings.HasPrefix(c.Path(), "/api") {
		return c.Redirect(strings.TrimSuffix(k.Set.PublicURL, "/")+c.OriginalURL(), fiber.StatusPermanentRedirect)
	}
	return problem.New(problem.Denied, "Use %s. What was sent in the clear counts as known to others: replace the token.", k.Set.PublicURL)
}

// address is the client's. Where a proxy is in front, it is the last one that
// the proxy wrote down: those before it are the client's own words.
func (k *Kernel) address(c *fiber.Ctx) string {
	remote := k.remote(c)
	if all := c.Request().Header.PeekAll(fiber.HeaderXForwardedFor); len(all) > 0 && k.isProxy(remote) {
		parts := strings.Split(string(all[len(all)-1]), ",")
		if told, err := netip.ParseAddr(strings.TrimSpace(parts[len(parts)-1])); err == nil {
			return told.Unmap().WithZone("").String()
		}
	}
	return remote.String()
}

// remote is who is at the other end of the connection.
func (k *Kernel) remote(c *fiber.Ctx) netip.Addr {
	ip, _ := netip.AddrFromSlice(c.Context().RemoteIP())
	return ip.Unmap()
}

func (k *Kernel) isProxy(a netip.Addr) bool {
	for _, p := range k.Set.Proxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// onThisMachine reports whether a request was made on this machine, by its own
// name: not through a proxy, and not by a page of another site whose name was
// made to lead here.
func (k *Kernel) onThisMachine(c *fiber.Ctx) bool {
	a, err := netip.ParseAddr(k.address(c))
	if err != nil || !a.IsLoopback() {
		return false
	}
	host := string(c.Request().Host())
	if at := strings.LastIndexByte(host, ':'); at > strings.LastIndexByte(host, ']') {
		host = host[:at]
	}
	named, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return host == "localhost" || err == nil && named.IsLoopback()
}

func init() {
	problem.Teach(map[string]string{
		"Come by %s": "Kom via %s",
		"Use %s. What was sent in the clear counts as known to others: replace the token.": "Brug %s. Det, der blev sendt ukrypteret, må anses for kendt af andre: udskift nøglen.",
	})
}
