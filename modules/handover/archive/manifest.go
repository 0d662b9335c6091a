// Package archive is the form of a handover package: a ZIP file whose manifest
// names every file with its size and hash, so that it can be checked anywhere.
package archive

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// Format and Version tell a handover package from other archives, and how its
// manifest is to be read.
const (
	Format  = "cxweb-handover"
	Version = 1
)

// Places of the files that every package has.
const (
	ManifestPath  = "00_index/manifest.json"
	SchemaPath    = "00_index/manifest.schema.json"
	ChecksumsPath = "checksums.sha256"
	CobiePath     = "01_datamodel/cobie_2.4.xlsx"
	PeoplePath    = "01_datamodel/json/people.json"
	FilesPath     = "01_datamodel/json/files.json"
	HistoryPath   = "10_revision/history.json"
	ProofPath     = "00_index/proof.json"
)

// Manifest says what is in a package.
type Manifest struct {
	Schema   string    `json:"$schema"`
	Format   string    `json:"format"`
	Version  int       `json:"version"`
	Program  Program   `json:"program"`
	Project  Project   `json:"project"`
	Created  time.Time `json:"created"` // the one moment that all of it shows
	Language string    `json:"language"`
	Content  string    `json:"content_sha256"` // of all but the index: the same for the same data
	Tables   []Table   `json:"tables"`
	Files    []File    `json:"files"`
	Missing  []string  `json:"missing"` // names of files that could not be had
	Signed   *Signed   `json:"signed,omitempty"`
}

// Signed is the installation's word for a package: which project it shows as of
// when, with which content.
type Signed struct {
	Key       string `json:"key"`       // Ed25519, public, in hexadecimal digits
	Signature string `json:"signature"` // over what Says says
}

// Says is what is signed of a package.
func (m *Manifest) Says() []byte {
	return fmt.Appendf(nil, "%s %d\n%s\n%s\n%s\n", m.Format, m.Version, m.Project.ID, m.Created.UTC().Format(time.RFC3339Nano), m.Content)
}

// Sign has the package signed, once all its files are listed.
func (m *Manifest) Sign(sign func(text []byte) (key, signature []byte)) error {
	if err := m.order(); err != nil {
		return err
	}
	key, signature := sign(m.Says())
	m.Signed = &Signed{hex.EncodeToString(key), hex.EncodeToString(signature)}
	return nil
}

// IsSigned tells whether the signature is that of the key it names.
func (m *Manifest) IsSigned() bool {
	if m.Signed == nil {
		return false
	}
	key, err := hex.DecodeString(m.Signed.Key)
	signature, wrong := hex.DecodeString(m.Signed.Signature)
	return err == nil && wrong == nil && len(key) == ed25519.PublicKeySize && ed25519.Verify(key, m.Says(), signature)
}

// Program is what made the package.
type Program struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Project is what was handed over.
type Project struct {
	ID     string `json:"id"`
	Number string `json:"number"`
	Name   string `json:"name"`
}

// Table is a table in its complete form, which can be taken back in.
type Table struct {
	Name    string            `json:"name"`
	Table   string            `json:"table"`
	Path    string            `json:"path"`
	Rows    int64             `json:"rows"`
	Columns []Column          `json:"columns"`
	Refers  map[string]string `json:"refers"` // column → the table that it refers to
	Keeps   []string          `json:"keeps"`  // columns that hold a file's id
	People  []string          `json:"people"` // columns that hold a person's id
}

// Column is a column of a table, with its type in PostgreSQL's words.
type Column struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// File is one file of the package.
type File struct {
	Path     string `json:"path"`
	SHA256   string `json:"sha256"`
	Size     int64  `json:"size"`
	Category string `json:"category"` // index, table, data, cobie, evidence or history
	Rows     int64  `json:"rows,omitempty"`
}

// Problem is what is wrong with a package. Format and arguments stay apart, so
// that they can be said in the reader's language.
type Problem struct {
	Format string
	Args   []any
}

func (p *Problem) Error() string { return fmt.Sprintf(p.Format, p.Args...) }

func wrong(format string, args ...any) *Problem { return &Problem{format, args} }

// order sorts the files and works out the hash of the content.
func (m *Manifest) order() error {
	slices.SortFunc(m.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	m.Content = m.content()
	for i, f := range m.Files {
		if !goodPath(f.Path) || f.Path == ManifestPath || f.Path == ChecksumsPath || i > 0 && m.Files[i-1].Path == f.Path {
			return fmt.Errorf("a package cannot hold %q, or not twice", f.Path)
		}
	}
	return nil
}

func (m *Manifest) content() string {
	sum := sha256.New()
	for _, f := range m.Files {
		if f.Category != "index" {
			io.WriteString(sum, f.line())
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// line is the file's line in the list of checksums, as sha256sum writes it.
func (f File) line() string { return f.SHA256 + "  " + f.Path + "\n" }

// goodPath refuses names that could lead anywhere but below the package.
func goodPath(name string) bool {
	if name == "" || len(name) > 240 || strings.HasSuffix(name, "/") {
		return false
	}
	for _, part := range strings.Split(name, "/") {
		if part == "" || part == "." || part == ".." || strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") {
			return false
		}
	}
	return strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-. /") == ""
}
