#!/usr/bin/env bash
# Measures Almanac beside what it replaces and what the machine can do, and prints one table.
#   Jobs/bench.sh [OPTIONS of "almanac bench"]    by default --size small, some minutes
#   Jobs/bench.sh publish [OPTIONS]               by default --size medium, some fifteen minutes on
#       two idle cores; writes the table into README.md, Jobs/bench/report.json and chart.svg too
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

[ "${1:-}" = publish ] || exec "$program" bench "$@"
shift
[ $# -gt 0 ] || set -- --size medium
table=$(mktemp)
trap 'rm -f "$table" "$table.md"' EXIT
"$program" bench --json Jobs/bench/report.json --svg Jobs/bench/chart.svg "$@" | tee "$table"
awk -v table="$table" '
  /<!-- bench:end -->/ { inside = 0 }
  !inside { print }
  /<!-- bench:begin -->/ {
    inside = 1
    print "```"
    while ((getline line < table) > 0) print line
    print "```"
  }' README.md >"$table.md"
cat "$table.md" >README.md
