package kernel

import (
	"context"
	"log/slog"
	"math"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Gauge is a figure of a module's that the operator's monitoring reads at
// /metrics, under cxweb_, the module's name and its own. It is read when it is
// asked for, in a piece of work of the kernel's own.
type Gauge struct {
	Name string
	Help string
	Read func(ctx context.Context) (float64, error)
}

// show adds a module's figures to /metrics; one that cannot be read is no number.
func (k *Kernel) show(f Manifest) {
	for _, g := range f.Gauges {
		k.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "cxweb_" + f.Name + "_" + g.Name, Help: g.Help}, func() (value float64) {
			ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
			defer cancel()
			err := k.kernelWork(ctx, func(ctx context.Context) (err error) {
				value, err = g.Read(ctx)
				return err
			})
			if err != nil {
				slog.WarnContext(ctx, "a figure could not be read", "gauge", f.Name+"."+g.Name, "error", err)
				return math.NaN()
			}
			return value
		}))
	}
}
