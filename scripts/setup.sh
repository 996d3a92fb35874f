#!/usr/bin/env bash
# Everything that building and testing need, installed where it is missing. Quick when all is there.
# Source it: it also puts the tools on PATH.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# Trunk 0.21 takes NO_COLOR=1 for a malformed flag (trunk#1065).
unset NO_COLOR
tools="${CARGO_HOME:-$HOME/.cargo}/bin"
export PATH="$root/end2end/node_modules/.bin:$tools:$PATH"

TRUNK=0.21.14
NEXTEST=0.9.143
BINDGEN=$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p;}' Cargo.lock)

need() { command -v "$1" >/dev/null 2>&1; }
has_version() { need "$1" && [[ "$("$1" --version 2>/dev/null)" == *"$2"* ]]; }

need cargo || { echo "Rust is missing: install it from https://rustup.rs" >&2; exit 1; }
need npm || { echo "Node.js 20 or later is missing: install it from https://nodejs.org" >&2; exit 1; }
if need rustup; then
  rustup target list --installed | grep -qx wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown
fi

# Takes a tool from its project's release, where that can be reached and runs here; else says no, within
# seconds. The checksum is checked where we know it:
# released <repository> <tag> <archive without .tar.gz> <tool> <version> [sha256]
released() {
  local scratch found=""
  need curl && need tar || return 1
  scratch=$(mktemp -d)
  if curl -fsSL --proto '=https' --connect-timeout 4 --speed-limit 20000 --speed-time 10 --max-time 300 \
    -o "$scratch/a.tar.gz" "https://github.com/$1/releases/download/$2/$3.tar.gz" 2>/dev/null &&
    is_sum "$scratch/a.tar.gz" "${6:-}" && tar -xzf "$scratch/a.tar.gz" -C "$scratch" 2>/dev/null; then
    found=$(find "$scratch" -type f -name "$4" | head -n 1)
  fi
  # A binary that was made for another system's libraries does not say its version.
  if [ -z "$found" ] || [[ "$("$found" --version 2>/dev/null)" != *"$5"* ]]; then
    rm -rf "$scratch"
    return 1
  fi
  mkdir -p "$tools"
  # wasm-bindgen brings its test runner along.
  find "$(dirname "$found")" -type f -perm -u+x -exec mv -f {} "$tools/" \;
  rm -rf "$scratch"
  echo "took $4 $5 from its release"
}

is_sum() {
  [ -n "$2" ] || return 0
  if need sha256sum; then echo "$2  $1" | sha256sum -c --status; else echo "$2  $1" | shasum -a 256 -c --status; fi
}

# Checksums of trunk $TRUNK, as its release gives them: they change with the version above.
case "$(uname -sm)" in
  "Linux x86_64") platform=x86_64-unknown-linux-gnu sum=f2b4680cd239693a646a2795e4633c625328d7b2a044fbe749fa3a2fe9e7036b ;;
  "Linux aarch64") platform=aarch64-unknown-linux-gnu sum=b1d8e60e454f7fc182d9a4d95d1506ffbae947d8ba90f8f6f02da93b60f980f9 ;;
  "Darwin x86_64") platform=x86_64-apple-darwin sum=f1ba0e3bbe24e0ae219c6d22c33e24e2825c1608dd27c2556e323495110f1a95 ;;
  "Darwin arm64") platform=aarch64-apple-darwin sum=764e299dd50d89442a4e96a236349f57961984b701e74d3dbdb39cd1c9f5101e ;;
  *) platform=none sum="" ;;
esac

# Building goes into cargo's own bin folder, so that the next clone finds it; by force, because cargo may
# believe that it has what somebody deleted.
build() {
  echo "building $1 $2 from source: about $3 minutes on two cores, once"
  cargo install --force ${4:-} "$1" --version "$2"
}

has_version trunk "$TRUNK" ||
  released trunk-rs/trunk "v$TRUNK" "trunk-$platform" trunk "$TRUNK" "$sum" ||
  build trunk "$TRUNK" 8 --locked
has_version wasm-bindgen "$BINDGEN" ||
  released wasm-bindgen/wasm-bindgen "$BINDGEN" "wasm-bindgen-$BINDGEN-${platform/linux-gnu/linux-musl}" wasm-bindgen "$BINDGEN" ||
  build wasm-bindgen-cli "$BINDGEN" 2
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
  need cargo-nextest ||
    released nextest-rs/nextest "cargo-nextest-$NEXTEST" "cargo-nextest-$NEXTEST-$platform" cargo-nextest "$NEXTEST" ||
    build cargo-nextest "$NEXTEST" 5 --locked
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
