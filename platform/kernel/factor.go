package kernel

import (
	"context"

	"cxweb/platform/problem"
)

// lacksFactor refuses a member who has no second factor, and says who demands
// it: their company, the installation, or the project.
func (k *Kernel) lacksFactor(ctx context.Context) error {
	company, err := k.signIn.Demands(ctx)
	if err != nil {
		return err
	}
	return NeedsFactor(company)
}

// NeedsFactor is the refusal of whoever lacks the second factor that a company,
// or the installation, demands of them; where neither does, the project does.
func NeedsFactor(company string) error {
	if company == "" {
		return problem.New(problem.Denied, "The project demands a second factor. Set up an authenticator app or a passkey on your page.").For("second-factor")
	}
	return problem.New(problem.Denied, "%s demands a second factor of you. Set up an authenticator app or a passkey on your page.", company).For("second-factor")
}

func init() {
	problem.Teach(map[string]string{
		"The project demands a second factor. Set up an authenticator app or a passkey on your page.": "Projektet kræver en ekstra faktor. Opret en godkendelsesapp eller en adgangsnøgle på din side.",
		"%s demands a second factor of you. Set up an authenticator app or a passkey on your page.":   "%s kræver en ekstra faktor af dig. Opret en godkendelsesapp eller en adgangsnøgle på din side.",
	})
}
