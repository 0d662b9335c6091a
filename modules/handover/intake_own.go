package handover

import (
	"encoding/json"

	"github.com/google/uuid"
)

// heed remembers an own column whose values are ids: of people, or of documents.
func (i *intake) heed(l line) {
	thing, key, kind := l.keep("thing"), l.keep("key"), l.keep("kind")
	if kind != "person" && kind != "document" {
		return
	}
	if i.leads == nil {
		i.leads = map[string]map[string]string{}
	}
	if i.leads[thing] == nil {
		i.leads[thing] = map[string]string{}
	}
	i.leads[thing][key] = kind
}

// own are a row's own values as they are to be here: who is not known here is
// nobody, and documents are this project's.
func (i *intake) own(thing, raw string) (string, error) {
	leads := i.leads[thing]
	if len(leads) == 0 {
		return raw, nil
	}
	values := map[string]json.RawMessage{}
	if err := json.Unmarshal([]byte(raw), &values); err != nil {
		return "", err
	}
	for key, kind := range leads {
		var was uuid.UUID
		if text, given := values[key]; !given || json.Unmarshal(text, &was) != nil {
			continue
		}
		now, known := i.people[was]
		if kind == "document" {
			now, known = i.id(was), true
		}
		if delete(values, key); known {
			values[key] = json.RawMessage(quoted(now))
		}
	}
	text, err := json.Marshal(values)
	return string(text), err
}
