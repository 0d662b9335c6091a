package main

import (
	"context"
	"errors"
	"fmt"

	"cxweb/cmd/program"
)

// doctor starts everything that the settings ask for, serves nobody, and says
// what is wrong.
func doctor(ctx context.Context, _ []string) error {
	p, err := program.Join(ctx)
	if err != nil {
		return fmt.Errorf("the installation does not start: %w", err)
	}
	var all []error
	for _, c := range p.Checkup(ctx) {
		mark := "ok "
		if c.Err != nil {
			mark = "BAD"
			all = append(all, c.Err)
		}
		fmt.Printf("%s  %s", mark, c.Name)
		if c.Err != nil {
			fmt.Printf(": %v", c.Err)
		}
		fmt.Println()
	}
	return errors.Join(errors.Join(all...), p.End())
}
