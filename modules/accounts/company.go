package accounts

import (
	"context"
	"crypto/subtle"
	"slices"
	"strings"
	"sync"
	"time"

	"cxweb/platform/outside"
	"cxweb/platform/problem"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Company is a company that the installation knows by the mail domains that are
// its own: its people sign in through its own server (OpenID Connect), or must
// have a second factor, or both.
type Company struct {
	Name     string
	Domains  []string
	Demands  bool   // a second factor of its people, on whatever project they are
	Issuer   string // exactly as the server calls itself; empty: it has no sign-in of its own
	ClientID string
	Secret   string
	Vouches  bool          // its addresses are its own, although it does not call them verified
	Client   *outside.HTTP // by which its server is called
}

// company is a Company with what its server says of itself, read when first needed.
type company struct {
	Company
	mu       sync.Mutex
	provider *oidc.Provider
	read     time.Time
}

// Know has the module know a company.
func (m *Module) Know(c Company) { m.companies = append(m.companies, &company{Company: c}) }

// domainOf is the domain of an address, as accounts.domain_of has it.
func domainOf(email string) string {
	email = fold(email)
	return strings.TrimRight(email[strings.LastIndexByte(email, '@')+1:], ".")
}

// companyOf is the company that an address belongs to; nil if none is known.
func (m *Module) companyOf(email string) *company {
	domain := domainOf(email)
	for _, c := range m.companies {
		if slices.ContainsFunc(c.Domains, func(own string) bool { return strings.EqualFold(own, domain) }) {
			return c
		}
	}
	return nil
}

// What a server says of itself is read anew after an hour.
const companyKnown = time.Hour

// server asks a company's server what it says of itself.
func (c *company) server(ctx context.Context, now time.Time) (*oidc.Provider, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.provider != nil && now.Sub(c.read) < companyKnown {
		return c.provider, nil
	}
	// Its keys are fetched later, so the request's end must not be theirs.
	p, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), c.Client), c.Issuer)
	if err != nil {
		return nil, problem.New(problem.Unavailable, "The sign-in of your company does not answer. Try again, or use your password.").Because(err)
	}
	c.provider, c.read = p, now
	return p, nil
}

func (c *company) client(p *oidc.Provider, back string) *oauth2.Config {
	return &oauth2.Config{ClientID: c.ClientID, ClientSecret: c.Secret, Endpoint: p.Endpoint(), RedirectURL: back, Scopes: []string{oidc.ScopeOpenID, "email"}}
}

// journey is what goes with somebody to the company's server and back.
type journey struct {
	Issuer, State, Nonce, Verifier string
}

// backTo is the page that the company's server sends people back to.
func (m *Module) backTo() string { return m.url + "/sign-in/company" }

// BeginCompany begins a sign-in at the company that an address belongs to.
type BeginCompany struct {
	Email string `json:"email" validate:"required,max=254"`

	address, ticket string
}

// CompanyBegun is where to go, with the ticket to come back with.
type CompanyBegun struct {
	Address string `json:"address"`
	Ticket  string `json:"ticket"`
}

// readCompany finds out where to send somebody, before the work begins.
func (m *Module) readCompany(ctx context.Context, cmd *BeginCompany) error {
	c := m.companyOf(cmd.Email)
	if c == nil || c.Issuer == "" {
		return problem.New(problem.NotFound, "The company of this address has no sign-in of its own here. Use your password.")
	}
	p, err := c.server(ctx, m.clock.Now())
	if err != nil {
		return err
	}
	j := journey{Issuer: c.Issuer, State: secret(""), Nonce: secret(""), Verifier: oauth2.GenerateVerifier()}
	cmd.address = c.client(p, m.backTo()).AuthCodeURL(j.State, oidc.Nonce(j.Nonce), oauth2.S256ChallengeOption(j.Verifier), oauth2.SetAuthURLParam("login_hint", fold(cmd.Email)))
	cmd.ticket, err = m.key.Ticket("company", m.clock.Now().Add(companyLasts), j)
	return err
}

func (m *Module) beginCompany(_ context.Context, cmd BeginCompany) (*CompanyBegun, error) {
	return &CompanyBegun{Address: cmd.address, Ticket: cmd.ticket}, nil
}

// CompanyOffered tells whether any company has a sign-in of its own here.
type CompanyOffered struct {
	Offered bool `json:"offered"`
}

func (m *Module) offerCompany(_ context.Context, _ struct{}) (*CompanyOffered, error) {
	return &CompanyOffered{Offered: slices.ContainsFunc(m.companies, func(c *company) bool { return c.Issuer != "" })}, nil
}

// signedBy are the ways in which a company's server may sign: by a key of its
// own, never by a secret that both sides hold.
var signedBy = []string{oidc.RS256, oidc.RS384, oidc.RS512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.EdDSA}

// proveCompany reads the answer that a company's server gave, and says who it is
// about. Servers that name themselves beside the answer are held to it: no other
// server's answer is taken to this one.
func (m *Module) proveCompany(ctx context.Context, j journey, answer, by string) (*proven, error) {
	i := slices.IndexFunc(m.companies, func(c *company) bool { return c.Issuer == j.Issuer })
	if i < 0 {
		return nil, notByCompany(nil)
	}
	c := m.companies[i]
	p, err := c.server(ctx, m.clock.Now())
	if err != nil {
		return nil, err
	}
	var names struct {
		Itself bool `json:"authorization_response_iss_parameter_supported"`
	}
	if err := p.Claims(&names); err != nil {
		return nil, notByCompany(err)
	}
	if by != j.Issuer && (by != "" || names.Itself) {
		return nil, notByCompany(nil)
	}
	ctx = oidc.ClientContext(ctx, c.Client)
	token, err := c.client(p, m.backTo()).Exchange(ctx, answer, oauth2.VerifierOption(j.Verifier))
	if err != nil {
		return nil, notByCompany(err)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := p.Verifier(&oidc.Config{ClientID: c.ClientID, SupportedSigningAlgs: signedBy, Now: m.clock.Now}).Verify(ctx, raw)
	if err != nil {
		return nil, notByCompany(err)
	}
	var says struct {
		Email    string `json:"email"`
		Verified bool   `json:"email_verified"`
	}
	if err := id.Claims(&says); err != nil {
		return nil, notByCompany(err)
	}
	if says.Email == "" && p.UserInfoEndpoint() != "" { // a server that keeps its tokens small tells it when it is asked
		who, err := p.UserInfo(ctx, oauth2.StaticTokenSource(token))
		if err != nil {
			return nil, notByCompany(err)
		}
		if who.Subject != id.Subject { // OpenID Connect Core 1.0, 5.3.2
			return nil, notByCompany(nil)
		}
		says.Email, says.Verified = who.Email, who.EmailVerified
	}
	// A token that is for others too may have been had by one of them.
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(j.Nonce)) != 1 || id.Subject == "" || len(id.Subject) > 255 || len(id.Audience) != 1 {
		return nil, notByCompany(nil)
	}
	if m.companyOf(says.Email) != c || !says.Verified && !c.Vouches {
		return nil, problem.New(problem.Denied, "Your company's sign-in does not vouch for an address of its own. Ask those who run it.")
	}
	return &proven{Issuer: c.Issuer, Subject: id.Subject, Email: fold(says.Email)}, nil
}

func notByCompany(err error) error {
	return problem.New(problem.Denied, "The sign-in of your company did not succeed. Begin again.").Because(err)
}

func init() {
	problem.Teach(map[string]string{
		"The sign-in of your company does not answer. Try again, or use your password.":                  "Dit firmas login svarer ikke. Prøv igen, eller brug din adgangskode.",
		"The company of this address has no sign-in of its own here. Use your password.":                 "Adressens firma har ikke sit eget login her. Brug din adgangskode.",
		"The sign-in of your company did not succeed. Begin again.":                                      "Dit firmas login lykkedes ikke. Begynd forfra.",
		"Your company's sign-in does not vouch for an address of its own. Ask those who run it.":         "Dit firmas login står ikke inde for en af firmaets egne adresser. Spørg dem, der driver det.",
		"There is no account for this address. Ask for an invitation to a project, and accept it first.": "Der er ingen konto til denne adresse. Bed om en invitation til et projekt, og tag imod den først.",
		"Your company's sign-in knows this address as somebody else. Ask those who run it.":              "Dit firmas login kender denne adresse som en anden. Spørg dem, der driver det.",
	})
}
