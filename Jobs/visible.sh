#!/usr/bin/env bash
# Measures how long a booking takes from its commit to being seen in the API's answers, with
# "almanac watch" and "almanac serve" at work, the API's cache included.
#   Jobs/visible.sh [CHANGES]      300 by default
# SPACES in the environment changes the size of a cell, 2,000 by default; ALMANAC_PROGRAM names a
# program that is built already.
set -euo pipefail
exec </dev/null
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

Jobs/install.sh
almanac=${ALMANAC_PROGRAM:-$root/.build/release/almanac}
[ -n "${ALMANAC_PROGRAM:-}" ] || swift build -c release --product almanac >/dev/null
unset DATABASE_URL "${!PG@}"

folder=$(mktemp -d /tmp/almanac-visible.XXXXXX)
chmod 755 "$folder"
cp -r Jobs "$folder/Jobs"
cd "$folder"
started=()
finish() {
  [ ${#started[@]} -eq 0 ] || kill "${started[@]}" 2>/dev/null || true
  wait
  "$almanac" down >/dev/null
  cd /
  rm -rf "$folder"
}
trap finish EXIT

url=$("$almanac" up --format json | sed 's/.*"url":"\([^"]*\)".*/\1/; s,\\/,/,g')
"$almanac" demo --cities 4 --spaces "${SPACES:-2000}" --days 90 --quiet >/dev/null
"$almanac" track install >/dev/null
"$almanac" run nightly --quiet
psql -X -q "$url" -c 'vacuum analyze'
"$almanac" serve --port 0 2>serve.log &
started+=($!)
"$almanac" watch 2>watch.log &
started+=($!)
for _ in {1..100}; do
  address=$(grep -m 1 -oE 'http://[0-9.]+:[0-9]+' serve.log) && [ -s watch.log ] && break
  sleep 0.1
done
python3 Jobs/checks/visible.py "$url" "$address" "${1:-300}"
