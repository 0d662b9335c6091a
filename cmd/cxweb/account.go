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

const accountUsage = `cxweb account unlock-factor|end-sessions|close|reopen EMAIL --reason "who asked, and how you know that it was them" [--yes]`

// operators is what the command needs of the program.
type operators interface {
	Kept(ctx context.Context, email string) (*accounts.Kept, error)
	Helps() map[string]program.Help
}

// warnings are what the operator reads before each thing that can be done.
var warnings = map[string]string{
	"unlock-factor": "The second factors, recovery codes, sessions and tokens end, and the person is told. Whoever knows the password signs in with it alone then: be sure who asked.",
	"end-sessions":  "The sessions end, and the person is told. Password, second factors and tokens stay.",
	"close":         "The sessions and tokens end, nobody signs in with the account any more, and the person is told. On their projects they stay until somebody removes them there.",
	"reopen":        "The person signs in as before the account was closed, and is told.",
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
	if len(args) == 0 || warnings[args[0]] == "" {
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
	closed := ""
	if k.Closed {
		closed = "; the account is closed"
	}
	fmt.Fprintf(out, "%s <%s> has %s; passkeys: %d, recovery codes: %d, sessions: %d, tokens: %d%s.\n", k.Name, k.Email, app, k.Passkeys, k.Codes, k.Sessions, k.Tokens, closed)
	if !asked.yes {
		fmt.Fprintf(out, "%s\nWrite yes to go on: ", warnings[asked.act])
		line, err := bufio.NewReader(in).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if strings.TrimSpace(line) != "yes" {
			return errors.New("nothing was changed: confirm with yes, or with --yes where nobody can be asked")
		}
	}
	if _, err := p.Helps()[asked.act](ctx, asked.email, asked.reason, operator()); err != nil {
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
