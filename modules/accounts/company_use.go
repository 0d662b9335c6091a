package accounts

import (
	"context"
	"crypto/subtle"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// How long somebody may be at their company's server, and then look for the
// second factor.
const companyLasts = 10 * time.Minute

// proven is somebody whom a company's server vouches for.
type proven struct{ Issuer, Subject, Email string }

// OpenByCompany signs somebody in who has been at their company's server; or
// goes on with the second factor, by the ticket of the refusal that asked for it.
type OpenByCompany struct {
	Ticket string `json:"ticket" validate:"required,max=4000" audit:"-"`
	State  string `json:"state,omitempty" validate:"max=200" audit:"-"`
	Answer string `json:"answer,omitempty" validate:"max=4000" audit:"-"` // the code that the server sent along
	Issuer string `json:"issuer,omitempty" validate:"max=1000"`           // as the server named itself beside the answer (RFC 9207)
	Code   string `json:"code,omitempty" validate:"max=40" audit:"-"`     // of the second factor

	who  *proven
	ends time.Time
}

// askCompany asks the company's server who it was, before the work begins: no
// transaction waits for another server.
func (m *Module) askCompany(ctx context.Context, cmd *OpenByCompany) error {
	var err error
	if cmd.Code != "" {
		cmd.who = new(proven)
		cmd.ends, err = m.key.Redeem("company proven", cmd.Ticket, m.clock.Now(), cmd.who)
	} else {
		var j journey
		if cmd.ends, err = m.key.Redeem("company", cmd.Ticket, m.clock.Now(), &j); err == nil {
			if subtle.ConstantTimeCompare([]byte(j.State), []byte(cmd.State)) != 1 {
				return notByCompany(nil)
			}
			cmd.who, err = m.proveCompany(ctx, j, cmd.Answer, cmd.Issuer)
			return err
		}
	}
	if err != nil {
		return problem.New(problem.Conflict, "It took too long. Begin again.").Because(err)
	}
	return nil
}

// openByCompany makes no account: somebody has to have been invited.
func (m *Module) openByCompany(ctx context.Context, cmd OpenByCompany) (*Welcome, error) {
	if err := endPresent(ctx); err != nil {
		return nil, err
	}
	p, err := findByEmail(ctx, cmd.who.Email)
	if err != nil {
		return nil, err
	}
	if p == nil || !p.SignsIn {
		return nil, failed(ctx, nil, "company", problem.New(problem.Denied, "There is no account for this address. Ask for an invitation to a project, and accept it first."))
	}
	if err := db.Become(ctx, p.ID); err != nil {
		return nil, err
	}
	if err := linked(ctx, cmd.who); err != nil {
		return nil, failed(ctx, p, "company", err)
	}
	f, err := factorsOf(ctx)
	if err != nil {
		return nil, err
	}
	if f.any() && cmd.Code == "" {
		refused := problem.New(problem.SignedOut, "Go on with your second factor.").For("second-factor", f.ways()...)
		refused.Ticket, err = m.key.Ticket("company proven", m.clock.Now().Add(companyLasts), cmd.who)
		if err != nil {
			return nil, err
		}
		return nil, refused
	}
	if f.any() {
		if err := m.proveCode(ctx, cmd.Code); err != nil {
			return nil, failed(ctx, p, "second factor", err)
		}
	}
	used, err := took(one(db.On(ctx).NewRaw("insert into accounts.spent (hash, ends_at) values (?, ?) on conflict do nothing", kernel.Hash(cmd.Ticket), cmd.ends).Exec(ctx)))
	if err != nil {
		return nil, err
	}
	if !used {
		return nil, problem.New(problem.Conflict, "It took too long. Begin again.")
	}
	return m.welcome(ctx, p)
}

// linked holds the person of the scope against whom the company's server knew
// at this address before: an address that was given to somebody else does not
// open the account of whoever had it.
func linked(ctx context.Context, who *proven) error {
	person := scope.From(ctx).Person
	_, err := db.On(ctx).NewRaw(`insert into accounts.identities (person, issuer, subject) values (?, ?, ?)
		on conflict (person, issuer) do update set used_at = platform.now()`, person, who.Issuer, who.Subject).Exec(ctx)
	if problem.Is(db.Translate(err), problem.Conflict) {
		return anotherPerson(err)
	}
	if err != nil {
		return err
	}
	var same uuid.UUID
	err = db.On(ctx).NewRaw("select person from accounts.identities where person = ? and issuer = ? and subject = ?", person, who.Issuer, who.Subject).Scan(ctx, &same)
	if problem.Is(db.Translate(err), problem.NotFound) {
		return anotherPerson(err)
	}
	return err
}

func anotherPerson(err error) error {
	return problem.New(problem.Denied, "Your company's sign-in knows this address as somebody else. Ask those who run it.").Because(err)
}
