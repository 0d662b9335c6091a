package program

import (
	"time"

	"cxweb/config"
	"cxweb/modules/accounts"
	"cxweb/modules/audit"
	"cxweb/modules/design"
	"cxweb/modules/documents"
	"cxweb/modules/gates"
	"cxweb/modules/handover"
	"cxweb/modules/integration"
	"cxweb/modules/issues"
	"cxweb/modules/projects"
	"cxweb/modules/registers"
	"cxweb/modules/reminders"
	"cxweb/modules/reports"
	"cxweb/modules/templates"
	"cxweb/modules/verification"
	"cxweb/platform/clock"
	"cxweb/platform/files"
	"cxweb/platform/kernel"
	"cxweb/platform/mail"
	"cxweb/platform/vault"
)

// modules makes every module of the product and gives each what it needs of
// the others. It is the only place that names them all.
func modules(c *config.Config, now *clock.Clock, store *files.Store, post mail.Outgoing, key *vault.Key, keys audit.Keys) (*accounts.Module, []kernel.Module) {
	inProjects := projects.New(now, store)
	people := accounts.New(now, post, inProjects, c.PublicURL, key, accounts.Settings{Idle: time.Duration(c.Sessions.IdleHours) * time.Hour, Lasts: time.Duration(c.Sessions.Days) * 24 * time.Hour, HashMB: c.Limits.HashMB})
	lists := registers.New(now, store, people, inProjects)
	inProjects.Join(people, lists)
	history := audit.New(now, store, keys, people, inProjects)
	packages := handover.New(now, store, people, inProjects, history, Version)
	log := issues.New(now, lists, inProjects, people)
	tests := verification.New(now, lists, people)
	tests.JoinLog(log)
	basis := design.New(now, lists, inProjects, people)
	papers := documents.New(now, store, lists, inProjects, people, log)
	basis.Join(papers, tests)
	lists.Join(history, papers)
	order := gates.New(now, store, lists, log, inProjects, people, post, c.PublicURL)
	matrices := integration.New(now, store, lists, log)
	printed := reports.New(now, store, lists, log, inProjects)
	kept := templates.New(now, inProjects)
	inProjects.JoinTemplates(kept)
	daily := reminders.New(now, people, inProjects, post, c.PublicURL)
	all := []kernel.Module{people, inProjects, lists, papers, basis, tests, log, order, matrices, printed, kept, packages, history, daily}
	var manifests []kernel.Manifest
	for _, m := range all {
		manifests = append(manifests, m.Manifest())
	}
	history.Join(append(manifests, kernel.Manifest{Restores: kernel.OwnRestores()}))
	packages.Join(manifests)
	kept.Join(manifests)
	inProjects.JoinDuties(manifests)
	daily.Join(manifests)
	return people, all
}
