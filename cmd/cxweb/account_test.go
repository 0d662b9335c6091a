package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"cxweb/cmd/program"
	"cxweb/modules/accounts"
)

func TestHelpIsAskedForWhole(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		args []string
		says string // empty: it is taken
	}{
		"the address first":  {[]string{"unlock-factor", "nina@nordluft.dk", "--reason", "called from her desk", "--yes"}, ""},
		"the address last":   {[]string{"unlock-factor", "--reason=called from her desk", "--yes", "nina@nordluft.dk"}, ""},
		"nothing":            {nil, "say what to do"},
		"signing out":        {[]string{"end-sessions", "nina@nordluft.dk", "--reason", "called from her desk", "--yes"}, ""},
		"closing":            {[]string{"close", "nina@nordluft.dk", "--reason", "called from her desk", "--yes"}, ""},
		"something else":     {[]string{"erase", "nina@nordluft.dk"}, "say what to do"},
		"nobody":             {[]string{"unlock-factor", "--reason", "called from her desk"}, "say whose"},
		"no address":         {[]string{"unlock-factor", "nina", "--reason", "called from her desk"}, "say whose"},
		"two":                {[]string{"unlock-factor", "nina@nordluft.dk", "--reason", "called", "tom@nordluft.dk"}, "is too much"},
		"no reason":          {[]string{"unlock-factor", "nina@nordluft.dk", "--yes"}, "say why"},
		"a reason of spaces": {[]string{"unlock-factor", "nina@nordluft.dk", "--reason", "  "}, "say why"},
		"a flag of nobody's": {[]string{"unlock-factor", "nina@nordluft.dk", "--force"}, "not defined"},
	} {
		got, err := readHelping(c.args)
		switch {
		case c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)):
			t.Errorf("%s: got %v, want %q", name, err, c.says)
		case c.says == "" && (err != nil || got.email != "nina@nordluft.dk" || got.reason != "called from her desk" || !got.yes):
			t.Errorf("%s: got %+v %v", name, got, err)
		}
	}
}

// desk stands in for the program and notes what was done.
type desk struct{ did string }

func (d *desk) Kept(context.Context, string) (*accounts.Kept, error) {
	return &accounts.Kept{Name: "Nina Ny", Email: "nina@nordluft.dk", Authenticator: true, Passkeys: 2}, nil
}

func (d *desk) Helps() map[string]program.Help {
	all := map[string]program.Help{}
	for act := range warnings {
		all[act] = func(_ context.Context, email, reason, operator string) (*accounts.Kept, error) {
			if operator != "" {
				d.did = act + " " + email + " " + reason
			}
			return &accounts.Kept{}, nil
		}
	}
	return all
}

func TestHelpTakesAYes(t *testing.T) {
	t.Parallel()
	for act := range warnings {
		for typed, c := range map[string]struct{ yes, done bool }{"yes\n": {false, true}, "yes": {false, true}, "y\n": {}, "\n": {}, "": {}, "no\n": {yes: true, done: true}} {
			d, out := &desk{}, &bytes.Buffer{}
			err := help(context.Background(), d, &helping{act: act, email: "nina@nordluft.dk", reason: "called", yes: c.yes}, strings.NewReader(typed), out)
			if done := d.did == act+" nina@nordluft.dk called"; done != c.done || (err == nil) != c.done {
				t.Errorf("%s, typing %q: did %q, %v", act, typed, d.did, err)
			}
			if !strings.Contains(out.String(), "Nina Ny <nina@nordluft.dk> has an authenticator app; passkeys: 2") {
				t.Errorf("it does not say whom it is about: %s", out)
			}
		}
	}
}
