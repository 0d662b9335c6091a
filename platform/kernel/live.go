package kernel

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"cxweb/platform/scope"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/uptrace/bun"
)

// streamsEach is how many streams one person may hold open.
const streamsEach = 8

// hub hands what changed to the streams of the people who look at the project.
// The database tells it, so every node hears of every change.
type hub struct {
	mu      sync.Mutex
	news    []string // committed here and not told yet
	streams map[*stream]bool
}

type stream struct {
	project, person uuid.UUID
	send            chan message
	since           time.Time
	quit            chan struct{} // closed when a newer window takes its place
}

type message struct {
	Event string
	Data  []byte
}

func newHub() *hub { return &hub{streams: map[*stream]bool{}} }

// join adds a stream. A person's oldest gives way when there are too many: a
// window that was closed is only noticed late.
func (h *hub) join(s *stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	var oldest *stream
	for other := range h.streams {
		if other.person != s.person {
			continue
		}
		n++
		if oldest == nil || other.since.Before(oldest.since) {
			oldest = other
		}
	}
	if n >= streamsEach {
		close(oldest.quit)
		delete(h.streams, oldest)
	}
	h.streams[s] = true
}

func (h *hub) leave(s *stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.streams, s)
}

// tell hands a message to a project's streams; one that cannot keep up misses it.
func (h *hub) tell(project uuid.UUID, m message) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.streams {
		if s.project != project {
			continue
		}
		select {
		case s.send <- m:
		default:
		}
	}
}

var streamAction = named("files", watchAction)

func named(module string, a Action) Action { a.Name = module + "." + a.Name; return a }

// stream sends what changes in a project as server-sent events. Ids only: what
// changed is read through the ordinary actions, with their rights. Rights are
// looked at again with every heartbeat.
func (k *Kernel) stream(c *fiber.Ctx) error {
	e, err := k.entry(c, streamAction)
	if err != nil {
		return err
	}
	s := &stream{project: e.Project, send: make(chan message, 64), since: time.Now(), quit: make(chan struct{})}
	check := func(ctx context.Context) error {
		if err := k.allow(ctx, streamAction); err != nil {
			return err
		}
		s.person = scope.From(ctx).Actor()
		return nil
	}
	if err := k.DB.Work(c.UserContext(), e, check); err != nil {
		return err
	}
	k.live.join(s)
	c.Set(fiber.HeaderContentType, "text/event-stream")
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Set("X-Accel-Buffering", "no")
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		defer k.live.leave(s)
		beat := time.NewTicker(15 * time.Second)
		defer beat.Stop()
		end := time.NewTimer(10 * time.Minute)
		defer end.Stop()
		fmt.Fprint(w, "retry: 1000\nevent: open\ndata: {}\n\n")
		for w.Flush() == nil {
			select {
			case m := <-s.send:
				fmt.Fprintf(w, "event: %s\ndata: %s\n\n", m.Event, m.Data)
			case <-beat.C:
				e.Now, e.Request = k.Clock.Now(), uuid.Must(uuid.NewV7())
				ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
				err := k.DB.Work(ctx, e, check)
				cancel()
				if err != nil {
					return
				}
				fmt.Fprint(w, ": still here\n\n")
			case <-end.C:
				return
			case <-s.quit:
				return
			case <-k.stopping:
				return
			}
		}
	})
	return nil
}

// changed keeps what is to be told of a commit, for announce.
func (k *Kernel) changed(what []byte) {
	k.live.mu.Lock()
	defer k.live.mu.Unlock()
	if len(k.live.news) < 1000 { // a flood: windows that missed one read anew with the next
		k.live.news = append(k.live.news, string(what))
	}
}

// announce tells every node of what was committed here, a few times a second.
func (k *Kernel) announce(ctx context.Context) {
	for ctx.Err() == nil {
		pause(ctx, 40*time.Millisecond)
		k.live.mu.Lock()
		news := k.live.news
		k.live.news = nil
		k.live.mu.Unlock()
		if len(news) == 0 {
			continue
		}
		if _, err := k.DB.NewRaw("select pg_notify('cxweb_change', what) from unnest(array[?]) what", bun.List(news)).Exec(ctx); err != nil && ctx.Err() == nil {
			slog.Warn("live updates could not be told", "error", err)
		}
	}
}

// Listen hears from the database what was committed, on every node, until ctx ends.
func (k *Kernel) Listen(ctx context.Context) {
	go k.announce(ctx)
	for ctx.Err() == nil {
		if err := k.listen(ctx); err != nil && ctx.Err() == nil {
			slog.Warn("live updates lost the database, trying again", "error", err)
			pause(ctx, time.Second)
		}
	}
}

func (k *Kernel) listen(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, k.DB.URL)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "listen cxweb_change; listen cxweb_task"); err != nil {
		return err
	}
	for {
		n, err := conn.WaitForNotification(ctx)
		if err != nil {
			return err
		}
		var about struct {
			Project uuid.UUID `json:"project"`
		}
		if err := json.Unmarshal([]byte(n.Payload), &about); err != nil {
			continue // cut off by the length limit: the next change tells again
		}
		name := "change"
		if n.Channel == "cxweb_task" {
			name = "task"
			k.Wake()
		}
		k.live.tell(about.Project, message{Event: name, Data: []byte(n.Payload)})
	}
}

func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
