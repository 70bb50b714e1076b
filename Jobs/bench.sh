#!/usr/bin/env bash
# Measures Almanac beside what it replaces and what the machine can do: prints one table, and writes
# it to Jobs/bench/report.json and as a chart to Jobs/bench/chart.svg.
#   Jobs/bench.sh [OPTIONS of "almanac bench"]   by default --size medium, some fifteen minutes on
#                                                two idle cores
# ALMANAC_PROGRAM names a program that is built already.
# Nothing here is a check: ratios from one run on one machine, reported as they are.
set -euo pipefail
exec </dev/null
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Never a database that the environment names: the bench makes its own.
unset DATABASE_URL "${!PG@}"

Jobs/install.sh bench
program=${ALMANAC_PROGRAM:-$PWD/.build/release/almanac}
[ -n "${ALMANAC_PROGRAM:-}" ] || swift build -c release --product almanac >&2

[ $# -gt 0 ] || set -- --size medium
"$program" bench --json Jobs/bench/report.json --svg Jobs/bench/chart.svg "$@"
