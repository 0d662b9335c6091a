package kernel

import (
	"crypto/subtle"
	"strconv"
	"strings"
	"time"

	"cxweb/platform/problem"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/adaptor"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

type metrics struct {
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	handler  fiber.Handler
}

func newMetrics(k *Kernel) *metrics {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "cxweb_requests_total", Help: "Requests by route and status."}, []string{"route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "cxweb_request_seconds", Help: "Time to answer by route.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}}, []string{"route"}),
	}
	k.registry.MustRegister(m.requests, m.seconds, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	k.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "cxweb_database_connections_in_use", Help: "Connections of the pool in use."},
		func() float64 { return float64(k.DB.DB.DB.Stats().InUse) }))
	m.handler = adaptor.HTTPHandler(promhttp.HandlerFor(k.registry, promhttp.HandlerOpts{}))
	return m
}

func (m *metrics) count(c *fiber.Ctx, took time.Duration) {
	route := c.Method() + " " + c.Route().Path
	m.requests.WithLabelValues(route, strconv.Itoa(c.Response().StatusCode())).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
}

// serveMetrics answers on this machine, or to who shows the token.
func (k *Kernel) serveMetrics(c *fiber.Ctx) error {
	shown, _ := strings.CutPrefix(c.Get(fiber.HeaderAuthorization), "Bearer ")
	known := k.Set.MetricsToken != "" && subtle.ConstantTimeCompare([]byte(shown), []byte(k.Set.MetricsToken)) == 1
	if !known && !k.onThisMachine(c) {
		return problem.New(problem.NotFound, "")
	}
	return k.metrics.handler(c)
}
