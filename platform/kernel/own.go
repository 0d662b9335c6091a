package kernel

import (
	"context"
	"net/http"
	"reflect"

	"cxweb/platform/db"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// own is the kernel's own module: files and tasks.
type own struct{ k *Kernel }

type uploadCommand struct {
	Project uuid.UUID `params:"project" json:"-"`
	Name    string    `query:"name" json:"-"`
	Photo   bool      `query:"photo" json:"-"`
	Keep    bool      `query:"keep" json:"-"`
}

type watchCommand struct {
	Project uuid.UUID `params:"project" json:"-"`
}

type eventStream struct{}

// The two actions that do not fit one transaction: an upload streams before it
// is recorded, a stream of changes never ends.
var uploadAction = Action{Name: "file.upload", Method: http.MethodPost, Path: "/projects/:project/files", Status: http.StatusCreated, anyone: true,
	In: reflect.TypeFor[uploadCommand](), Out: reflect.TypeFor[StoredFile](), about: "Streams a file into the project's store; the body is the file as it is. With photo=true it is a picture, which is made smaller and freed of what the camera wrote beside it. Other pictures are written anew, as large as they are and without what the camera wrote; with keep=true they stay as they are."}

var watchAction = Action{Name: "change.watch", Method: http.MethodGet, Path: "/projects/:project/live", Status: http.StatusOK, anyone: true,
	In: reflect.TypeFor[watchCommand](), Out: reflect.TypeFor[eventStream](), about: "What changes in the project, as server-sent events: ids only."}

// Manifest implements Module.
func (o *own) Manifest() Manifest {
	const task = "/tasks/:task"
	return Manifest{
		Name: "files",
		Actions: []Action{
			uploadAction, watchAction,
			Get("file.read", "/projects/:project/files/:file", o.readFile).Anyone().Says("The file's bytes; with show=true pictures are shown instead of downloaded."),
			Get("task.list", "/tasks", o.listTasks).Programs().Says("Work in the background that one has started, newest first."),
			Get("task.read", task, o.readTask).Programs(),
			Do("task.cancel", task+"/cancel", o.cancelTask).Programs(),
			Do("task.retry", task+"/retry", o.retryTask).Programs(),
		},
		Jobs: []Job{{Name: "clear", Every: "@every 1h", Run: o.k.clear}, {Name: "sweep", Every: "@every 6h", Run: o.k.Sweep}, {Name: "scan", Every: "@every 10m", Run: o.k.Scan}},
		Personal: []Personal{
			{Table: "platform.tasks", Holds: "which work somebody started", Person: "person", OnErase: "deleted after ninety days"},
			{Table: "platform.memberships", Holds: "which projects are open to somebody, for the walls of the database", Person: "person", OnErase: "goes with the membership"},
			{Table: "platform.bound", Holds: "of whom their company demands a second factor", Person: "person", OnErase: "deleted"},
			{Table: "platform.proven", Holds: "who has a second factor", Person: "person", OnErase: "goes with the second factor"},
			{Table: "platform.idempotency", Holds: "answers to requests that may be repeated", Person: "person", OnErase: "deleted after a day"},
			{Table: "platform.outbox", Holds: "what is still to be told, and for whom", Person: "person", OnErase: "deleted a week after it was told"},
		},
		Restores: OwnRestores(),
	}
}

type readFile struct {
	Project uuid.UUID `params:"project" json:"-"`
	File    uuid.UUID `params:"file" json:"-"`
	Show    bool      `query:"show" json:"-"`
}

func (o *own) readFile(ctx context.Context, q readFile) (*File, error) {
	f, err := FindFile(ctx, q.File)
	if err != nil {
		return nil, err
	}
	body, size, err := o.k.Files.Get(context.WithoutCancel(ctx), f.SHA256)
	if err != nil {
		return nil, fileProblem(err, o.k.Set.FileLimit)
	}
	return &File{Name: f.Name, MediaType: f.MediaType, Size: size, SHA256: f.SHA256, Show: q.Show, Body: body}, nil
}

type listTasks struct {
	Project uuid.UUID `query:"project" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
	After   uuid.UUID `query:"after" json:"-"`
}

// Tasks is a page of tasks.
type Tasks struct {
	Items []*Task    `json:"items"`
	Next  *uuid.UUID `json:"next,omitempty"`
}

func (o *own) listTasks(ctx context.Context, q listTasks) (*Tasks, error) {
	limit := q.Limit
	if limit == 0 {
		limit = 50
	}
	page := &Tasks{Items: []*Task{}}
	s := db.On(ctx).NewSelect().Model(&page.Items).ExcludeColumn("input", "checkpoint").OrderExpr("id desc").Limit(int64(limit) + 1)
	if q.Project != uuid.Nil {
		s = s.Where("project = ?", q.Project)
	}
	if q.After != uuid.Nil {
		s = s.Where("id < ?", q.After)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = &page.Items[limit-1].ID
	}
	for _, t := range page.Items {
		t.said(ctx)
	}
	return page, nil
}

type ofTask struct {
	Task uuid.UUID `params:"task" json:"-"`
}

func (o *own) readTask(ctx context.Context, q ofTask) (*Task, error) { return FindTask(ctx, q.Task) }

func (o *own) cancelTask(ctx context.Context, cmd ofTask) (*Task, error) {
	if err := CancelTask(ctx, cmd.Task); err != nil {
		return nil, err
	}
	return FindTask(ctx, cmd.Task)
}

func (o *own) retryTask(ctx context.Context, cmd ofTask) (*Task, error) {
	t, err := FindTask(ctx, cmd.Task)
	if err != nil {
		return nil, err
	}
	if t.State != "failed" && t.State != "cancelled" {
		return nil, problem.New(problem.Conflict, "Only work that failed or was cancelled can be tried again")
	}
	_, err = db.On(ctx).NewRaw("update platform.tasks set state = 'queued', cancel = false, error = null, tries = 0, heartbeat = null, changed_at = platform.now() where id = ?", cmd.Task).Exec(ctx)
	if err != nil {
		return nil, err
	}
	db.Wakes(ctx)
	return FindTask(ctx, cmd.Task)
}

func init() {
	problem.Teach(map[string]string{
		"Only work that failed or was cancelled can be tried again": "Kun arbejde, der fejlede eller blev annulleret, kan prøves igen",
	})
}

// OwnRestores are the kernel's own tables whose rows can be put back.
func OwnRestores() []Restore {
	return []Restore{{Table: "platform.files", Label: "r->>'name'", Area: "registers"}}
}
