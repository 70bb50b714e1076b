#!/usr/bin/env bash
# Reads damaged .ics files, recurrence rules, calendars and job files, COUNT of each (a million when
# it is left out), from SEED on. Ends with 1 when a reader crashes, hangs or breaks a promise.
#
#   Jobs/fuzz.sh [COUNT [SEED]]               inputs made by a seeded mutator
#   ENGINE=libfuzzer Jobs/fuzz.sh [COUNT]     inputs chosen by libFuzzer, which follows coverage
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

count=${1:-1000000}
seed=${2:-1}
options=(-c release --product almanac-fuzz --scratch-path ".build-fuzz-${ENGINE:-mutator}")
if [ "${ENGINE:-mutator}" = libfuzzer ]; then
  options+=(-Xswiftc -sanitize=fuzzer -Xswiftc -DLIBFUZZER -Xswiftc -use-ld=lld)
fi
swift build "${options[@]}"
fuzz=$(swift build "${options[@]}" --show-bin-path)/almanac-fuzz

declare -A folders=(
  [ics]=Tests/Corpus/ics [rrule]=Tests/Corpus/rrule
  [calendar]=Jobs/calendars [job]=Tests/Corpus/job
)
for target in rrule ics calendar job; do
  inputs=("${folders[$target]}")
  if [ "${ENGINE:-mutator}" = libfuzzer ]; then
    mkdir -p ".build-fuzz-libfuzzer/corpus/$target"
    inputs=(".build-fuzz-libfuzzer/corpus/$target" "${inputs[@]}")
  fi
  "$fuzz" "$target" "$count" "$seed" "${inputs[@]}"
done
