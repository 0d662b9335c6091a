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

const accountUsage = `cxweb account unlock-factor EMAIL --reason "who asked, and how you know that it was them" [--yes]`

// unlocking is what the operator asked for.
type unlocking struct {
	email, reason string
	yes           bool
}

// account helps somebody who cannot get in; the operator says why.
func account(ctx context.Context, args []string) error {
	asked, err := readUnlocking(args)
	if err != nil {
		return err
	}
	p, err := program.Join(ctx)
	if err != nil {
		return err
	}
	return errors.Join(unlock(ctx, p, asked, os.Stdin, os.Stdout), p.End())
}

// readUnlocking reads the arguments; the address may stand before the flags or
// after them.
func readUnlocking(args []string) (*unlocking, error) {
	if len(args) == 0 || args[0] != "unlock-factor" {
		return nil, errors.New("say what to do: " + accountUsage)
	}
	u, args := &unlocking{}, args[1:]
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		u.email, args = args[0], args[1:]
	}
	f := flag.NewFlagSet("account unlock-factor", flag.ContinueOnError)
	f.StringVar(&u.reason, "reason", "", "why; the person reads it, and it stays in the history")
	f.BoolVar(&u.yes, "yes", false, "do not ask")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	rest := f.Args()
	if u.email == "" && len(rest) > 0 {
		u.email, rest = rest[0], rest[1:]
	}
	switch {
	case len(rest) > 0:
		return nil, fmt.Errorf("%q is too much: %s", rest[0], accountUsage)
	case !strings.Contains(u.email, "@"):
		return nil, errors.New("say whose: " + accountUsage)
	case strings.TrimSpace(u.reason) == "":
		return nil, errors.New("say why: " + accountUsage)
	}
	return u, nil
}

// operators is what unlock needs of the program.
type operators interface {
	Kept(ctx context.Context, email string) (*accounts.Kept, error)
	UnlockFactor(ctx context.Context, email, reason, operator string) (*accounts.Kept, error)
}

func unlock(ctx context.Context, p operators, asked *unlocking, in io.Reader, out io.Writer) error {
	k, err := p.Kept(ctx, asked.email)
	if err != nil {
		return err
	}
	app := "no authenticator app"
	if k.Authenticator {
		app = "an authenticator app"
	}
	fmt.Fprintf(out, "%s <%s> has %s, %d passkeys and %d recovery codes; %d sessions and %d tokens are open.\n", k.Name, k.Email, app, k.Passkeys, k.Codes, k.Sessions, k.Tokens)
	if !asked.yes {
		fmt.Fprint(out, "All of them end, and the person is told. Whoever knows the password signs in with it alone then: be sure who asked.\nWrite yes to go on: ")
		line, err := bufio.NewReader(in).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if strings.TrimSpace(line) != "yes" {
			return errors.New("nothing was changed: confirm with yes, or with --yes where nobody can be asked")
		}
	}
	if _, err := p.UnlockFactor(ctx, asked.email, asked.reason, operator()); err != nil {
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
