#!/usr/bin/env bash
# Sends COUNT damaged queries, headers, cursors and tokens (100,000 of each when it is left out) to
# the read API, in process. Ends with 1 when one makes an internal error or a forgery is let through.
#   Jobs/fuzz-api.sh [COUNT]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
Jobs/install.sh checks
export ALMANAC_FUZZ_REQUESTS=${1:-100000}
swift test --filter 'ReadAPITests\.(Token)?FuzzTests'
