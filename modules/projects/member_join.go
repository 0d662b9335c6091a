package projects

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/scope"
)

// joinProject notes when a member is first there. Whoever had an account when
// they were invited joins by coming: until then nobody learns from the list of
// members whether an address has one.
func (m *Module) joinProject(ctx context.Context, _ ofProject) (kernel.Nothing, error) {
	s := scope.From(ctx)
	_, err := db.On(ctx).NewRaw("update projects.members set joined_at = platform.now() where project = ? and person = ? and joined_at is null", s.Project, s.Person).Exec(ctx)
	return kernel.Nothing{}, err
}
