package sheet

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"cxweb/platform/table"
)

// Command is the word by which the program reads a table and ends: cmd calls
// Main for it.
const Command = "sheet-read"

// What the reading process may use.
const (
	softMemory = "256MiB"  // where the garbage collector begins to work hard
	hardMemory = 512 << 20 // bytes beyond what it has at its start
	maxSeconds = 120       // of a processor
)

// line is what the reading process says, one a line.
type line struct {
	Sheet   *table.Sheet // the rows that follow are this sheet's
	Row     int
	Cells   []table.Cell
	Problem *table.Problem
	End     bool // the file has been read whole
}

// Read reads the file at path in a process of its own, which has little
// memory and time, none of this one's secrets, and dies alone. It hands over
// every sheet, followed by its rows; either function may be nil. What is wrong
// with the file is a *table.Problem; an error of a function ends the reading.
func Read(ctx context.Context, path string, sheet func(table.Sheet) error, row func(table.Row) error) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	if runtime.GOOS == "linux" {
		self = "/proc/self/exe" // is there even when an upgrade has replaced the file
	}
	return read(ctx, self, path, sheet, row)
}

func read(ctx context.Context, program, path string, sheet func(table.Sheet) error, row func(table.Row) error) (err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	cmd := exec.CommandContext(ctx, program, Command, path)
	cmd.Env = []string{"GOMEMLIMIT=" + softMemory, "GOTRACEBACK=none"}
	var complaint lastWords
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	ended, err := listen(out, sheet, row)
	if err != nil {
		stop()
	}
	died := cmd.Wait()
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case died != nil || !ended:
		return fate(died, string(complaint))
	}
	return nil
}

// listen hands over what the process says, and tells whether it said all.
func listen(out io.Reader, sheet func(table.Sheet) error, row func(table.Row) error) (ended bool, err error) {
	in := gob.NewDecoder(bufio.NewReaderSize(out, 1<<16))
	for {
		var l line
		err := in.Decode(&l)
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return false, nil // it died; how, is seen by its end
		case err != nil:
			return false, fmt.Errorf("reading process: %w", err)
		case l.Problem != nil:
			return false, l.Problem
		case l.End:
			return true, nil
		case l.Sheet != nil && sheet != nil:
			err = sheet(*l.Sheet)
		case l.Row > 0 && row != nil:
			err = row(table.Row{Number: l.Row, Cells: l.Cells})
		}
		if err != nil {
			return false, err
		}
	}
}

// fate is why a reading process died.
func fate(died error, complaint string) error {
	switch {
	case strings.Contains(complaint, "out of memory"), strings.Contains(complaint, "cannot allocate memory"):
		return &table.Problem{Kind: table.OutOfMemory, Detail: fmt.Sprintf("reading the file took more than %d MB", hardMemory>>20)}
	case strings.Contains(complaint, "SIGXCPU"), strings.Contains(fmt.Sprint(died), "killed"):
		return &table.Problem{Kind: table.OutOfTime, Detail: fmt.Sprintf("reading the file took more than %d s", maxSeconds)}
	}
	return fmt.Errorf("reading process: %v: %s", died, complaint)
}

// lastWords keeps the beginning of what a dying process says, which names the
// cause.
type lastWords []byte

func (l *lastWords) Write(p []byte) (int, error) {
	*l = append(*l, p[:min(len(p), 2000-len(*l))]...)
	return len(p), nil
}

// Main is the reading process. Its arguments are those behind Command; its
// result is the process's exit code.
func Main(args []string) int {
	if err := confine(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if len(args) != 1 {
		fmt.Fprintln(os.Stderr, "usage: "+Command+" FILE")
		return 2
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<16)
	err := say(gob.NewEncoder(out), args[0])
	if err = errors.Join(err, out.Flush()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// say reads the file and says what is in it, or what is wrong with it.
func say(out *gob.Encoder, path string) error {
	err := tell(out, path)
	if problem := new(table.Problem); errors.As(err, &problem) {
		return out.Encode(line{Problem: problem})
	}
	if err != nil {
		return err
	}
	return out.Encode(line{End: true})
}

func tell(out *gob.Encoder, path string) error {
	b, err := OpenFile(path)
	if err != nil {
		return err
	}
	defer b.Close()
	for i, s := range b.Sheets() {
		if err := out.Encode(line{Sheet: &s}); err != nil {
			return err
		}
		for r, err := range b.Rows(i) {
			if err != nil {
				return err
			}
			if err := out.Encode(line{Row: r.Number, Cells: r.Cells}); err != nil {
				return err
			}
		}
	}
	return nil
}
