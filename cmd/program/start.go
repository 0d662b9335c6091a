// Package program puts the product together: settings, the servers of its own,
// the modules, and what runs them.
package program

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"cxweb/config"
	"cxweb/migrations"
	"cxweb/platform/certificate"
	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/embedded"
	"cxweb/platform/files"
	"cxweb/platform/kernel"
	"cxweb/platform/mail"
	"cxweb/platform/virus"
	"cxweb/web"

	"github.com/hibiken/asynq"
	"github.com/jackc/pgx/v5"
)

// Version is set when a release is built.
var Version = "dev"

// Program is everything that runs: settings, servers of our own if need be, and the kernel.
type Program struct {
	*kernel.Kernel
	Config *config.Config
	Clock  *clock.Clock

	certificate *certificate.Source // nil: plain HTTP
	mail        mail.Outgoing
	alone       bool // nobody else works this database
	stop        []func() error
}

// roles of the embedded database: one owns, the other serves.
const (
	ownerRole   = "cxweb_owner"
	servingRole = "cxweb_app"
	database    = "cxweb"
)

// Start brings up what the settings ask for. Whoever calls it calls End.
func Start(ctx context.Context, migrate bool) (*Program, error) {
	c, err := config.Load()
	if err != nil {
		return nil, err
	}
	return start(ctx, c, migrate)
}

func start(ctx context.Context, c *config.Config, migrate bool) (p *Program, err error) {
	setLog(c)
	p = &Program{Config: c, Clock: &clock.Clock{}}
	defer func() {
		if err != nil {
			err = c.Masked(errors.Join(err, p.End()))
		}
	}()
	if c.PublicURL == "" {
		c.PublicURL = publicURL(c)
	}
	if err := refuse(c); err != nil {
		return p, err
	}
	if c.Data, err = filepath.Abs(c.Data); err != nil {
		return p, err
	}
	if p.certificate, err = openCertificate(c); err != nil {
		return p, err
	}
	if c.DatabaseURL == "" {
		if err := p.ownDatabase(ctx); err != nil {
			return p, err
		}
		migrate = true
	}
	if migrate {
		if err := p.migrate(ctx); err != nil {
			return p, err
		}
	}
	d, err := db.Open(ctx, c.DatabaseURL, max(c.Connections, 3*c.Workers+2)) // a package reads on two at the same time, and tells how far it is on a third
	if err != nil {
		return p, err
	}
	p.stop = append(p.stop, d.Close)
	store, err := p.openFiles(ctx)
	if err != nil {
		return p, err
	}
	redis, err := p.openRedis()
	if err != nil {
		return p, err
	}
	if p.mail, err = p.openMail(); err != nil {
		return p, err
	}
	key, err := openKey(c)
	if err != nil {
		return p, err
	}
	keys, err := sealKeys(c)
	if err != nil {
		return p, err
	}
	signIn, all := modules(c, p.Clock, store, p.mail, key, keys)
	if err := knowCompanies(c, signIn); err != nil {
		return p, err
	}
	p.Kernel, err = kernel.New(d, p.Clock, store, redis, p.settings(), signIn, append(all, developer(p.mail))...)
	return p, err
}

func (p *Program) settings() kernel.Settings {
	c := p.Config
	s := kernel.Settings{Version: Version, PublicURL: c.PublicURL, Secure: strings.HasPrefix(c.PublicURL, "https://"), Proxies: proxies(c),
		BodyLimit: c.Limits.BodyMB << 20, FileLimit: c.Limits.FileMB << 20, ProjectLimit: c.Limits.ProjectGB << 30, PerSecond: c.Limits.PerSecond, Tries: c.Limits.Tries, Costly: c.Limits.Costly, Contact: c.Contact, MetricsToken: c.MetricsToken, Workers: c.Workers}
	if c.ClamAV.Address != "" {
		s.Scanner, s.ScanFirst = virus.Scanner{Address: c.ClamAV.Address}, c.ClamAV.Required
	}
	if built, err := fs.Sub(web.Files, "dist"); err == nil {
		s.Web = built
	}
	return s
}

// ownDatabase brings up the embedded PostgreSQL with its two roles.
func (p *Program) ownDatabase(ctx context.Context) error {
	pg, err := embedded.Start(ctx, embedded.Options{Dir: filepath.Join(p.Config.Data, "postgres"), Bin: p.Config.PostgresBin})
	if err != nil {
		return err
	}
	p.alone = true
	p.stop = append(p.stop, pg.Stop)
	return p.useDatabase(ctx, pg)
}

func (p *Program) useDatabase(ctx context.Context, pg *embedded.Postgres) error {
	if err := makeDatabase(ctx, pg.OwnerURL("postgres"), database); err != nil {
		return err
	}
	p.Config.OwnerURL, p.Config.DatabaseURL = pg.URL(ownerRole, database), pg.URL(servingRole, database)
	return nil
}

// makeDatabase makes the two roles and the database, if they are not there.
func makeDatabase(ctx context.Context, super, name string) error {
	conn, err := pgx.Connect(ctx, super)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	for _, role := range []string{ownerRole, servingRole} {
		_, err := conn.Exec(ctx, fmt.Sprintf(`do $$ begin if not exists (select 1 from pg_roles where rolname = '%[1]s') then create role %[1]s login; end if; end $$`, role))
		if err != nil {
			return err
		}
	}
	var there bool
	if err := conn.QueryRow(ctx, "select exists (select 1 from pg_database where datname = $1)", name).Scan(&there); err != nil || there {
		return err
	}
	_, err = conn.Exec(ctx, fmt.Sprintf("create database %s owner %s template template0", pgx.Identifier{name}.Sanitize(), ownerRole))
	return err
}

func (p *Program) migrate(ctx context.Context) error {
	if p.Config.OwnerURL == "" {
		return errors.New("migrating needs CXWEB_DATABASE_OWNER_URL")
	}
	all, err := migrations.All()
	if err != nil {
		return err
	}
	serving, err := pgx.ParseConfig(p.Config.DatabaseURL)
	if err != nil {
		return err
	}
	names, err := db.Migrate(ctx, p.Config.OwnerURL, serving.User, all)
	if len(names) > 0 {
		slog.Info("the schema is up to date", "new", len(names))
	}
	return err
}

func (p *Program) openFiles(ctx context.Context) (*files.Store, error) {
	address := p.Config.FilesURL
	if address == "" {
		address = filepath.Join(p.Config.Data, "files")
	}
	store, err := files.Open(ctx, address)
	if err == nil {
		p.stop = append(p.stop, store.Close)
	}
	return store, err
}

func (p *Program) openRedis() (asynq.RedisConnOpt, error) {
	address := p.Config.RedisURL
	if address == "" {
		url, stop, err := embedded.StartRedis()
		if err != nil {
			return nil, err
		}
		p.stop = append(p.stop, func() error { stop(); return nil })
		address = url
	}
	return asynq.ParseRedisURI(address)
}

func (p *Program) openMail() (mail.Outgoing, error) {
	m := p.Config.Mail
	if m.Host == "" {
		return mail.NewFolder(filepath.Join(p.Config.Data, "mail"), m.From, p.Clock.Now)
	}
	tls := map[string]string{"must": "starttls", "may": "opportunistic", "none": "none"}[m.TLS]
	if m.Port == 465 {
		tls = "tls"
	}
	return mail.SMTP{Host: m.Host, Port: m.Port, User: m.User, Password: m.Password, From: m.From, TLS: tls, Clock: p.Clock.Now}, nil
}

// End stops everything in the reverse order.
func (p *Program) End() error {
	var all []error
	if p.Kernel != nil {
		p.Kernel.Stop()
	}
	for i := len(p.stop) - 1; i >= 0; i-- {
		all = append(all, p.stop[i]())
	}
	return errors.Join(all...)
}

func setLog(c *config.Config) {
	o := &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if kind := a.Value.Kind(); kind == slog.KindString || kind == slog.KindAny {
			if text := a.Value.String(); c.Mask(text) != text {
				a.Value = slog.StringValue(c.Mask(text))
			}
		}
		return a
	}}
	var h slog.Handler = slog.NewTextHandler(os.Stderr, o)
	if c.Log == "json" {
		h = slog.NewJSONHandler(os.Stderr, o)
	}
	slog.SetDefault(slog.New(h))
}
