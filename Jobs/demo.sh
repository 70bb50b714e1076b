#!/usr/bin/env bash
# From a clone to an answer: installs what is missing, builds, starts a private PostgreSQL, fills it
# with a made-up market, runs the nightly job, starts the API and asks it one question.
#   Jobs/demo.sh [--cities N --spaces N ...]   does all of that, as often as you like, on a market
#                                              of this size: options go to "almanac demo"
#   Jobs/demo.sh stop                          stops the API and PostgreSQL
# ALMANAC_PROGRAM names a program that is built already.
set -euo pipefail
exec </dev/null
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Never the database that the environment names: the demo fills the tables of its own.
unset DATABASE_URL "${!PG@}"

mkdir -p .almanac
readonly pid_file=.almanac/api.pid log=.almanac/api.log
readonly program=${ALMANAC_PROGRAM:-.build/release/almanac}

almanac() {
  printf '\n$ almanac %s\n' "$*"
  "$program" "$@"
}

stop_api() {
  local pid
  pid=$(cat "$pid_file" 2>/dev/null) || return 0
  # The number may be another process by now.
  if tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -q ' serve --port 0'; then
    kill "$pid"
    timeout 20 tail --pid="$pid" -f /dev/null || kill -KILL "$pid"
  fi
  rm -f "$pid_file"
}

start_api() {
  stop_api
  # Now, not when the program starts: the address of the one before must not be read.
  : >"$log"
  nohup "$program" serve --port 0 >"$log" 2>&1 &
  echo $! >"$pid_file"
  for _ in {1..100}; do
    address=$(grep -m 1 -oE 'http://[0-9.]+:[0-9]+' "$log") && return
    kill -0 $! 2>/dev/null || break
    sleep 0.1
  done
  echo "demo: the API did not start:" >&2
  cat "$log" >&2
  return 1
}

# field NAME JSON: the first string member of that name.
field() { [[ $2 =~ \"$1\"[[:space:]]*:[[:space:]]*\"([^\"]+)\" ]] && echo "${BASH_REMATCH[1]}"; }

case "${1:-}" in
  '' | --*) ;;
  stop)
    stop_api
    [ ! -x "$program" ] || almanac down
    exit
    ;;
  *)
    echo "usage: Jobs/demo.sh [OPTIONS OF almanac demo] | stop" >&2
    exit 64
    ;;
esac

Jobs/install.sh
if [ -z "${ALMANAC_PROGRAM:-}" ]; then
  echo '$ swift build -c release --product almanac'
  swift build -c release --product almanac
fi

almanac up
almanac demo "$@"
almanac run nightly
almanac status

printf '\n$ almanac serve --port 0 &\n'
start_api
echo "$address"

state=$("$program" status --format json)
city=$(field city "$state")
date=$(field to "$state")
request="$address/v1/discovery?city=$city&date=$date&sort=price&limit=2"
printf "\n\$ curl '%s'\n" "$request"
# The answer is one line; a person reads it more easily in a few.
curl --silent --show-error --fail-with-body --max-time 10 "$request" |
  sed -E 's/,"(items|page|freshness)":/,\n "\1":/g; s/\{"space_id"/\n  &/g'

cat <<END


The API answers at $address until you stop it; its log is $log.
Stop it and PostgreSQL: Jobs/demo.sh stop
END
