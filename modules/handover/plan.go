package handover

import (
	"cmp"
	"context"
	"io"
	"slices"

	"cxweb/modules/handover/archive"
	"cxweb/platform/table"
)

// plan lists what is made from the tables: the list of files first, which others
// read, then what takes longest, so that nothing long is left to the end.
func (w *making) plan() {
	add := func(weight int64, write func(context.Context, []io.Writer) ([]int64, error), files ...output) {
		w.pieces = append(w.pieces, piece{files, weight, write})
	}
	kept := w.rows(rawPath("files"))
	add(kept, alone(w.writeFiles), output{archive.FilesPath, "data"})
	for _, p := range w.m.parts {
		if p.Sheet[0] == "" {
			continue
		}
		rows := w.rows(jsonPath(p.Name))
		files := []output{{"01_datamodel/" + p.Name + ".csv", "table"}}
		if rows < table.MaxRow { // beyond that a sheet ends; the CSV file does not
			files = append(files, output{"01_datamodel/" + p.Name + ".xlsx", "table"})
		}
		add(rows, func(ctx context.Context, to []io.Writer) ([]int64, error) { return w.writeTables(ctx, p, to) }, files...)
	}
	add(w.rows(jsonPath("rows"))+3*w.rows(jsonPath("components"))+kept, alone(w.writeCobie), output{archive.CobiePath, "cobie"})
	slices.SortStableFunc(w.pieces[1:], func(a, b piece) int { return cmp.Compare(b.weight, a.weight) })
	add(0, alone(w.writeProof), output{archive.ProofPath, "index"})
	tables := int64(0)
	for _, t := range w.at.Tables {
		tables += t.Rows
	}
	w.total.Store(tables + w.past)
	for _, p := range w.pieces {
		w.total.Add(p.weight)
	}
}

// last is what is made when all else has been read and made.
func (w *making) last() (all []piece) {
	for _, one := range []struct {
		path  string
		write func(context.Context, io.Writer) (int64, error)
	}{{"00_index/README_da.md", w.readme(readmeDA)}, {"00_index/README_en.md", w.readme(readmeEN)}, {archive.SchemaPath, writeSchema}} {
		all = append(all, piece{files: []output{{one.path, "index"}}, write: alone(one.write)})
	}
	return all
}

// alone writes one file.
func alone(write func(context.Context, io.Writer) (int64, error)) func(context.Context, []io.Writer) ([]int64, error) {
	return func(ctx context.Context, to []io.Writer) ([]int64, error) {
		rows, err := write(ctx, to[0])
		return []int64{rows}, err
	}
}

func writeSchema(_ context.Context, to io.Writer) (int64, error) {
	text, err := schema.ReadFile("schema/manifest.schema.json")
	if err != nil {
		return 0, err
	}
	_, err = to.Write(text)
	return 0, err
}
