package handover

import (
	"context"
	"encoding/json"
	"strings"

	"cxweb/modules/handover/archive"

	"github.com/google/uuid"
)

// label is what people call a row: its code, tag or number, and its name.
type label struct{ code, name string }

// text is the label in one cell.
func (l label) text() string {
	if l.code == "" {
		return l.name
	}
	return l.code
}

// labels are those of a part's rows. A place is called by its way from the top,
// for its code stands once below its parent only.
func (w *making) labels(ctx context.Context, part string) (map[uuid.UUID]label, error) {
	if err := until(ctx, w.tables); err != nil { // which the history may be read before
		return nil, err
	}
	w.reading.Lock()
	defer w.reading.Unlock()
	return w.labelled(ctx, part)
}

// labelled reads labels while nobody else does. A version is called by its
// document and its revision.
func (w *making) labelled(ctx context.Context, part string) (map[uuid.UUID]label, error) {
	if had, ok := w.names[part]; ok {
		return had, nil
	}
	var documents map[uuid.UUID]label
	if part == "document_versions" {
		var err error
		if documents, err = w.labelled(ctx, "documents"); err != nil {
			return nil, err
		}
	}
	all, parents := map[uuid.UUID]label{}, map[uuid.UUID]uuid.UUID{}
	err := w.part(ctx, part, func(l line) error {
		id := l.id("id")
		all[id] = label{strings.Clone(l.first("tag", "code", "no", "label", "number", "tested_at")), strings.Clone(first(l.first("name", "title"), l.inLanguage("name", w.p.Language), l.inLanguage("title", w.p.Language), l.inLanguage("text", w.p.Language)))}
		if of, ok := documents[l.id("document")]; ok {
			all[id] = label{of.code + " rev. " + strings.Clone(l.text("revision")), of.name}
		}
		if l.has("kind") && l.has("parent") {
			parents[id] = l.id("parent")
		}
		return nil
	})
	ways := make(map[uuid.UUID]string, len(parents))
	for id := range parents {
		way := all[id].code
		for up, steps := parents[id], 0; up != uuid.Nil && steps < 50; up, steps = parents[up], steps+1 {
			way = all[up].code + " / " + way
		}
		ways[id] = way
	}
	for id, way := range ways {
		all[id] = label{way, all[id].name}
	}
	if w.names == nil {
		w.names = map[string]map[uuid.UUID]label{}
	}
	w.names[part] = all
	return all, err
}

// readPeople reads who is shown on the project.
func (w *making) readPeople(ctx context.Context) error {
	w.people = map[uuid.UUID]contact{}
	r, err := w.open(ctx, archive.PeoplePath)
	if err != nil {
		return err
	}
	defer r.Close()
	return archive.ReadLines(r, func(text []byte) error {
		var c contact
		if err := json.Unmarshal(text, &c); err != nil {
			return err
		}
		w.people[c.ID] = c
		return nil
	})
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
