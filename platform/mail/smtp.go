package mail

import (
	"context"
	"errors"
	"fmt"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// SMTP sends through a mail server, with a connection for each message.
type SMTP struct {
	Host     string
	Port     int
	User     string // empty for a server that wants no sign-in
	Password string
	TLS      string // "tls" from the first byte, "starttls" required, "opportunistic" if offered, or "none"
	From     string // an address, or "Name <address>"
	Clock    func() time.Time
}

const patience = 30 * time.Second

// policies are the answers to SMTP.TLS that are negotiated in the connection.
var policies = map[string]gomail.TLSPolicy{
	"starttls": gomail.TLSMandatory, "opportunistic": gomail.TLSOpportunistic, "none": gomail.NoTLS}

// Failure is why a message did not leave. Its text names no person; the
// server's own words, which may, are what it wraps.
type Failure struct {
	Permanent bool // trying again would be in vain
	Code      int  // the server's answer, such as 550; 0 if there was none
	err       error
}

func (f *Failure) Error() string {
	switch {
	case f.Code == 0:
		return "the mail server could not be reached or did not answer"
	case f.Permanent:
		return fmt.Sprintf("the mail server refused the message for good (%d)", f.Code)
	}
	return fmt.Sprintf("the mail server refused the message for now (%d)", f.Code)
}

func (f *Failure) Unwrap() error { return f.err }

// Send hands the message to the server. What the server does not take is a
// *Failure.
func (s SMTP) Send(ctx context.Context, m Message) error {
	now := time.Now
	if s.Clock != nil {
		now = s.Clock
	}
	built, err := m.build(s.From, now())
	if err != nil {
		return err
	}
	client, err := s.client()
	if err != nil {
		return err
	}
	err = client.DialAndSendWithContext(ctx, built)
	if err == nil || built.IsDelivered() {
		return nil // a connection that ends badly after the server took the message is no failure
	}
	failure := &Failure{err: err}
	var refusal *gomail.SendError
	if errors.As(err, &refusal) {
		failure.Code = refusal.ErrorCode()
		failure.Permanent = failure.Code >= 500
	}
	return failure
}

func (s SMTP) client() (*gomail.Client, error) {
	options := []gomail.Option{gomail.WithPort(s.Port), gomail.WithTimeout(patience)}
	switch policy, known := policies[s.TLS]; {
	case s.TLS == "tls":
		options = append(options, gomail.WithSSL())
	case known:
		options = append(options, gomail.WithTLSPolicy(policy))
	default:
		return nil, fmt.Errorf("mail: TLS is tls, starttls, opportunistic or none, not %q", s.TLS)
	}
	if s.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
	}
	return gomail.NewClient(s.Host, options...)
}
