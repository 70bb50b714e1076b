#!/usr/bin/env bash
# Proves published answers against live ones on real listings: imports the snapshots of a folder,
# builds 90 days of each city, and asks both sides the same questions. No mismatch is allowed.
#   Jobs/verify-real.sh FOLDER [REQUESTS [INDEPENDENT]]
# REQUESTS (180,000) read the source once for those about a cell, INDEPENDENT (20,000) each time.
# CITIES names the snapshots, SEED draws other questions, ALMANAC_PROGRAM names a built program.
set -euo pipefail
exec </dev/null
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [ $# -lt 1 ]; then
  echo 'usage: Jobs/verify-real.sh FOLDER [REQUESTS [INDEPENDENT]]' >&2
  exit 64
fi
data=$(realpath "$1") requests=${2:-180000} independent=${3:-20000} seed=${SEED:-1}
read -r -a cities <<<"${CITIES:-bergamo quebec singapore boston seattle2016}"
cd "$root"

Jobs/install.sh
almanac=${ALMANAC_PROGRAM:-$root/.build/release/almanac}
[ -n "${ALMANAC_PROGRAM:-}" ] || swift build -c release --product almanac >/dev/null

# A cluster of its own, in a folder that goes when the script ends.
unset DATABASE_URL "${!PG@}"
folder=$(mktemp -d /tmp/almanac-verify.XXXXXX)
chmod 755 "$folder"
cp -r Jobs "$folder/Jobs"
cd "$folder"
trap 'cd /; (cd "$folder" && "$almanac" down >/dev/null); rm -rf "$folder"' EXIT
"$almanac" up >/dev/null
today=$(date -u +%F)
for city in "${cities[@]}"; do
  "$almanac" import inside-airbnb "$data" --city "$city" --rebase-to "$today" --quiet >/dev/null
done
"$almanac" rebuild --today "$today" --quiet --format json | cut -c1-200
# ask NAME ARGUMENTS...: compares, prints the counts and the seconds; fails on a mismatch.
ask() {
  local name=$1 began=$SECONDS outcome=0
  shift
  "$almanac" verify --today "$today" --seed "$seed" "$@" || outcome=$?
  echo "$name: $((SECONDS - began)) s"
  return "$outcome"
}
ask "every page of every cell" --all
ask "questions about cells" --sample "$requests"
ask "questions that read the source each" --sample "$independent" --independent
