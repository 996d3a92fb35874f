#!/usr/bin/env bash
# Builds the site (release, optimised) and serves it: scripts/serve.sh [port]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
trunk build --release
exec node end2end/server.mjs "${1:-8080}"
