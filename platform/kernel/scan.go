package kernel

import (
	"context"
	"errors"
	"io"
	"log/slog"

	"cxweb/platform/db"
	"cxweb/platform/files"
	"cxweb/platform/problem"
	"cxweb/platform/virus"
)

// Scanner looks for viruses.
type Scanner interface {
	// Check returns the name of the virus that r holds, or none.
	Check(ctx context.Context, r io.Reader) (name string, err error)
}

// What a scanner said of a file.
const (
	unchecked = "unchecked" // nothing yet, or it is too large for the scanner
	clean     = "clean"
	infected  = "infected"
)

// scan has a stored file looked at and keeps what was said. Without a scanner,
// or with one that is away, the file stays unchecked.
func (k *Kernel) scan(ctx context.Context, sha string) (state, name string, err error) {
	if k.Set.Scanner == nil {
		return unchecked, "", nil
	}
	body, _, err := k.Files.Get(ctx, sha)
	if err != nil {
		return unchecked, "", err
	}
	defer body.Close()
	name, err = k.Set.Scanner.Check(ctx, body)
	switch {
	case errors.Is(err, virus.ErrTooLarge):
		state = unchecked
	case err != nil:
		return unchecked, "", err
	case name != "":
		state = infected
		slog.WarnContext(ctx, "a file holds a virus and is locked away", "sha256", sha, "virus", name)
	default:
		state = clean
	}
	return state, name, errors.Join(err, k.kernelWork(ctx, func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw("select platform.judge(?, ?, ?)", sha, state, name).Exec(ctx)
		return err
	}))
}

// scanUpload lets a file in that was just received, or refuses it. A scanner
// that is away keeps nobody from working, unless the settings say so.
func (k *Kernel) scanUpload(ctx context.Context, f *StoredFile) error {
	state, name, err := k.scan(ctx, f.SHA256)
	f.Checked = state
	switch {
	case state == infected:
		return problem.New(problem.Invalid, "The file holds a virus (%s) and was not taken in", name).Because(err)
	case err == nil:
		return nil
	case k.Set.ScanFirst && errors.Is(err, virus.ErrTooLarge):
		return problem.New(problem.Invalid, "The file is too large to be checked for viruses, and files that are not checked are not taken in").Because(err)
	case k.Set.ScanFirst:
		return problem.New(problem.Unavailable, "Files cannot be checked for viruses right now, and are not taken in until they can. Try again in a moment.").Because(err)
	}
	slog.WarnContext(ctx, "a file was taken in unchecked", "sha256", f.SHA256, "error", err)
	return nil
}

// scannedAtOnce is how many files are asked for at a time.
const scannedAtOnce = 200

// Scan has every file looked at that was not yet: those of before there was
// a scanner, those taken in while it was away, those that came in a package.
func (k *Kernel) Scan(ctx context.Context) error {
	if k.Set.Scanner == nil {
		return nil
	}
	last := ""
	for {
		var some []string
		if err := k.kernelWork(ctx, func(ctx context.Context) error {
			return db.On(ctx).NewRaw("select platform.unjudged(?, ?)", last, scannedAtOnce).Scan(ctx, &some)
		}); err != nil || len(some) == 0 {
			return err
		}
		for _, sha := range some {
			last = sha
			_, _, err := k.scan(ctx, sha)
			switch {
			case errors.Is(err, files.ErrMissing) || errors.Is(err, files.ErrDamaged) || errors.Is(err, virus.ErrTooLarge):
			case err != nil:
				return err // it is away: the next time begins where there is something to do
			}
		}
	}
}

func init() {
	problem.Teach(map[string]string{
		"The file holds a virus (%s) and was not taken in":                                                           "Filen indeholder en virus (%s) og blev ikke modtaget",
		"The file holds a virus and is locked away":                                                                  "Filen indeholder en virus og er spærret",
		"The file is too large to be checked for viruses, and files that are not checked are not taken in":           "Filen er for stor til at blive kontrolleret for virus, og filer, der ikke er kontrolleret, modtages ikke",
		"Files cannot be checked for viruses right now, and are not taken in until they can. Try again in a moment.": "Filer kan ikke kontrolleres for virus lige nu og modtages ikke, før de kan. Prøv igen om lidt.",
	})
}
