#!/usr/bin/env bash
# Counts the machine instructions that the API takes for a request, by valgrind's callgrind: a number
# that does not depend on the machine's speed or on its neighbours.
#   Jobs/instructions.sh [REQUESTS]     200 by default, uncached and cached
# ALMANAC_PROGRAM names a program that is built already; UNCACHED_LIMIT and CACHED_LIMIT make it
# fail when a request takes more instructions than that.
set -euo pipefail
# A failure inside of $(...) is one of the script.
shopt -s inherit_errexit
exec </dev/null
cd "$(dirname "${BASH_SOURCE[0]}")/.."
requests=${1:-200}
unset DATABASE_URL "${!PG@}"

Jobs/install.sh instructions
program=${ALMANAC_PROGRAM:-$PWD/.build/release/almanac}
[ -n "${ALMANAC_PROGRAM:-}" ] || swift build -c release --product almanac >&2
built=$program

folder=$(mktemp -d /tmp/almanac-instructions.XXXXXX)
chmod 755 "$folder"
api=
finish() {
  [ -z "$api" ] || kill "$api" 2>/dev/null || true
  (cd "$folder" && "$program" down >/dev/null) || true
  rm -rf "$folder"
}
trap finish EXIT
# Debian's valgrind reads neither the compiler's debug information nor constant signal masks.
strip --strip-debug -o "$folder/almanac" "$built"
program=$folder/almanac
clang -shared -fPIC -O1 -o "$folder/sigsuspend.so" Jobs/bench/sigsuspend.c
cp -r Jobs "$folder/Jobs"
cd "$folder"
printf 'schema: 1\ncities: all\nhorizon: {days: 2}\ncalendars: calendars\nmissing_calendar: ignore\n' \
  >Jobs/nightly.yml
"$program" up >&2
"$program" demo --cities 1 --spaces 2000 --days 2 --quiet >&2
"$program" rebuild --quiet >&2
city=$("$program" status --format json | grep -o '"city":"[^"]*"' | head -n 1 | cut -d'"' -f4)

# measure NAME CACHE_MB: instructions a request.
measure() {
  local log=$folder/$1.log profile=$folder/$1.callgrind address url
  printf 'schema: 1\ncache_mb: %s\nstatement_timeout_ms: 20000\n' "$2" >"$1.yml"
  LD_PRELOAD=$folder/sigsuspend.so valgrind --tool=callgrind --instr-atstart=no \
    --callgrind-out-file="$profile" "$program" serve --port 0 --settings "$1.yml" --quiet >"$log" 2>&1 &
  api=$!
  for _ in {1..600}; do
    address=$(grep -m 1 -oE 'http://[0-9.]+:[0-9]+' "$log") && break
    kill -0 "$api" 2>/dev/null || { cat "$log" >&2; return 1; }
    sleep 0.1
  done
  url="$address/v1/discovery?city=$city&date=$(date -u -d tomorrow +%F)"
  ask() { curl -sS -o /dev/null --fail --max-time 60 "$url&limit=[1-$1]"; }
  # What happens once: connections, prepared statements, the first use of every type.
  ask 40
  ask 40
  callgrind_control -i on "$api" >/dev/null
  for _ in $(seq $((requests / 40))); do ask 40; done
  callgrind_control -i off "$api" >/dev/null
  kill -TERM "$api"
  wait "$api" || true
  api=
  awk -v name="$1" -v requests=$((requests / 40 * 40)) \
    '/^(totals|summary):/ { total = $2 } END { printf "%s %d\n", name, total / requests }' "$profile"*
}

uncached=$(measure uncached 0)
cached=$(measure cached 32)
printf '%s instructions a request\n' "$uncached" "$cached"
[ "${uncached##* }" -le "${UNCACHED_LIMIT:-999999999}" ]
[ "${cached##* }" -le "${CACHED_LIMIT:-999999999}" ]
