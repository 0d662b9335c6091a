package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/user"
	"strings"

	"cxweb/cmd/program"
	"cxweb/modules/accounts"
)

const accountUsage = `cxweb account unlock-factor|end-sessions EMAIL --reason "who asked, and how you know that it was them" [--yes]`

// operators is what the command needs of the program.
type operators interface {
	Kept(ctx context.Context, email string) (*accounts.Kept, error)
	UnlockFactor(ctx context.Context, email, reason, operator string) (*accounts.Kept, error)
	EndSessions(ctx context.Context, email, reason, operator string) (*accounts.Kept, error)
}

// helps are what the operator can do for somebody, with what comes of it.
var helps = map[string]struct {
	warns string
	do    func(p operators) func(ctx context.Context, email, reason, operator string) (*accounts.Kept, error)
}{
	"unlock-factor": {
		"The second factors, recovery codes, sessions and tokens end, and the person is told. Whoever knows the password signs in with it alone then: be sure who asked.",
		func(p operators) func(context.Context, string, string, string) (*accounts.Kept, error) {
			return p.UnlockFactor
		},
	},
	"end-sessions": {
		"The sessions end, and the person is told. Password, second factors and tokens stay.",
		func(p operators) func(context.Context, string, string, string) (*accounts.Kept, error) {
			return p.EndSessions
		},
	},
}

// helping is what the operator asked for.
type helping struct {
	act, email, reason string
	yes                bool
}

// account helps somebody who cannot get in, or whose device is gone; the
// operator says why.
func account(ctx context.Context, args []string) error {
	asked, err := readHelping(args)
	if err != nil {
		return err
	}
	p, err := program.Join(ctx)
	if err != nil {
		return err
	}
	return errors.Join(help(ctx, p, asked, os.Stdin, os.Stdout), p.End())
}

// readHelping reads the arguments; the address may stand before the flags or
// after them.
func readHelping(args []string) (*helping, error) {
	if len(args) == 0 || helps[args[0]].do == nil {
		return nil, errors.New("say what to do: " + accountUsage)
	}
	h, args := &helping{act: args[0]}, args[1:]
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		h.email, args = args[0], args[1:]
	}
	f := flag.NewFlagSet("account "+h.act, flag.ContinueOnError)
	f.StringVar(&h.reason, "reason", "", "why; the person reads it, and it stays in the history")
	f.BoolVar(&h.yes, "yes", false, "do not ask")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	rest := f.Args()
	if h.email == "" && len(rest) > 0 {
		h.email, rest = rest[0], rest[1:]
	}
	switch {
	case len(rest) > 0:
		return nil, fmt.Errorf("%q is too much: %s", rest[0], accountUsage)
	case !strings.Contains(h.email, "@"):
		return nil, errors.New("say whose: " + accountUsage)
	case strings.TrimSpace(h.reason) == "":
		return nil, errors.New("say why: " + accountUsage)
	}
	return h, nil
}

func help(ctx context.Context, p operators, asked *helping, in io.Reader, out io.Writer) error {
	k, err := p.Kept(ctx, asked.email)
	if err != nil {
		return err
	}
	app := "no authenticator app"
	if k.Authenticator {
		app = "an authenticator app"
	}
	fmt.Fprintf(out, "%s <%s> has %s; passkeys: %d, recovery codes: %d, sessions: %d, tokens: %d.\n", k.Name, k.Email, app, k.Passkeys, k.Codes, k.Sessions, k.Tokens)
	if !asked.yes {
		fmt.Fprintf(out, "%s\nWrite yes to go on: ", helps[asked.act].warns)
		line, err := bufio.NewReader(in).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if strings.TrimSpace(line) != "yes" {
			return errors.New("nothing was changed: confirm with yes, or with --yes where nobody can be asked")
		}
	}
	if _, err := helps[asked.act].do(p)(ctx, asked.email, asked.reason, operator()); err != nil {
		return err
	}
	fmt.Fprintln(out, "Done. The mail goes out by the program that serves; the entry stands in the person's own history and is sealed with what was done outside projects.")
	return nil
}

// operator is who runs the command, as the machine knows them.
func operator() string {
	if name := os.Getenv("SUDO_USER"); name != "" {
		return name
	}
	if who, err := user.Current(); err == nil {
		return who.Username
	}
	return "unknown"
}
