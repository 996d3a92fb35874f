#!/usr/bin/env bash
# Measures the lab natively and in the browser beside NumPy and PyTorch, the charts beside three libraries, and the
# site: scripts/bench.sh [fit|drift|sweep|chains|draw|first|slider|runs|sizes …] [--rounds=3] [--moves=40] [--times=5]
# Everything: without a name; then docs/benchmarks.md is written anew. A slider alone: attention-scale.alpha, or with a
# state of its own attention-scale.alpha#n=20000. Close what else is running; where that cannot be, root can say
# BENCH_RUN="chrt -r 1", and all that is measured goes before everything else on the machine.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
need chromium || need google-chrome || setup_browsers

read -ra run <<<"${BENCH_RUN:-env}"
works=() site=() draw= settings=()
for word in "$@"; do
  case "$word" in
    --*) settings+=("$word") ;;
    draw) draw=1 ;;
    first | slider | runs | sizes | *.*) site+=("$word") ;;
    *) works+=("$word") ;;
  esac
done
all=
[ ${#works[@]} -gt 0 ] || [ ${#site[@]} -gt 0 ] || [ -n "$draw" ] || all=1

out=target/bench
export PYTHONDONTWRITEBYTECODE=1
mkdir -p "$out"

# The lab as a wasm of its own, made as trunk makes the app: same profile, same wasm-opt.
build_wasm() {
  cargo build --release --quiet --target wasm32-unknown-unknown --example bench_page
  wasm-bindgen --target no-modules --no-typescript --out-dir "$out/wasm" --out-name bench \
    target/wasm32-unknown-unknown/release/examples/bench_page.wasm
  local level flags
  level=$(sed -n 's/.*data-wasm-opt="\([^"]*\)".*/\1/p' index.html)
  flags=$(sed -n 's/.*data-wasm-opt-params="\([^"]*\)".*/\1/p' index.html)
  # shellcheck disable=SC2086
  wasm-opt "-O$level" $flags "$out/wasm/bench_bg.wasm" -o "$out/wasm/bench_bg.wasm"
}

if [ -n "$all" ] || [ ${#works[@]} -gt 0 ]; then
  if ! cmp -s bench/requirements.txt "$out/venv/.installed"; then
    python3 -m venv "$out/venv"
    "$out/venv/bin/pip" install --quiet --disable-pip-version-check -r bench/requirements.txt
    cp bench/requirements.txt "$out/venv/.installed"
  fi
  cargo build --release --quiet -p lab --example bench
  build_wasm
  "${run[@]}" "$out/venv/bin/python" bench/compare.py "${settings[@]}" "${works[@]}"
fi

if [ -n "$all" ] || [ -n "$draw" ]; then
  if ! cmp -s bench/package-lock.json bench/node_modules/.installed; then
    (cd bench && npm ci --no-audit --no-fund && cp package-lock.json node_modules/.installed)
  fi
  build_wasm
  "${run[@]}" node end2end/bench/draw.mjs "${settings[@]}"
fi

if [ -n "$all" ] || [ ${#site[@]} -gt 0 ]; then
  trunk build --release
  "${run[@]}" node end2end/bench/measure.mjs "${settings[@]}" "${site[@]}"
fi

[ -z "$all" ] || python3 bench/report.py
