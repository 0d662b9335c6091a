#!/bin/sh
# Installs on Debian as root what the tests need of the system; elsewhere it
# says what to install.
set -eu
missing=""
command -v gcc >/dev/null 2>&1 || missing="$missing gcc libc6-dev"
if ! command -v chromium >/dev/null 2>&1 && [ -z "${CHROME_PATH:-}" ]; then missing="$missing chromium"; fi
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing:$missing"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "The tests need:$missing. Install them with your system's package manager; CHROME_PATH names another Chromium." >&2
  exit 1
fi
