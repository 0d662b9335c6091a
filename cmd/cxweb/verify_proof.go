package main

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"

	"cxweb/modules/audit/seal"
	"cxweb/modules/handover/archive"
	"cxweb/platform/problem"
)

// proof checks the package's signature, and its history against the seals.
func (v *verifying) proof(ctx context.Context, p *archive.Package) error {
	var keys [][]byte
	if p.Manifest.Signed == nil {
		v.say("!", "The package is not signed: it was made before packages were")
	} else {
		key, err := hex.DecodeString(p.Manifest.Signed.Key)
		if err != nil || !p.Manifest.IsSigned() {
			v.fault("The package's signature is not that of its content")
		} else {
			keys = append(keys, key)
			v.signedBy(key)
		}
	}
	report, err := seal.Check(ctx, packed{p}, seal.Expected{Project: p.Manifest.Project.ID, Keys: keys})
	if bad := new(archive.Problem); errors.As(err, &bad) {
		v.fault(bad.Format, bad.Args...)
		return nil
	}
	if err != nil {
		return err
	}
	v.history(report)
	return nil
}

// signedBy says whose signature it is, as far as is known.
func (v *verifying) signedBy(key []byte) {
	switch {
	case v.key == "":
		v.say("✓", "Signed with the key %s; ask the installation that made the package whether it is theirs (/api/seal_key)", seal.Fingerprint(key))
	case v.key == hex.EncodeToString(key) || v.key == seal.Fingerprint(key):
		v.say("✓", "Signed with the key that was given: %s", seal.Fingerprint(key))
	default:
		v.fault("The package is signed with another key than the one that was given: %s", seal.Fingerprint(key))
	}
}

// history says what came of looking through a history.
func (v *verifying) history(r *seal.Report) {
	for _, f := range r.Found {
		v.fault("History: %s", f.In(v.language, problem.Say))
	}
	if r.Faults > len(r.Found) {
		v.wrong += r.Faults - len(r.Found)
		v.say("", "… and %d more", r.Faults-len(r.Found))
	}
	if r.Seals == 0 {
		v.say("!", "The history is not sealed")
		return
	}
	if r.Waiting > 0 {
		v.say("!", "Lines of the history that are not sealed yet: %d", r.Waiting)
	}
	if r.Faults == 0 {
		v.say("✓", "The history is whole: %d versions and %d actions in %d seals, the last with hash %s", r.Versions, r.Entries, r.Seals, hex.EncodeToString(r.Head.Hash))
	}
}

// packed is the history of a package.
type packed struct{ *archive.Package }

type packedLine struct {
	Seal    *seal.Seal    `json:"seal"`
	Version *seal.Version `json:"version"`
	Entry   *struct {
		seal.Entry
		ID string `json:"entry"`
	} `json:"entry"`
}

func (p packed) each(paths []string, each func(*packedLine) error) error {
	for _, path := range paths {
		if !p.Holds(path) {
			continue
		}
		err := p.Rows(path, func(text []byte) error {
			l := new(packedLine)
			if err := json.Unmarshal(text, l); err != nil {
				return &archive.Problem{Format: "%s cannot be read", Args: []any{path}}
			}
			return each(l)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Seals implements seal.Source.
func (p packed) Seals(_ context.Context, each func(*seal.Seal) error) error {
	return p.each([]string{archive.ProofPath}, func(l *packedLine) error {
		if l.Seal == nil {
			return nil
		}
		return each(l.Seal)
	})
}

var historyPaths = []string{archive.HistoryPath, archive.ProofPath}

// Versions implements seal.Source.
func (p packed) Versions(_ context.Context, each func(*seal.Version) error) error {
	return p.each(historyPaths, func(l *packedLine) error {
		if l.Version == nil {
			return nil
		}
		return each(l.Version)
	})
}

// Entries implements seal.Source.
func (p packed) Entries(_ context.Context, each func(*seal.Entry) error) error {
	return p.each(historyPaths, func(l *packedLine) error {
		if l.Entry == nil {
			return nil
		}
		e := l.Entry.Entry
		e.ID = l.Entry.ID
		return each(&e)
	})
}

func init() {
	problem.Teach(map[string]string{
		"The package is not signed: it was made before packages were":                                             "Pakken er ikke underskrevet: den er lavet, før pakker blev det",
		"The package's signature is not that of its content":                                                      "Pakkens underskrift passer ikke til dens indhold",
		"Signed with the key %s; ask the installation that made the package whether it is theirs (/api/seal_key)": "Underskrevet med nøglen %s; spørg den installation, der har lavet pakken, om den er dens (/api/seal_key)",
		"Signed with the key that was given: %s":                                                                  "Underskrevet med den nøgle, der blev angivet: %s",
		"The package is signed with another key than the one that was given: %s":                                  "Pakken er underskrevet med en anden nøgle end den angivne: %s",
		"%s cannot be read":         "%s kan ikke læses",
		"History: %s":               "Historik: %s",
		"The history is not sealed": "Historikken er ikke forseglet",
		"Lines of the history that are not sealed yet: %d":                                    "Linjer i historikken, der endnu ikke er forseglet: %d",
		"The history is whole: %d versions and %d actions in %d seals, the last with hash %s": "Historikken er hel: %d versioner og %d handlinger i %d segl, det sidste med kontrolsummen %s",
	})
}
