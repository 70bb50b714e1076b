#!/usr/bin/env bash
# Measures how long a rollback takes that moves every cell, on a private cluster.
#   Jobs/rollback-time.sh [ROUNDS]
# CITIES, SPACES and DAYS in the environment change the market, 20 x 50 x 240 = 4,800 cells by
# default; ALMANAC_PROGRAM names a program that is built already.
set -euo pipefail
exec </dev/null
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
rounds=${1:-11} cities=${CITIES:-20} spaces=${SPACES:-50} days=${DAYS:-240}

Jobs/install.sh >/dev/null
almanac=${ALMANAC_PROGRAM:-$root/.build/release/almanac}
[ -n "${ALMANAC_PROGRAM:-}" ] || swift build -c release --product almanac >/dev/null

folder=$(mktemp -d /tmp/almanac-rollback.XXXXXX)
chmod 755 "$folder"
cp -r Jobs "$folder/Jobs"
cd "$folder"
trap 'cd /; (cd "$folder" && "$almanac" down >/dev/null); rm -rf "$folder"' EXIT
cat >Jobs/nightly.yml <<JOB
schema: 1
cities: all
horizon: {days: $days}
calendars: calendars
missing_calendar: ignore
JOB
url=$("$almanac" up --format json | sed 's/.*"url":"\([^"]*\)".*/\1/; s,\\/,/,g')
sql() { psql -X -q -v ON_ERROR_STOP=1 -At "$url" "$@"; }
field() { sed "s/.*\"$1\":\([0-9.e-]*\).*/\1/"; }

"$almanac" demo --cities "$cities" --spaces "$spaces" --days "$days" --seed 1 --quiet >/dev/null
first=$("$almanac" rebuild --quiet --format json | field generation)
sql -c 'update source.space set base_price_minor = base_price_minor + 1'
second=$("$almanac" rebuild --quiet --format json | field generation)
sql -c 'vacuum analyze'

seconds=()
for round in $(seq "$rounds"); do
  target=$first
  [ $((round % 2)) = 1 ] || target=$second
  "$almanac" rollback "$target" --format json >out.json
  moved=$(field "done" <out.json)
  seconds+=("$(field seconds <out.json)")
done
median=$(printf '%s\n' "${seconds[@]}" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }')
echo "rollback of $moved cells in $cities cities, from the connection to the last commit:"
awk -v m="$median" 'BEGIN { printf "median %.1f ms (target: below 100)\n", m * 1000 }'
printf 'rounds, in seconds: %s\n' "${seconds[*]}"
