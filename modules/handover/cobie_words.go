package handover

import "cxweb/platform/problem"

// What the check of a COBie workbook says; its package knows no languages.
func init() {
	problem.Teach(map[string]string{
		"stands twice in the workbook":                      "står to gange i projektmappen",
		"the sheet is missing":                              "arket mangler",
		"the sheets are not in the standard's order":        "arkene står ikke i standardens rækkefølge",
		"the sheet has no headers":                          "arket har ingen overskrifter",
		"the header stands twice":                           "overskriften står to gange",
		"the header is missing":                             "overskriften mangler",
		"the headers are not in the standard's order":       "overskrifterne står ikke i standardens rækkefølge",
		"%s is not in the list %s":                          "%s står ikke på listen %s",
		"%s does not stand on the sheet %s":                 "%s står ikke på arket %s",
		"the row %d has the same key: %s":                   "rækken %d har den samme nøgle: %s",
		"is needed: it is part of the key":                  "skal udfyldes: den er en del af nøglen",
		"is empty; where there is no value n/a is expected": "er tom; hvor der ingen værdi er, ventes n/a",
		"is asked for and has no value":                     "bedes der om, og der er ingen værdi",
		"%s is not an e-mail address":                       "%s er ikke en e-mailadresse",
		"%s is not a date such as 2026-04-20T09:00:00":      "%s er ikke en dato som 2026-04-20T09:00:00",
		"%s is not a sheet":                                 "%s er ikke et ark",
	})
}
