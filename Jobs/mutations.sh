#!/usr/bin/env bash
# Changes a small market in every way that there is, and compares each result with one that is built
# from nothing: no change may be missed, and nothing be published that looks as before.
#   Jobs/mutations.sh [CHANGES]      500 by default
set -euo pipefail
exec </dev/null
cd "$(dirname "${BASH_SOURCE[0]}")/.."

Jobs/install.sh
# The tests are built already where another build has left them.
[ -n "${ALMANAC_TESTS_BUILT:-}" ] || swift build --build-tests
ALMANAC_MUTATIONS=${1:-500} swift test --skip-build --filter MutationTests |
  grep -E 'with triggers|without|✘|Test run|failed'
