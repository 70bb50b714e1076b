#!/usr/bin/env bash
# Explains every listing of 40 cells of each real city, or of as many as the argument says, and
# compares each explanation with what the cell lists. ALMANAC_DATA names the folder of the files.
set -euo pipefail
exec </dev/null
cd "$(dirname "${BASH_SOURCE[0]}")/.."
: "${ALMANAC_DATA:?names the folder of the listings and calendars}"
Jobs/install.sh
swift build --build-tests >/dev/null
ALMANAC_EXPLAINED_CELLS=${1:-40} swift test --skip-build --filter RealCellsTests
