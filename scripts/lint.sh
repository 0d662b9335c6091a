#!/bin/sh
# Looks for what go vet and staticcheck do not: golangci-lint with gosec and the
# others of .golangci.yml, and known faults of the libraries where the database
# of them is at hand. The tools are built once, at these versions, and are no
# part of go.mod: their own libraries would be ten times ours.
set -eu
cd "$(dirname "$0")/.."
tools="$PWD/.task/tools"
mkdir -p "$tools"

# has builds a tool unless it is there at this version.
has() {
  [ -x "$tools/$1-$3" ] && return 0
  echo "building $1 $3, once"
  GOBIN="$tools/new" go install "$2@$3" 2>"$tools/$1.log" && mv "$tools/new/$1" "$tools/$1-$3" && return 0
  tail -n 3 "$tools/$1.log" >&2
  echo "$1 $3 cannot be built here: what it looks for is NOT LOOKED AT" >&2
  return 1
}

if has golangci-lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint v2.15.0; then
  "$tools/golangci-lint-v2.15.0" run ./...
fi
database="${CXWEB_SAMPLES:-../shared/data}/vulndb/v1"
if [ -d "$database" ]; then
  database=$(cd "$database" && pwd)
  if has govulncheck golang.org/x/vuln/cmd/govulncheck v1.1.4; then
    "$tools/govulncheck-v1.1.4" -db "file://$database" ./...
  fi
else
  echo "known faults of libraries are not looked for: there is no database at $database"
fi
