package program

import (
	"context"
	"time"

	"cxweb/config"
	"cxweb/modules/audit"
	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/mail"
	"cxweb/platform/problem"
)

// mailPage shows on loopback the mail that was kept as files instead of sent.
type mailPage struct{ kept *mail.Folder }

func developer(out mail.Outgoing) kernel.Module {
	kept, _ := out.(*mail.Folder)
	return &mailPage{kept}
}

// Manifest implements kernel.Module.
func (m *mailPage) Manifest() kernel.Manifest {
	return kernel.Manifest{Name: "developer", Actions: []kernel.Action{
		kernel.Get("mail.list", "/developer/mails", m.list).Open().Loopback().Says("Mail that was kept as files because no mail server is set; on the machine's own address only."),
	}}
}

type listMails struct {
	After string `query:"after" json:"-" validate:"max=200"`
}

// KeptMail is a mail that was kept instead of sent.
type KeptMail struct {
	ID      string    `json:"id"`
	To      string    `json:"to"`
	Subject string    `json:"subject"`
	At      time.Time `json:"at"`
	Text    string    `json:"text"`
	HTML    string    `json:"html"`
}

// KeptMails are the newest of them.
type KeptMails struct {
	Items []KeptMail `json:"items"`
}

func (m *mailPage) list(_ context.Context, q listMails) (*KeptMails, error) {
	if m.kept == nil {
		return nil, problem.New(problem.NotFound, "")
	}
	kept, err := m.kept.List(100, q.After)
	if err != nil {
		return nil, err
	}
	all := &KeptMails{Items: []KeptMail{}}
	for _, k := range kept {
		all.Items = append(all.Items, KeptMail{ID: k.ID, To: k.To, Subject: k.Subject, At: k.At, Text: k.Text, HTML: k.HTML})
	}
	return all, nil
}

// Described is the kernel without anything to serve from, for its description.
func Described() (*kernel.Kernel, error) {
	d, err := db.Connect("postgres:///", 1) // opens nothing until it is used
	if err != nil {
		return nil, err
	}
	now := &clock.Clock{}
	signIn, all := modules(&config.Config{}, now, nil, nil, nil, audit.Keys{})
	return kernel.New(d, now, nil, nil, kernel.Settings{Version: Version, PerSecond: 1, Tries: 1, Costly: 1, BodyLimit: 1 << 20}, signIn, append(all, developer(nil))...)
}
