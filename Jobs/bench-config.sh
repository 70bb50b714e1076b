#!/usr/bin/env bash
# Prints the processor time that expanding a made-up job takes: 200 cities x 365 days x 60 price
# rules, read once and expanded for every city, as a nightly run does before it builds.
#   Jobs/bench-config.sh [CITIES [DAYS [RULES [ROUNDS]]]]
set -euo pipefail
exec </dev/null
cd "$(dirname "${BASH_SOURCE[0]}")/.."

options=(-c release --product almanac-expansion-bench --scratch-path .build-bench-config)
swift build "${options[@]}" >&2
"$(swift build "${options[@]}" --show-bin-path)/almanac-expansion-bench" "$@"
