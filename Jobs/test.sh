#!/usr/bin/env bash
# Runs every check. One line a check with its time; a failing check's output is printed whole.
# Asks for nothing, reads no input, and needs nothing but a Swift toolchain and Debian's packages.
set -uo pipefail
exec </dev/null
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
export LC_ALL=C.UTF-8

logs=.build-tools/log
failed=()

# check NAME COMMAND...: runs it, prints its line, keeps its output in $logs/NAME.
check() {
  local name=$1 began=$SECONDS outcome=ok
  shift
  mkdir -p "$logs"
  "$@" >"$logs/$name" 2>&1 || outcome=FAILED
  printf '%-12s %-7s %4d s\n' "$name" "$outcome" $((SECONDS - began))
  [ "$outcome" = ok ] && return
  failed+=("$name")
  sed "s/^/  | /" "$logs/$name"
  return 1
}

lint_sql() { .build-tools/bin/sqlfluff lint --disable-progress-bar --nocolor SQL; }
lint_migrations() { .build-tools/bin/squawk --config .squawk.toml SQL/migrations/*.sql; }

# The demo from end to end and again, by the debug program, in a folder of its own.
demo() {
  local folder outcome=0
  folder=$(mktemp -d) && chmod 755 "$folder" && ln -s "$PWD/Jobs" "$folder/Jobs" || return
  local -x ALMANAC_PROGRAM=$PWD/.build/debug/almanac
  for _ in first again; do
    "$folder/Jobs/demo.sh" --cities 2 --spaces 200 --days 30 || outcome=$?
  done
  "$folder/Jobs/demo.sh" stop || outcome=$?
  rm -rf "$folder"
  return "$outcome"
}

# Every endpoint by its own document, with few examples: a minute would be long for a check.
contract() { ALMANAC_PROGRAM=$PWD/.build/debug/almanac Jobs/schemathesis.sh 25; }

# The tests, which take minutes: after twenty those that have not ended are named.
tests() {
  local outcome=0
  timeout --kill-after 10 1200 swift test --skip-build || outcome=$?
  [ "$outcome" -lt 124 ] || python3 Jobs/checks/hanging.py <"$logs/test"
  return "$outcome"
}

Jobs/install.sh checks || exit
check format swift format lint --strict --recursive --parallel Package.swift Sources SQL Tests
check shell shellcheck Jobs/*.sh .ci/run
check sql lint_sql
check migrations lint_migrations
check imports python3 Jobs/checks/imports.py
if check build swift build --build-tests; then
  check demo demo
  check contract contract
  check test tests
fi
grep -hE 'Test run with [0-9]+ test' "$logs/test" 2>/dev/null | tail -n 1

if [ ${#failed[@]} -gt 0 ]; then
  echo "failed: ${failed[*]}"
  exit 1
fi
echo "all checks passed in $SECONDS s"
