// Package web holds the built web client, so that one binary serves the whole
// product.
package web

import "embed"

// Files is the built client under dist. It holds only a marker file until the
// client has been built.
//
//go:embed all:dist
var Files embed.FS

// Lock is what npm brought, exactly, for the bill of materials.
//
//go:embed package-lock.json
var Lock []byte
