package program

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"cxweb/config"
	"cxweb/modules/accounts"
	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// knowCompanies tells accounts of the companies of the settings.
func knowCompanies(c *config.Config, people *accounts.Module) error {
	people.Demand(c.SecondFactor)
	client, err := outsideClient(c)
	if err != nil {
		return err
	}
	for _, one := range c.Companies {
		secret, err := one.Secret()
		if err != nil {
			return err
		}
		people.Know(accounts.Company{Name: one.Name, Domains: one.Domains, Demands: one.SecondFactor, Issuer: one.Issuer, ClientID: one.ClientID, Secret: secret, Vouches: one.EmailsVerified, Client: client})
	}
	return nil
}

// NoteCompanies has the database keep to what the installation and the companies
// of the settings demand. Only who serves says so: a command that was given other settings must
// not let anybody in.
func (p *Program) NoteCompanies(ctx context.Context) error {
	return p.DB.Work(ctx, db.Entry{Kind: scope.Kernel, Request: uuid.Must(uuid.NewV7()), Action: "kernel.start", Origin: "job", Now: p.Clock.Now()}, ModuleOf[*accounts.Module](p).NoteDemands)
}

// domain is a name below a top-level one, as it stands behind the @ of addresses.
var domain = regexp.MustCompile(`^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)+$`)

// everybodys are domains at which anybody has an address; accounts.home names the same.
var everybodys = []string{"gmail.com", "googlemail.com", "outlook.com", "outlook.dk", "hotmail.com", "hotmail.dk", "live.com", "live.dk", "msn.com", "yahoo.com", "yahoo.dk", "icloud.com", "me.com",
	"mail.dk", "mail.com", "protonmail.com", "proton.me", "gmx.com", "gmx.de", "jubii.dk", "ofir.dk", "tdcadsl.dk", "webspeed.dk", "post.tele.dk", "mail.tele.dk", "stofanet.dk", "youmail.dk", "fastmail.com", "zoho.com"}

// refuseCompanies refuses companies of which it is not clear who belongs to
// them, or that would change nothing although they look as if they did.
func refuseCompanies(c *config.Config) error {
	domains, issuers := map[string]string{}, map[string]string{}
	for _, one := range c.Companies {
		wrong := func(format string, args ...any) error {
			return fmt.Errorf("companies, %s: "+format, append([]any{one.Name}, args...)...)
		}
		for _, d := range one.Domains {
			d = strings.ToLower(d)
			switch {
			case !domain.MatchString(d):
				return wrong("%q is not a domain such as nordluft.dk", d)
			case slices.Contains(everybodys, d):
				return wrong("anybody can have an address at %s: name domains of the company's own", d)
			case domains[d] != "":
				return wrong("%s is the domain of %s already", d, domains[d])
			}
			domains[d] = one.Name
		}
		if one.Issuer == "" {
			if one.ClientID != "" || one.ClientSecret != "" || one.ClientSecretFile != "" || one.EmailsVerified {
				return wrong("the issuer is missing, which signs its people in")
			}
			if !one.SecondFactor {
				return wrong("nothing is said of it: set second_factor, or issuer and client_id")
			}
			continue
		}
		if at, err := url.Parse(one.Issuer); err != nil || at.Scheme != "https" || at.Host == "" || at.User != nil || at.RawQuery != "" || at.Fragment != "" {
			return wrong("the issuer must be an address that begins with https://")
		}
		if one.ClientID == "" {
			return wrong("the issuer needs a client_id")
		}
		if one.ClientSecret != "" && one.ClientSecretFile != "" {
			return wrong("client_secret is there itself and as client_secret_file: keep one")
		}
		if other := issuers[one.Issuer]; other != "" {
			return wrong("%s signs its people in at the same issuer: put their domains under one company", other)
		}
		issuers[one.Issuer] = one.Name
	}
	return nil
}
