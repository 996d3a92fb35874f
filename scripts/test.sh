#!/usr/bin/env bash
# Runs every test, with all set-up.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
setup_browsers

summary=$(mktemp)
trap 'rm -f "$summary"' EXIT

# What each suite says of itself is said again at the end.
tally() { tee >(grep -E "$1" | sed 's/^ */  /' >>"$summary"); }

step() { printf '\n== %s\n' "$*"; }

step "format and lints"
cargo fmt --all --check
cargo clippy --workspace --all-targets --quiet -- -D warnings
cargo clippy --target wasm32-unknown-unknown --bins --examples --quiet -- -D warnings

step "the lab and the figures know nothing of the web"
for crate in lab figure; do
  if cargo tree -p "$crate" -e normal --prefix none | grep -E '^(web-sys|js-sys|wasm-bindgen|leptos|gloo|plotters-canvas)'; then
    echo "$crate depends on a web crate" >&2
    exit 1
  fi
done

step "native tests"
cargo nextest run --workspace --color never 2>&1 | tally 'tests run:'

step "browser tests"
export CHROMEDRIVER=${CHROMEDRIVER:-$(command -v chromedriver)}
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner
cargo test --target wasm32-unknown-unknown --tests 2>&1 | tally '^test result:'

step "the site, as it is published"
trunk build --release

step "end to end, in Chromium and Firefox"
(cd end2end && npx playwright test) 2>&1 | tally '^ *[0-9]+ (passed|failed|flaky|skipped)'

step "all passed"
cat "$summary"
