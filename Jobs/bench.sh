#!/usr/bin/env bash
# Measures the worker against PostgreSQL itself, on one private cluster, and prints ratios.
#   Jobs/bench.sh [ROUNDS]
# CITIES, SPACES and DAYS in the environment change the market, 20 x 2,000 x 60 by default;
# ALMANAC_PROGRAM names a program that is built already.
# Nothing here is a check: a ratio from one run on one machine, reported as it is.
set -euo pipefail
exec </dev/null
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
rounds=${1:-3} cities=${CITIES:-20} spaces=${SPACES:-2000} days=${DAYS:-60}

Jobs/install.sh
almanac=${ALMANAC_PROGRAM:-$root/.build/release/almanac}
[ -n "${ALMANAC_PROGRAM:-}" ] || swift build -c release --product almanac >/dev/null

# A cluster and a job of its own, in a folder that goes when the script ends.
folder=$(mktemp -d /tmp/almanac-bench.XXXXXX)
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
holidays: {public: {surcharge: +10%}}
prices:
  - {name: weekend, weekdays: [sat, sun], change: +15%}
  - {name: turn-of-the-year, dates: 12-20..01-05, change: +20%}
JOB
url=$("$almanac" up --format json | sed 's/.*"url":"\([^"]*\)".*/\1/; s,\\/,/,g')
today=$(date -u +%F)

sql() { psql -X -q -v ON_ERROR_STOP=1 -At "$url" "$@"; }
now() { date +%s.%N; }
since() { echo "$(now) $1" | awk '{ printf "%.3f", $1 - $2 }'; }
field() { sed "s/.*\"$1\":\([0-9.]*\).*/\1/"; }
median() { tr ' ' '\n' <<<"$*" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
# seconds NAME COMMAND...: runs it, adds its wall time to the list NAME.
seconds() {
  local -n list=$1
  shift
  local began
  began=$(now)
  "$@" >out.json
  list+=("$(since "$began")")
}

echo "market: $cities cities x $days dates x $spaces spaces, $(nproc) cores, $(sql -c 'show server_version')"
"$almanac" demo --cities "$cities" --spaces "$spaces" --days "$days" --seed 1 --quiet >/dev/null
sql -c 'vacuum analyze'

run() { "$almanac" "$@" --today "$today" --quiet --format json; }
last=$(date -u -d "$today + $((days / 10 - 1)) days" +%F)
run rebuild --to "$last" >out.json
small_rows=$(field rows_written <out.json) small_rss=$(field peak_rss_bytes <out.json)
run rebuild >out.json
sql -c 'vacuum analyze' -c 'create schema bench'
sql -f "$root/SQL/bench/create_result_view.sql"

rebuild=() refresh=() nothing=() one=()
for _ in $(seq "$rounds"); do
  # Every price moves, so every cell differs and is written and published.
  sql -c 'update source.space set base_price_minor = base_price_minor + 1'
  sql -c 'vacuum analyze source.space'
  seconds rebuild run rebuild
  rows=$(field rows_written <out.json) rss=$(field peak_rss_bytes <out.json)
  seconds refresh sql -c 'refresh materialized view bench.result_view'
  seconds nothing run rebuild
  city=$(sql -c 'select slug from almanac.city order by city_id limit 1')
  sql -c "update source.booking set units = units + 1 where booking_id = (
    select b.booking_id from source.booking as b inner join source.city as c using (city_id)
    where c.slug = '$city' and b.starts_on <= '$today' and b.ends_on > '$today' limit 1)"
  seconds one run refresh --city "$city" --from "$today" --to "$today"
  one_stages=$(grep -o '"seconds":[0-9.e-]*' out.json | cut -d: -f2 |
    awk '{ s += $1 } END { printf "%.0f", s * 1000 }')
done
view_rows=$(sql -c 'select count(*) from bench.result_view')

r=$(median "${rebuild[@]}") v=$(median "${refresh[@]}")
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
cat <<TABLE
what                                                  median s   rounds
full rebuild, $rows rows, published                    $r      ${rebuild[*]}
REFRESH MATERIALIZED VIEW, $view_rows rows, same index  $v      ${refresh[*]}
rebuild with nothing changed                           $(median "${nothing[@]}")      ${nothing[*]}
refresh of one cell of $spaces spaces, whole process   $(median "${one[@]}")      ${one[*]}

full rebuild / REFRESH MATERIALIZED VIEW: $(ratio "$r" "$v") (target: at most 1)
nothing changed / full rebuild: $(ratio "$(median "${nothing[@]}")" "$r")
stages of the last one-cell refresh: $one_stages ms (target: well under 100)
peak memory of the worker: $((small_rss / 1048576)) MiB at $small_rows rows, $((rss / 1048576)) MiB at $rows rows (target: below 64, the same)
TABLE
