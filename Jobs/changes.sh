#!/usr/bin/env bash
# Measures what finding changes costs: processor seconds of the worker and of PostgreSQL together,
# for a full rebuild, for runs that find nothing, and for one that finds 1 % of the cells touched.
#   Jobs/changes.sh [ROUNDS]
# CITIES, SPACES and DAYS in the environment change the market, 20 x 2,000 x 60 by default;
# ALMANAC_PROGRAM names a program that is built already.
set -euo pipefail
exec </dev/null
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
rounds=${1:-3} cities=${CITIES:-20} spaces=${SPACES:-2000} days=${DAYS:-60}

Jobs/install.sh
almanac=${ALMANAC_PROGRAM:-$root/.build/release/almanac}
[ -n "${ALMANAC_PROGRAM:-}" ] || swift build -c release --product almanac >/dev/null
unset DATABASE_URL "${!PG@}"

folder=$(mktemp -d /tmp/almanac-changes.XXXXXX)
chmod 755 "$folder"
cp -r Jobs "$folder/Jobs"
cd "$folder"
trap 'cd /; (cd "$folder" && "$almanac" down >/dev/null); rm -rf "$folder"' EXIT
sed -i "s/^  days: 90/  days: $days/" Jobs/nightly.yml
url=$("$almanac" up --format json | sed 's/.*"url":"\([^"]*\)".*/\1/; s,\\/,/,g')
today=$(date -u +%F)

sql() { psql -X -q -v ON_ERROR_STOP=1 -At "$url" "$@"; }
run() { "$almanac" "$@" --today "$today" --quiet --format json; }
median() { tr ' ' '\n' <<<"$*" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

sql -c 'alter system set autovacuum = off' -c 'select pg_reload_conf()' >/dev/null
server=$(head -n 1 "$(sql -c 'show data_directory')/postmaster.pid")

# Clock ticks that the server, with all of its children, and the children of this shell have used.
ticks() {
  local sum pid
  # What a backend has used counts once the server has noticed that it is gone.
  sleep 1
  sum=$(awk '{ print $14 + $15 + $16 + $17 }' "/proc/$server/stat")
  for pid in $(pgrep -P "$server"); do
    sum=$((sum + $(awk '{ print $14 + $15 }' "/proc/$pid/stat" 2>/dev/null || echo 0)))
  done
  echo $((sum + $(awk '{ print $16 + $17 }' "/proc/$$/stat")))
}

# cpu NAME COMMAND...: runs it and adds its processor seconds to the list NAME.
cpu() {
  local -n list=$1
  shift
  local began
  began=$(ticks)
  "$@" >out.json
  list+=("$(awk -v t="$(($(ticks) - began))" -v hz="$(getconf CLK_TCK)" 'BEGIN { printf "%.2f", t / hz }')")
}

"$almanac" demo --cities "$cities" --spaces "$spaces" --days "$days" --quiet >/dev/null
sql -c 'vacuum analyze'
run rebuild >out.json
sql -c 'vacuum analyze'

state="select concat_ws(' ', (select count(*) from almanac.result), (select count(*) from almanac.cell),
  (select count(*) from almanac.cell_live), (select max(xmin::text::bigint) from almanac.cell_live))"

full=() hashed=() tracked=() touched=()
for _ in $(seq "$rounds"); do
  sql -c 'update source.space set base_price_minor = base_price_minor + 1' -c 'vacuum analyze source.space'
  cpu full run rebuild
  before=$(sql -c "$state")
  cpu hashed run rebuild
  "$almanac" track install >/dev/null
  run rebuild >out.json
  wal=$(sql -c 'select pg_current_wal_lsn()')
  cpu tracked run rebuild
  wal=$(sql -c "select pg_wal_lsn_diff(pg_current_wal_lsn(), '$wal')")
  [ "$(sql -c "$state")" = "$before" ] || echo 'WRONG: a run that found nothing has written results'
  # One date in a hundred of each city: a booking of one night.
  sql -c "insert into source.booking
    select c.city_id, min(s.space_id), -1 - d, date '$today' + d, date '$today' + d + 1, 1
    from source.city as c inner join source.space as s using (city_id)
    cross join generate_series(0, $days - 1) as d
    where (c.city_id * $days + d) % 100 = 7 and s.active group by 1, d"
  cpu touched run rebuild
  built=$(sed 's/.*"built":\([0-9]*\).*/\1/' <out.json)
  "$almanac" track remove >/dev/null
  sql -c 'delete from source.booking where booking_id < 0'
  run rebuild >out.json
done

f=$(median "${full[@]}")
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f %%, 1/%.0f", 100 * a / b, b / (a > 0 ? a : 0.001) }'; }
cat <<TABLE
$cities cities x $days dates x $spaces spaces, processor seconds of worker and PostgreSQL together
                                                   median   of a full rebuild   rounds
full rebuild, published                            $f               ${full[*]}
nothing changed, inputs compared                   $(median "${hashed[@]}")    $(ratio "$(median "${hashed[@]}")" "$f")   ${hashed[*]}  (target: 8 %)
nothing changed, changes captured                  $(median "${tracked[@]}")    $(ratio "$(median "${tracked[@]}")" "$f")   ${tracked[*]}  (target: 1 %)
$built cells touched, changes captured             $(median "${touched[@]}")    $(ratio "$(median "${touched[@]}")" "$f")   ${touched[*]}  (target: 1/30)
write-ahead log of the last run that found nothing, changes captured: $wal bytes
TABLE
