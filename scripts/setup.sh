#!/usr/bin/env bash
# Everything that building and testing need, installed where it is missing. Quick when all is there.
# Source it: it also puts the tools on PATH.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# Trunk 0.21 takes NO_COLOR=1 for a malformed flag (trunk#1065).
unset NO_COLOR
export PATH="$root/end2end/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

TRUNK=0.21.14
BINDGEN=$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p;}' Cargo.lock)

need() { command -v "$1" >/dev/null 2>&1; }
has_version() { need "$1" && [[ "$("$1" --version 2>/dev/null)" == *"$2"* ]]; }

need cargo || { echo "Rust is missing: install it from https://rustup.rs" >&2; exit 1; }
need npm || { echo "Node.js 20 or later is missing: install it from https://nodejs.org" >&2; exit 1; }
if need rustup; then
  rustup target list --installed | grep -qx wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown
fi
# Into cargo's own bin folder, so that the next clone finds them; by force, because cargo may believe that
# it has what somebody deleted.
has_version trunk "$TRUNK" || cargo install --force --locked trunk --version "$TRUNK"
has_version wasm-bindgen "$BINDGEN" || cargo install --force wasm-bindgen-cli --version "$BINDGEN"
# wasm-opt, Playwright, axe: as the lock file has them.
if ! cmp -s end2end/package-lock.json end2end/node_modules/.installed; then
  (cd end2end && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund && cp package-lock.json node_modules/.installed)
fi

# For the tests: browsers of the system, with Chromium's driver.
setup_browsers() {
  local missing=()
  need chromium || need google-chrome || missing+=(chromium)
  need chromedriver || missing+=(chromium-driver)
  need firefox-esr || need firefox || missing+=(firefox-esr)
  need cargo-nextest || cargo install --force --locked cargo-nextest --version 0.9.143
  if [ ${#missing[@]} -gt 0 ]; then
    local sudo=""
    [ "$(id -u)" = 0 ] || sudo="sudo"
    if need apt-get; then
      $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}"
    else
      echo "Please install: ${missing[*]}" >&2
      exit 1
    fi
  fi
}
