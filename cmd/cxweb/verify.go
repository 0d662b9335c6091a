package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"cxweb/modules/handover/archive"
	"cxweb/modules/handover/cobie"
	"cxweb/platform/problem"
	"cxweb/platform/sheet"
	"cxweb/platform/table"
)

// verify checks a handover package without a network or a database: that all
// of it is there as the manifest says, that its history is as it was sealed,
// and that its COBie workbook is valid. Or it checks the history in a database.
func verify(ctx context.Context, args []string) error {
	f := flag.NewFlagSet("verify", flag.ContinueOnError)
	language := f.String("language", "", "da or en; else that of the system")
	key := f.String("key", "", "the public key that must have signed, or its fingerprint")
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() != 1 {
		return errors.New("say what to verify: cxweb verify [-language da|en] [-key KEY] PACKAGE.zip, postgres://… or database, which is that of this installation")
	}
	v := &verifying{language: *language, key: *key, to: os.Stdout}
	if v.language == "" {
		v.language = systemLanguage()
	}
	look, wrong := v.file, "the package is not as it should be; faults: %d"
	if f.Arg(0) == "database" || strings.HasPrefix(f.Arg(0), "postgres") && strings.Contains(f.Arg(0), "://") {
		look, wrong = v.database, "the history is not as it was sealed; faults: %d"
	}
	if err := look(ctx, f.Arg(0)); err != nil {
		return err
	}
	if v.wrong > 0 {
		return errors.New(problem.Say(v.language, wrong, v.wrong))
	}
	return nil
}

// systemLanguage is the language that the system is set to.
func systemLanguage() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if set := os.Getenv(name); set != "" {
			if strings.HasPrefix(set, "da") {
				return "da"
			}
			break
		}
	}
	return "en"
}

// verifying is a report under way.
type verifying struct {
	language string
	key      string // that must have signed; empty: any may
	to       io.Writer
	wrong    int
}

func (v *verifying) say(mark, format string, args ...any) {
	text := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) { // a package's names could move the cursor
			return '?'
		}
		return r
	}, problem.Say(v.language, format, args...))
	fmt.Fprintf(v.to, "%-2s %s\n", mark, text)
}

func (v *verifying) fault(format string, args ...any) {
	v.wrong++
	v.say("✗", format, args...)
}

func (v *verifying) file(ctx context.Context, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	p, err := archive.Open(f, info.Size())
	if bad := new(archive.Problem); errors.As(err, &bad) {
		v.fault(bad.Format, bad.Args...)
		return nil
	}
	if err != nil {
		return err
	}
	m := p.Manifest
	v.say("", "Project %s %s as of %s, made by %s %s", m.Project.Number, m.Project.Name, m.Created.Format("2006-01-02 15:04:05 UTC"), m.Program.Name, m.Program.Version)
	if err := v.archive(ctx, p); err != nil {
		return err
	}
	if err := v.proof(ctx, p); err != nil {
		return err
	}
	return v.cobie(ctx, p)
}

// archive checks every file against the manifest and the list of checksums.
func (v *verifying) archive(ctx context.Context, p *archive.Package) error {
	before := v.wrong
	var bytes int64
	err := p.Check(func(bad *archive.Problem) { v.fault(bad.Format, bad.Args...) }, func(_, total int64) error {
		bytes = total
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	for _, name := range p.Manifest.Missing {
		v.say("!", "The project lacked a file when the package was made: %s", name)
	}
	if v.wrong == before {
		v.say("✓", "%d files, %d kB: sizes and SHA-256 agree with the manifest and the list of checksums", len(p.Manifest.Files), bytes>>10)
		v.say("✓", "Hash of the content: %s", p.Manifest.Content)
	}
	return nil
}

// cobie checks the workbook, in a process of its own: the package may come
// from anywhere.
func (v *verifying) cobie(ctx context.Context, p *archive.Package) error {
	r, err := p.Read(archive.CobiePath)
	if err != nil {
		v.fault("%s is missing", archive.CobiePath)
		return nil
	}
	defer r.Close()
	f, err := os.CreateTemp("", "cxweb-verify-*.xlsx")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = io.Copy(f, r)
	if err := errors.Join(err, f.Close()); err != nil {
		v.fault("%s cannot be unpacked", archive.CobiePath)
		return nil
	}
	check := cobie.NewValidator()
	err = sheet.Read(ctx, f.Name(), func(s table.Sheet) error { check.Sheet(s.Name); return nil }, func(r table.Row) error {
		cells := make([]cobie.Cell, len(r.Cells))
		for i, c := range r.Cells {
			cells[i] = cobie.Cell{Column: c.Column, Text: c.Text, Date: c.Kind == table.IsDate}
		}
		check.Row(r.Number, cells)
		return nil
	})
	if unread := new(table.Problem); errors.As(err, &unread) {
		if unread.Kind == table.TooManyRows || unread.Kind == table.TooLarge || unread.Kind == table.OutOfMemory || unread.Kind == table.OutOfTime {
			v.say("!", "The COBie workbook is too large to be checked here")
			return nil
		}
		v.fault("The COBie workbook cannot be read: %s", unread.Error())
		return nil
	}
	if err != nil {
		return err
	}
	v.report(check.Done())
	return nil
}

func (v *verifying) report(r cobie.Report) {
	told := 0
	for _, f := range r.Findings {
		if f.Warns {
			continue
		}
		told++
		row := ""
		if f.Row > 0 {
			row = fmt.Sprintf(" %d", f.Row)
		}
		v.say("✗", "COBie, %s: %s", strings.TrimSpace(f.Sheet+row+" "+f.Column), problem.Say(v.language, f.Format, f.Args...))
	}
	v.wrong += r.Errors
	if r.Errors > told {
		v.say("", "… and %d more", r.Errors-told)
	}
	if r.Errors == 0 {
		v.say("✓", "COBie 2.4: sheets, headers, keys, references, pick lists and dates are valid; %d cells lack a value that is asked for", r.Warnings)
	}
}

func init() {
	problem.Teach(map[string]string{
		"the history is not as it was sealed; faults: %d":                                      "historikken er ikke, som den blev forseglet; fejl: %d",
		"the package is not as it should be; faults: %d":                                       "pakken er ikke, som den skal være; fejl: %d",
		"Project %s %s as of %s, made by %s %s":                                                "Projekt %s %s pr. %s, lavet med %s %s",
		"The project lacked a file when the package was made: %s":                              "Projektet manglede en fil, da pakken blev lavet: %s",
		"%d files, %d kB: sizes and SHA-256 agree with the manifest and the list of checksums": "%d filer, %d kB: størrelser og SHA-256 passer med manifestet og listen af kontrolsummer",
		"Hash of the content: %s":                                                              "Kontrolsum for indholdet: %s",
		"The COBie workbook is too large to be checked here":                                   "COBie-arket er for stort til at blive kontrolleret her",
		"The COBie workbook cannot be read: %s":                                                "COBie-arket kan ikke læses: %s",
		"COBie, %s: %s":                                                                        "COBie, %s: %s",
		"… and %d more":                                                                        "… og %d mere",
		"COBie 2.4: sheets, headers, keys, references, pick lists and dates are valid; %d cells lack a value that is asked for": "COBie 2.4: ark, overskrifter, nøgler, henvisninger, værdilister og datoer er gyldige; %d celler mangler en værdi, der bedes om",
	})
}
