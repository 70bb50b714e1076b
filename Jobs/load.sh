#!/usr/bin/env bash
# Reads under load while everything is rebuilt and published: a quarter of the capacity in an open
# loop, for at most a minute, first alone and then beside a full rebuild in which every price moves.
# Ends with 1 when an answer was not 200, when a page was neither the old one nor the new one, or
# when a reader waited for a lock. Prints the 99th percentiles and their ratio (goal: at most 3).
#   Jobs/load.sh
# CITIES, SPACES and DAYS in the environment change the market, 10 x 2,000 x 30 by default;
# ALMANAC_PROGRAM names a program that is built already.
set -euo pipefail
exec </dev/null
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

Jobs/install.sh
[ -n "${ALMANAC_PROGRAM:-}" ] || swift build -c release --product almanac >/dev/null
program=${ALMANAC_PROGRAM:-$root/.build/release/almanac}

unset DATABASE_URL "${!PG@}"
folder=$(mktemp -d /tmp/almanac-load.XXXXXX)
chmod 755 "$folder"
cd "$folder"
started=()
finish() {
  [ ${#started[@]} -eq 0 ] || kill "${started[@]}" 2>/dev/null || true
  "$program" down >/dev/null || true
  cd / && rm -rf "$folder"
}
trap finish EXIT
cp -r "$root/Jobs" Jobs
# Uncached, so that every request reads; without gates, because every price moves.
sed -i 's/^cache_mb: .*/cache_mb: 0/' Jobs/serve.yml
sed -i '/^gates:/,/^[a-z]*:/{/^gates:/d;/^  /d}' Jobs/nightly.yml

url=$("$program" up --format json | sed 's/.*"url":"\([^"]*\)".*/\1/; s,\\/,/,g')
sql() { psql -X -q -v ON_ERROR_STOP=1 -At "$url" "$@"; }
"$program" demo --cities "${CITIES:-10}" --spaces "${SPACES:-2000}" --days "${DAYS:-30}" \
  --seed 1 --quiet >/dev/null
"$program" rebuild --quiet
sql -c 'vacuum analyze'
"$program" serve --port 0 --quiet >api.log 2>&1 &
started+=($!)
for _ in {1..100}; do
  address=$(grep -m 1 -oE 'http://[0-9.]+:[0-9]+' api.log) && break
  sleep 0.1
done
[ -n "${address:-}" ] || { cat api.log >&2; exit 1; }

sql -c "select '/v1/discovery?city=' || c.slug || '&date=' || l.date
  || (array['', '&sort=price', '&sort=-price&capacity_min=4', '&sort=rating&limit=50',
    '&add_ons=wifi&price_max=9000'])[1 + l.version % 5]
  from almanac.cell_live as l inner join almanac.city as c using (city_id)
  where l.to_generation is null order by hashtext(c.slug || l.date)" >paths
loop() { python3 "$root/Jobs/bench/open_loop.py" "$address" "$@"; }
field() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$@"; }

loop paths 0 5 capacity.json
rate=$(awk -v c="$(field capacity.json rate)" 'BEGIN { print int(c / 4) }')
echo "capacity of this client and API on $(nproc) cores: $(field capacity.json rate) requests/s; load: $rate/s"
loop paths "$rate" 20 alone.json

# Readers that wait for a lock, asked twenty times a second.
psql -X -q -At "$url" >waits <<<"select count(*) from pg_stat_activity
  where application_name like 'almanac-api%' and wait_event_type = 'Lock' \\watch 0.05" &
started+=($!)
sql -c 'update source.space set base_price_minor = base_price_minor + 1'
{ sleep 2; "$program" rebuild --full --quiet --format json >rebuild.json; sleep 2; touch stop; } &
loop paths "$rate" 60 beside.json stop
wait $!
kill "${started[1]}" && unset 'started[1]'
loop paths 0 5 after.json

python3 - <<'REPORT'
import json, sys

alone, beside, after = (json.load(open(f"{name}.json")) for name in ("alone", "beside", "after"))
rebuild = json.load(open("rebuild.json"))
mixed = [
    path for path, bodies in beside["bodies"].items()
    if not set(bodies) <= set(alone["bodies"].get(path, [])) | set(after["bodies"].get(path, []))
]
waits = sum(int(line) for line in open("waits") if line.strip())
samples = sum(1 for line in open("waits") if line.strip())
refused = {status: count for status, count in beside["statuses"].items() if status != "200"}
changed = sum(alone["bodies"].get(path) != bodies for path, bodies in after["bodies"].items())
print(f"rebuild: {rebuild['cells']['published']} cells published, {rebuild['rows_written']} rows")
print(f"alone:   {alone['requests']} requests, p50 {alone['p50_ms']} ms, p99 {alone['p99_ms']} ms")
print(f"beside:  {beside['requests']} requests, p50 {beside['p50_ms']} ms, p99 {beside['p99_ms']} ms")
print(f"p99 beside / alone: {beside['p99_ms'] / alone['p99_ms']:.2f} (goal: at most 3)")
print(f"answers other than 200: {refused or 0}; pages neither old nor new: {len(mixed)} of "
      f"{len(beside['bodies'])}, {changed} of which changed")
print(f"readers waiting for a lock: {waits} in {samples} samples")
sys.exit(1 if refused or mixed or waits or not changed else 0)
REPORT
