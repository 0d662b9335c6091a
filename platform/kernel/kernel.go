package kernel

import (
	"context"
	"io/fs"
	"log/slog"
	"net/netip"
	"sync"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/event"
	"cxweb/platform/files"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"github.com/hibiken/asynq"
	"github.com/prometheus/client_golang/prometheus"
)

// SignIn is what the kernel needs of the accounts module beside
// accounts.identify, which platform.enter calls.
type SignIn interface {
	// Touch remembers that the session of the scope is in use.
	Touch(ctx context.Context) error
	// Demands is the company, or the installation, that demands a second factor of
	// the person of the scope; empty: none does.
	Demands(ctx context.Context) (string, error)
}

// Access is what the kernel needs of the projects module beside the memberships
// that it tells the platform of, where platform.enter reads them.
type Access interface {
	// Givers are the names of those who can give rights on the project under way.
	Givers(ctx context.Context) ([]string, error)
}

// Settings is what the kernel is told from the configuration.
type Settings struct {
	Version      string
	PublicURL    string
	Secure       bool           // served over TLS, here or by a proxy in front
	Proxies      []netip.Prefix // where a proxy in front sends from; nobody else is answered then. None: there is no proxy.
	BodyLimit    int64          // of a JSON body
	FileLimit    int64          // of one upload
	ProjectLimit int64          // of all files of a project; 0: none
	PerSecond    int            // requests of one person or address
	Tries        int            // of one address at sign-in and the like, before each takes a second
	Costly       int            // exports, imports and the like of one client, before each takes ten seconds
	Contact      string         // where finders of faults write to; empty: nobody is named
	MetricsToken string
	Web          fs.FS   // the built web UI; nil: none
	Scanner      Scanner // looks at files for viruses; nil: nobody does
	ScanFirst    bool    // a file that cannot be looked at is not taken in
	Workers      int
}

// Kernel runs the modules.
type Kernel struct {
	DB      *db.DB
	Clock   *clock.Clock
	Files   *files.Store
	Set     Settings
	Redis   asynq.RedisConnOpt
	Ended   func() // is called after each task, whose memory is not needed any more; nil: by nobody
	modules []Module

	manifests []Manifest
	actions   []Action
	tasks     map[string]TaskKind
	relay     *event.Relay
	signIn    SignIn
	access    Access
	limits    *limits
	live      *hub
	metrics   *metrics
	registry  *prometheus.Registry
	app       *fiber.App
	queue     *asynq.Client
	wake      chan struct{}
	stopping  chan struct{}
	stopOnce  sync.Once
	started   time.Time
	born      string // this process, among all that answer or have answered

	describeOnce sync.Once
	described    []byte
}

// New puts the modules together and checks that they fit.
func New(d *db.DB, c *clock.Clock, store *files.Store, redis asynq.RedisConnOpt, set Settings, signIn SignIn, modules ...Module) (*Kernel, error) {
	k := &Kernel{DB: d, Clock: c, Files: store, Set: set, Redis: redis, signIn: signIn, tasks: map[string]TaskKind{},
		limits: newLimits(set.PerSecond, set.Tries, set.Costly), live: newHub(), registry: prometheus.NewRegistry(), wake: make(chan struct{}, 1), stopping: make(chan struct{}), started: c.Now(), born: uuid.NewString()}
	k.metrics = newMetrics(k)
	d.Changed, d.Waits = k.changed, k.Wake
	k.modules = append(modules, &own{k})
	listeners := map[string][]event.Listener{}
	for _, m := range k.modules {
		if a, ok := m.(Access); ok {
			k.access = a
		}
		f := m.Manifest()
		for i, a := range f.Actions {
			a.Name = f.Name + "." + a.Name
			if a.area == "" {
				a.area = f.Area
			}
			f.Actions[i] = a
			k.actions = append(k.actions, a)
		}
		for _, h := range f.Handles {
			listeners[h.Event] = append(listeners[h.Event], event.Listener{Name: f.Name, Handler: h})
		}
		for _, t := range f.Tasks {
			k.tasks[t.Kind] = t
		}
		k.show(f)
		k.manifests = append(k.manifests, f)
	}
	if err := k.Check(); err != nil {
		return nil, err
	}
	if redis != nil { // none when only the API is described
		k.queue = asynq.NewClient(redis)
		k.relay = &event.Relay{DB: d, Queue: k.queue, Clock: c, Listeners: listeners}
	}
	k.app = k.routes()
	return k, nil
}

// Manifests returns what every module says of itself.
func (k *Kernel) Manifests() []Manifest { return k.manifests }

// Modules returns every module.
func (k *Kernel) Modules() []Module { return k.modules }

// Actions returns every action under its full name.
func (k *Kernel) Actions() []Action { return k.actions }

// App is the HTTP side.
func (k *Kernel) App() *fiber.App { return k.app }

// Closing ends open streams, so that the server can finish what is under way.
func (k *Kernel) Closing() { k.stopOnce.Do(func() { close(k.stopping) }) }

// Stop ends the use of the queue; requests and tasks are finished first.
func (k *Kernel) Stop() {
	k.Closing()
	if k.queue != nil {
		if err := k.queue.Close(); err != nil {
			slog.Warn("closing the queue", "error", err)
		}
	}
}

// Wake has the relay and the tasks look for work now.
func (k *Kernel) Wake() {
	select {
	case k.wake <- struct{}{}:
	default:
	}
}
