package certificate

import (
	"net"
	"net/http"
	"strings"
	"time"
)

// Plain is what answers plain HTTP beside a program that is served over TLS: it
// shows browsers the way to the same page there, and refuses everything else,
// for a program that sent its token in the clear must learn of it. The
// authority's questions are answered too.
func (s *Source) Plain(publicURL string) *http.Server {
	var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead || strings.HasPrefix(r.URL.Path, "/api") || !strings.HasPrefix(r.RequestURI, "/") {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.Header().Set("X-Content-Type-Options", "nosniff")
			w.Header().Set("Connection", "close")
			w.WriteHeader(http.StatusForbidden)
			_, _ = w.Write([]byte("Use " + publicURL + ". What was sent here in the clear counts as known to others: replace the token.\n"))
			return
		}
		http.Redirect(w, r, strings.TrimSuffix(publicURL, "/")+r.RequestURI, http.StatusPermanentRedirect) //nolint:gosec // to our own address; only path and query are the asker's
	})
	if s.acme != nil {
		asked := s.acme.HTTPHandler(h)
		h = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if name, _, err := net.SplitHostPort(r.Host); err == nil {
				r.Host = name // the port may be forwarded; names are known without one
			}
			asked.ServeHTTP(w, r)
		})
	}
	return &http.Server{Handler: h, ReadTimeout: 10 * time.Second, WriteTimeout: 10 * time.Second, IdleTimeout: 30 * time.Second, MaxHeaderBytes: 16 << 10}
}
