#!/usr/bin/env bash
# Asks a running API what its own /openapi.json allows and forbids, by schemathesis with all of its
# checks, EXAMPLES requests an endpoint (2,000 when it is left out). Ends with 1 when an answer is
# not as the document says.
#   Jobs/schemathesis.sh [EXAMPLES]
# ALMANAC_PROGRAM names a program that is built already.
set -euo pipefail
exec </dev/null
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
examples=${1:-2000}

Jobs/install.sh checks
[ -n "${ALMANAC_PROGRAM:-}" ] || swift build -c release --product almanac >/dev/null
program=${ALMANAC_PROGRAM:-$root/.build/release/almanac}

unset DATABASE_URL "${!PG@}"
folder=$(mktemp -d /tmp/almanac-schemathesis.XXXXXX)
chmod 755 "$folder"
cd "$folder"
api=
finish() {
  [ -z "$api" ] || kill "$api" || true
  "$program" down >/dev/null || true
  cd / && rm -rf "$folder"
}
trap finish EXIT
ln -s "$root/Jobs" Jobs

"$program" up >/dev/null
"$program" demo --cities 2 --spaces 300 --days 10 --quiet >/dev/null
"$program" rebuild --quiet
"$program" serve --port 0 >api.log 2>&1 &
api=$!
for _ in {1..100}; do
  address=$(grep -m 1 -oE 'http://[0-9.]+:[0-9]+' api.log) && break
  sleep 0.1
done
[ -n "${address:-}" ] || { cat api.log >&2; exit 1; }

token=$("$program" token --subject schemathesis)
export PYTHONPATH=$root/Jobs/checks SCHEMATHESIS_HOOKS=schemathesis_checks
export PYTHONDONTWRITEBYTECODE=1
"$root/.build-tools/bin/st" --config-file "$root/Jobs/checks/schemathesis.toml" \
  run "$address/openapi.json" --header "Authorization: Bearer $token" --checks all --max-examples "$examples" --continue-on-failure \
  --no-color --generation-database none
