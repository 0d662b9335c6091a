package handover

import (
	"context"
	"io"

	"cxweb/modules/handover/archive"
	"cxweb/platform/kernel"
	"cxweb/platform/table"
)

// plan lists what is made from the tables, in the order in which it is made.
func (w *making) plan() {
	add := func(path, category string, weight int64, write func(context.Context, io.Writer) (int64, error)) {
		w.pieces = append(w.pieces, piece{path, category, weight, write})
	}
	kept := w.rows(rawPath("files"))
	add(archive.FilesPath, "data", kept, w.writeFiles)
	for _, p := range w.m.parts {
		if p.Sheet[0] == "" {
			continue
		}
		rows := w.rows(jsonPath(p.Name))
		if rows < table.MaxRow { // beyond that a sheet ends; the CSV file does not
			add("01_datamodel/"+p.Name+".xlsx", "table", rows, w.partly(p, w.writeSheet))
		}
		add("01_datamodel/"+p.Name+".csv", "table", rows, w.partly(p, w.writeCSV))
	}
	add(archive.CobiePath, "cobie", w.rows(jsonPath("rows"))+3*w.rows(jsonPath("components"))+kept, w.writeCobie)
	history := w.rows(rawPath("entries")) + w.rows(rawPath("versions"))
	add(archive.HistoryPath, "history", history, w.writeHistory)
	add("10_revision/history.csv", "history", w.rows(rawPath("versions")), w.writeHistoryCSV)
	add(archive.ProofPath, "index", history+2*w.rows(rawPath("seals")), w.writeProof)
	add("00_index/README_da.md", "index", 0, w.readme(readmeDA))
	add("00_index/README_en.md", "index", 0, w.readme(readmeEN))
	add(archive.SchemaPath, "index", 0, writeSchema)
	w.total = kept
	for _, t := range w.at.Tables {
		w.total += t.Rows
	}
	w.done.Store(w.total - kept)
	for _, p := range w.pieces {
		w.total += p.weight
	}
}

func (w *making) partly(p kernel.Part, write func(context.Context, kernel.Part, io.Writer) (int64, error)) func(context.Context, io.Writer) (int64, error) {
	return func(ctx context.Context, to io.Writer) (int64, error) { return write(ctx, p, to) }
}

func writeSchema(_ context.Context, to io.Writer) (int64, error) {
	text, err := schema.ReadFile("schema/manifest.schema.json")
	if err != nil {
		return 0, err
	}
	_, err = to.Write(text)
	return 0, err
}
