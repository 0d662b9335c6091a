// Package mail takes the product's mail out of the house: through a mail
// server, or into a folder where a developer and the tests can read it.
package mail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	netmail "net/mail"
	"regexp"
	"strings"
	"time"
	"unicode"

	gomail "github.com/wneessen/go-mail"
)

// Outgoing is a way for mail to leave. Sending a message again with the same
// ID is recognised as the same message, by the folder or by the receiver.
type Outgoing interface {
	Send(ctx context.Context, m Message) error
}

var (
	_ Outgoing = SMTP{}
	_ Outgoing = (*Folder)(nil)
)

// Message is one mail to one person.
type Message struct {
	ID      string // names the message for ever: letters, digits, dot, dash, underscore
	To      string // an address, or "Name <address>"
	Subject string
	Text    string
	HTML    string // empty for a mail of text only
	Invite  *Invite
}

// Invite is an invitation that calendar programs understand (RFC 6047).
type Invite struct {
	Method   string // REQUEST or CANCEL
	Calendar []byte
}

var validID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,100}$`)

// check refuses a message that cannot be sent as it is, above all one whose
// fields would break out of their header lines.
func (m Message) check() error {
	switch {
	case !validID.MatchString(m.ID):
		return fmt.Errorf("mail: the id %q is not made of letters, digits, dot, dash and underscore", m.ID)
	case m.Text == "":
		return errors.New("mail: there is no text")
	case m.Subject == "" || strings.ContainsFunc(m.Subject, unicode.IsControl):
		return errors.New("mail: the subject is empty or holds control characters")
	case strings.ContainsFunc(m.To, unicode.IsControl):
		return errors.New("mail: the receiver holds control characters")
	}
	if _, err := netmail.ParseAddress(m.To); err != nil {
		return fmt.Errorf("mail: the receiver is no address: %w", err)
	}
	return nil
}

// build makes the message that goes over the wire.
func (m Message) build(from string, at time.Time) (*gomail.Msg, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	sender, err := netmail.ParseAddress(from)
	if err != nil {
		return nil, fmt.Errorf("mail: the sender is no address: %w", err)
	}
	built := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := built.From(sender.String()); err != nil {
		return nil, err
	}
	if err := built.To(m.To); err != nil {
		return nil, err
	}
	_, domain, _ := strings.Cut(sender.Address, "@")
	built.SetMessageIDWithValue(m.ID + "@" + domain)
	built.SetDateWithValue(at)
	built.Subject(m.Subject)
	// RFC 3834: no answer from a machine is wanted.
	built.SetGenHeader("Auto-Submitted", "auto-generated")
	built.SetGenHeader("X-Auto-Response-Suppress", "All")
	built.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		built.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	if m.Invite != nil {
		built.AddAlternativeString(gomail.ContentType("text/calendar; method="+m.Invite.Method), string(m.Invite.Calendar))
		if err := built.AttachReader("invite.ics", bytes.NewReader(m.Invite.Calendar)); err != nil {
			return nil, err
		}
	}
	return built, nil
}
