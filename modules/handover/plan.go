package handover

import (
	"context"
	"io"

	"cxweb/modules/handover/archive"
	"cxweb/platform/table"
)

// plan lists what is made from the tables, in the order in which it is made.
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
	history := w.rows(rawPath("entries")) + w.rows(rawPath("versions"))
	add(history, w.writeHistory, output{archive.HistoryPath, "history"}, output{"10_revision/history.csv", "history"})
	add(history+2*w.rows(rawPath("seals")), alone(w.writeProof), output{archive.ProofPath, "index"})
	add(0, alone(w.readme(readmeDA)), output{"00_index/README_da.md", "index"})
	add(0, alone(w.readme(readmeEN)), output{"00_index/README_en.md", "index"})
	add(0, alone(writeSchema), output{archive.SchemaPath, "index"})
	w.total = kept
	for _, t := range w.at.Tables {
		w.total += t.Rows
	}
	w.done.Store(w.total - kept)
	for _, p := range w.pieces {
		w.total += p.weight
	}
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
