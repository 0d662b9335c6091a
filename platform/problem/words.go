package problem

func init() {
	Teach(map[string]string{
		"Some of what you sent cannot be accepted": "Noget af det, du sendte, kan ikke bruges",
		"Sign in first":                                "Log ind først",
		"You may not do that":                          "Det har du ikke ret til",
		"There is nothing here":                        "Her er ikke noget",
		"That does not fit with what is there already": "Det passer ikke med det, der findes i forvejen",
		"Somebody else changed this in the meantime":   "En anden har ændret det i mellemtiden",
		"That is too large":                            "Det er for stort",
		"Too many tries":                               "For mange forsøg",
		"The service cannot answer right now":          "Tjenesten kan ikke svare lige nu",
		"Something went wrong on our side":             "Der gik noget galt hos os",
	})
}
