package kernel

import (
	"encoding/json"
	"maps"
	"reflect"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/invopop/jsonschema"
)

// OpenAPI describes every action (OpenAPI 3.1), with its name as operationId.
func (k *Kernel) OpenAPI() []byte {
	k.describeOnce.Do(func() { k.described = k.describe() })
	return k.described
}

func (k *Kernel) describe() []byte {
	d := &describer{schemas: map[string]any{}}
	paths := map[string]map[string]any{}
	for _, a := range k.actions {
		path := "/api" + openPath(a.Path)
		if paths[path] == nil {
			paths[path] = map[string]any{}
		}
		paths[path][strings.ToLower(a.Method)] = d.operation(a)
	}
	d.schemas["Problem"] = problemSchema
	doc := map[string]any{
		"openapi": "3.1.0",
		"info":    map[string]any{"title": "CXweb", "version": k.Set.Version, "description": "Building commissioning: everything that the web UI does, for programs."},
		"paths":   paths,
		"components": map[string]any{"schemas": d.schemas, "securitySchemes": map[string]any{
			"session": map[string]any{"type": "apiKey", "in": "cookie", "name": k.cookie()},
			"token":   map[string]any{"type": "http", "scheme": "bearer"}}},
		"security": []any{map[string]any{"session": []any{}}, map[string]any{"token": []any{}}},
	}
	text, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		panic(err) // only maps of plain values stand in it
	}
	return text
}

type describer struct{ schemas map[string]any }

func (d *describer) operation(a Action) map[string]any {
	module, _, _ := strings.Cut(a.Name, ".")
	op := map[string]any{"operationId": a.Name, "tags": []string{module}}
	about := a.about
	if area, verb := a.Right(); area != "" {
		about = strings.TrimSpace(about + " Right: " + area + "." + verb + ".")
		op["x-right"] = area + "." + verb
	}
	if a.open {
		op["security"] = []any{}
	}
	if about != "" {
		op["description"] = about
	}
	if params := d.parameters(a); len(params) > 0 {
		op["parameters"] = params
	}
	if body := d.body(a); body != nil {
		op["requestBody"] = body
	}
	status := map[int]string{200: "200", 201: "201", 202: "202", 204: "204"}[a.Status]
	answer := map[string]any{"description": "What came of it"}
	switch {
	case a.Out == nil || a.Out == reflect.TypeFor[Nothing]() || a.Status == 204:
		if status == "200" || status == "201" {
			status = "204"
		}
	case a.Out == reflect.TypeFor[*File]():
		answer["content"] = map[string]any{"application/octet-stream": map[string]any{"schema": map[string]any{"type": "string", "format": "binary"}}}
	case a.Out == reflect.TypeFor[eventStream]():
		answer["content"] = map[string]any{"text/event-stream": map[string]any{"schema": map[string]any{"type": "string"}}}
	default:
		answer["content"] = map[string]any{"application/json": map[string]any{"schema": d.schema(a.Out)}}
	}
	op["responses"] = map[string]any{status: answer, "default": map[string]any{"description": "A problem (RFC 9457)",
		"content": map[string]any{"application/problem+json": map[string]any{"schema": map[string]any{"$ref": "#/components/schemas/Problem"}}}}}
	return op
}

func (d *describer) parameters(a Action) []any {
	var params []any
	for _, f := range reflect.VisibleFields(a.In) {
		for _, place := range []string{"params", "query"} {
			name := f.Tag.Get(place)
			if name == "" {
				continue
			}
			where := map[string]string{"params": "path", "query": "query"}[place]
			schema := map[string]any{"type": "string"}
			switch f.Type.Kind() {
			case reflect.Int, reflect.Int64:
				schema = map[string]any{"type": "integer"}
			case reflect.Bool:
				schema = map[string]any{"type": "boolean"}
			}
			if f.Type.String() == "uuid.UUID" {
				schema["format"] = "uuid"
			}
			params = append(params, map[string]any{"name": name, "in": where, "required": place == "params", "schema": schema})
		}
	}
	return params
}

func (d *describer) body(a Action) map[string]any {
	if a.Method == "GET" {
		return nil
	}
	if a.In == reflect.TypeFor[uploadCommand]() {
		return map[string]any{"required": true, "content": map[string]any{"application/octet-stream": map[string]any{"schema": map[string]any{"type": "string", "format": "binary"}}}}
	}
	target := a.In
	has := false
	for i := range a.In.NumField() {
		f := a.In.Field(i)
		if _, whole := f.Tag.Lookup("body"); whole {
			target, has = f.Type, true
		} else if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "-" && f.IsExported() {
			has = true
		}
	}
	if !has {
		return nil
	}
	var schema map[string]any
	if b, ok := reflect.New(target).Elem().Interface().(describedBody); !ok {
		schema = d.schema(target)
	} else {
		of, with, required := b.described()
		properties := map[string]any{}
		if own, ok := d.inline(of)["properties"].(map[string]any); ok {
			for name, p := range own {
				properties[name] = nullable(p)
			}
		}
		maps.Copy(properties, with)
		schema = map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
		if len(required) > 0 {
			schema["required"] = required
		}
	}
	return map[string]any{"required": true, "content": map[string]any{"application/json": map[string]any{"schema": schema}}}
}

// nullable lets null clear a field.
func nullable(p any) any {
	if m, ok := p.(map[string]any); ok && m["anyOf"] != nil {
		return p
	}
	return map[string]any{"anyOf": []any{p, map[string]any{"type": "null"}}}
}

// mapped are types that are one JSON text, and structs that have a name of
// their own in the components.
func (d *describer) mapped(t, within reflect.Type) *jsonschema.Schema {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return nil
	case t == reflect.TypeFor[uuid.UUID]():
		return &jsonschema.Schema{Type: "string", Format: "uuid"}
	case t == reflect.TypeFor[json.RawMessage]():
		return &jsonschema.Schema{}
	}
	if f, ok := reflect.New(t).Elem().Interface().(interface{ SchemaFormat() string }); ok {
		return &jsonschema.Schema{Type: "string", Format: f.SchemaFormat()}
	}
	if t.Kind() == reflect.Struct && t != within && t.Name() != "" {
		ref, _ := d.schema(t)["$ref"].(string)
		return &jsonschema.Schema{Ref: ref}
	}
	return nil
}

// refine adds to a struct's schema what its tags say beside the JSON names:
// pointers that are always there may be null, and choices are listed.
func refine(schema map[string]any, t reflect.Type) {
	properties, _ := schema["properties"].(map[string]any)
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		p, ok := properties[name].(map[string]any)
		if !ok {
			continue
		}
		if _, choices, found := strings.Cut(f.Tag.Get("validate"), "oneof="); found {
			choices, _, _ = strings.Cut(choices, ",")
			p["enum"] = strings.Fields(choices)
		}
		scalar := f.Type.Kind() == reflect.Pointer && (f.Type.Elem().Kind() != reflect.Struct || f.Type.Elem() == reflect.TypeFor[time.Time]())
		ids := f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Array
		if (scalar || ids) && !strings.Contains(options, "omit") {
			properties[name] = nullable(p)
		}
	}
}

// inline is the schema of a struct itself; named types below it go to the components.
func (d *describer) inline(t reflect.Type) map[string]any {
	r := &jsonschema.Reflector{Anonymous: true, ExpandedStruct: true, AllowAdditionalProperties: true, Namer: schemaName, Mapper: func(of reflect.Type) *jsonschema.Schema { return d.mapped(of, t) }}
	text, err := json.Marshal(r.ReflectFromType(t))
	if err != nil {
		panic(err)
	}
	text = []byte(strings.ReplaceAll(string(text), "#/$defs/", "#/components/schemas/"))
	var schema map[string]any
	if err := json.Unmarshal(text, &schema); err != nil {
		panic(err)
	}
	if defs, ok := schema["$defs"].(map[string]any); ok {
		for name, def := range defs {
			d.schemas[name] = def
		}
	}
	delete(schema, "$defs")
	delete(schema, "$schema")
	if t.Kind() == reflect.Struct {
		refine(schema, t)
	}
	return schema
}

func (d *describer) schema(t reflect.Type) map[string]any {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if l, ok := reflect.Zero(t).Interface().(line); ok {
		return d.schema(l.lineOf())
	}
	if t.Kind() == reflect.Slice {
		return map[string]any{"type": "array", "items": d.schema(t.Elem())}
	}
	if t.Kind() != reflect.Struct || t.Name() == "" {
		return d.inline(t)
	}
	name := schemaName(t)
	if _, had := d.schemas[name]; !had {
		d.schemas[name] = map[string]any{}
		d.schemas[name] = d.inline(t)
	}
	return map[string]any{"$ref": "#/components/schemas/" + name}
}

// schemaName is module and type, so that two modules may use one word.
func schemaName(t reflect.Type) string {
	pkg := t.PkgPath()[strings.LastIndexByte(t.PkgPath(), '/')+1:]
	name := t.Name()
	if pkg == "" || name == "" {
		return name
	}
	if i := strings.IndexByte(name, '['); i >= 0 { // a generic type carries its parameter's path
		inner := name[i+1 : len(name)-1]
		inner = inner[strings.LastIndexByte(inner, '.')+1:]
		name = name[:i] + "Of" + strings.ToUpper(inner[:1]) + inner[1:]
	}
	return strings.ToUpper(pkg[:1]) + pkg[1:] + strings.ToUpper(name[:1]) + name[1:]
}

func openPath(path string) string {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		if name, ok := strings.CutPrefix(p, ":"); ok {
			parts[i] = "{" + name + "}"
		}
	}
	return strings.Join(parts, "/")
}

var problemSchema = map[string]any{
	"type": "object", "required": []string{"type", "title", "status"},
	"properties": map[string]any{
		"type": map[string]any{"type": "string"}, "title": map[string]any{"type": "string"}, "status": map[string]any{"type": "integer"},
		"detail": map[string]any{"type": "string"}, "instance": map[string]any{"type": "string"}, "reference": map[string]any{"type": "string"},
		"errors": map[string]any{"type": "array", "items": map[string]any{"type": "object", "required": []string{"pointer", "detail"},
			"properties": map[string]any{"pointer": map[string]any{"type": "string"}, "detail": map[string]any{"type": "string"}}}},
		"fields": map[string]any{"type": "array", "items": map[string]any{"type": "object", "required": []string{"field"},
			"properties": map[string]any{"field": map[string]any{"type": "string"}, "base": map[string]any{}, "theirs": map[string]any{}, "yours": map[string]any{}}}},
		"ways": map[string]any{"type": "array", "items": map[string]any{"type": "string"}}, "ticket": map[string]any{"type": "string"},
	},
}
