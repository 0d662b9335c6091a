package kernel

import (
	"context"
	"net/http"
	"reflect"
	"strings"
)

// Action is one thing a person can do. Its name, after its module's, is its
// permission, its operation in the API description and its word in the history.
type Action struct {
	Name   string
	Method string
	Path   string
	Status int
	In     reflect.Type
	Out    reflect.Type

	area, verb string
	open       bool // before sign-in
	anyone     bool // signed in is enough: on a project, any member
	costly     bool // counted by the limit for work that takes much
	strict     bool // counted by the limit for secrets that are guessed
	loopback   bool
	fresh      bool // takes having shown of late who one is
	signed     bool // no token does it
	programs   bool // outside projects: tokens may do it too
	alone      bool // its answer comes of its project's tables alone
	about      string
	ahead      func(ctx context.Context, in any) error
	call       func(ctx context.Context, in any) (any, error)
}

// Nothing is the answer of an action that has none.
type Nothing struct{}

func action[In, Out any](method, verb string, status int, name, path string, fn func(context.Context, In) (Out, error)) Action {
	return Action{
		Name: name, Method: method, Path: path, Status: status, verb: verb,
		In: reflect.TypeFor[In](), Out: reflect.TypeFor[Out](),
		call: func(ctx context.Context, in any) (any, error) { return fn(ctx, *in.(*In)) },
	}
}

// Get reads; the database refuses writes.
func Get[In, Out any](name, path string, fn func(context.Context, In) (Out, error)) Action {
	return action(http.MethodGet, "view", http.StatusOK, name, path, fn)
}

// Post makes something new.
func Post[In, Out any](name, path string, fn func(context.Context, In) (Out, error)) Action {
	return action(http.MethodPost, "create", http.StatusCreated, name, path, fn)
}

// Patch changes the fields that are sent.
func Patch[In, Out any](name, path string, fn func(context.Context, In) (Out, error)) Action {
	return action(http.MethodPatch, "edit", http.StatusOK, name, path, fn)
}

// Put replaces a thing that is by nature replaced whole.
func Put[In, Out any](name, path string, fn func(context.Context, In) (Out, error)) Action {
	return action(http.MethodPut, "edit", http.StatusOK, name, path, fn)
}

// Do moves something on; the path ends in the verb.
func Do[In, Out any](name, path string, fn func(context.Context, In) (Out, error)) Action {
	return action(http.MethodPost, "edit", http.StatusOK, name, path, fn)
}

// Delete takes something away.
func Delete[In any](name, path string, fn func(context.Context, In) error) Action {
	return action(http.MethodDelete, "edit", http.StatusNoContent, name, path, func(ctx context.Context, in In) (Nothing, error) { return Nothing{}, fn(ctx, in) })
}

// Ahead has an open action do something before its transaction begins, such as
// asking another server: no connection to the database waits for that. What it
// finds out it puts into the command.
func Ahead[In any](a Action, fn func(context.Context, *In) error) Action {
	a.ahead = func(ctx context.Context, in any) error { return fn(ctx, in.(*In)) }
	return a
}

// Needs says which right the action takes when it is not the module's ordinary one.
func (a Action) Needs(area, verb string) Action { a.area, a.verb = area, verb; return a }

// Open lets the action be done before sign-in.
func (a Action) Open() Action { a.open = true; return a }

// Anyone lets everybody who is signed in do it; on a project, every member.
func (a Action) Anyone() Action { a.anyone = true; return a }

// Strict counts the action by the limit for secrets that could be guessed.
func (a Action) Strict() Action { a.strict = true; return a }

// Costly counts the action by the limit for work that takes much, of the program
// or of others: exports, imports, packages, invitations.
func (a Action) Costly() Action { a.costly = true; return a }

// Fresh has whoever does it show once more who they are, unless they did in the
// last minutes; no token does it.
func (a Action) Fresh() Action { a.fresh = true; return a }

// Signed takes being signed in: no token does it.
func (a Action) Signed() Action { a.signed = true; return a }

// Programs lets tokens do an action that happens outside projects; inside, they
// may do what their limits reach.
func (a Action) Programs() Action { a.programs = true; return a }

// Alone says that the answer comes of the versioned tables of its project alone,
// and of who asks: as long as neither has changed, nothing is read again. What
// rests on more now and then says so with db.Beyond.
func (a Action) Alone() Action { a.alone = true; return a }

// Loopback hides the action from any address but the machine's own.
func (a Action) Loopback() Action { a.loopback = true; return a }

// Says gives the API description a sentence on what the action does.
func (a Action) Says(sentence string) Action { a.about = sentence; return a }

// Accepted answers 202: what was asked for happens later, or not at all.
func (a Action) Accepted() Action { a.Status = http.StatusAccepted; return a }

// Silent answers 204, although a cookie may come with it.
func (a Action) Silent() Action { a.Status = http.StatusNoContent; return a }

// OfProject tells whether the action happens inside one project.
func (a Action) OfProject() bool { return strings.Contains(a.Path, ":project") }

// Right is the area and the verb that the action takes; empty when being
// signed in, or not even that, is enough.
func (a Action) Right() (area, verb string) {
	if a.open || a.anyone || !a.OfProject() {
		return "", ""
	}
	return a.area, a.verb
}

// Reach is the area and the verb that a token's limits must reach; without an
// area, any that changes something will do.
func (a Action) Reach() (area, verb string) { return a.area, a.verb }

// ForPrograms tells whether any token may do the action.
func (a Action) ForPrograms() bool {
	return !a.open && !a.fresh && !a.signed && (a.programs || a.OfProject())
}

// IsCostly tells whether the action is counted by the limit for work that takes much.
func (a Action) IsCostly() bool { return a.costly }

// IsFresh tells whether the action takes having shown of late who one is.
func (a Action) IsFresh() bool { return a.fresh }

// IsOpen tells whether the action can be done before sign-in.
func (a Action) IsOpen() bool { return a.open }
