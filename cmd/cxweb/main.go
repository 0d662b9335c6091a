// Command cxweb is the whole product: it serves people, works in the
// background, migrates, and checks handover packages.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"cxweb/cmd/program"
	"cxweb/platform/sheet"
)

// commands are what the program can be asked to do.
var commands = []struct {
	name, about string
	run         func(ctx context.Context, args []string) error
}{
	{"up", "bring up everything a first start needs, then serve and work", up},
	{"serve", "serve people, and work the queue unless --no-work", serve},
	{"work", "work the queue; needs a real Redis", work},
	{"migrate", "bring the database's schema up to date, as its owner", migrateSchema},
	{"demo", "fill a database with projects for trying and measuring", fill},
	{"verify", "check a handover package without a network, or the history in a database", verify},
	{"account", "help a person who lost every second factor; sign them out; close or reopen an account", account},
	{"api", "print the description of the API (OpenAPI 3.1)", api},
	{"sbom", "print what the program is made of (CycloneDX 1.6)", bill},
	{"doctor", "say what is wrong with this installation", doctor},
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == sheet.Command {
		os.Exit(sheet.Main(os.Args[2:]))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "cxweb:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return usage()
	}
	for _, c := range commands {
		if c.name == args[0] {
			err := c.run(ctx, args[1:])
			if errors.Is(err, context.Canceled) && ctx.Err() != nil {
				return nil
			}
			return err
		}
	}
	return usage()
}

func usage() error {
	fmt.Fprintln(os.Stderr, "cxweb", program.Version)
	for _, c := range commands {
		fmt.Fprintf(os.Stderr, "  cxweb %-8s %s\n", c.name, c.about)
	}
	return errors.New("say what to do")
}
