#!/usr/bin/env bash
# Prints the time and the peak memory of reading and expanding each bad feed in FOLDER, a process
# each. Ends with 1 when one takes more than 50 ms or 64 MiB.
set -euo pipefail
folder=$(realpath "${1:?usage: Jobs/hostile.sh FOLDER}")
cd "$(dirname "${BASH_SOURCE[0]}")/.."

options=(-c release --product almanac-fuzz --scratch-path .build-fuzz-mutator)
swift build "${options[@]}"
"$(swift build "${options[@]}" --show-bin-path)/almanac-fuzz" hostile "$folder"/*.ics
