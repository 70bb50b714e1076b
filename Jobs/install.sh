#!/usr/bin/env bash
# Installs what building and running Almanac needs and this machine lacks; asks for nothing.
# With "checks" as its argument also what Jobs/test.sh needs, with "bench" or
# "instructions" what those scripts do.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

has() { command -v "$1" >/dev/null 2>&1; }
has_library() { has pkg-config && pkg-config --exists "$1"; }
has_server() { has initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
has_venv() { has python3 && python3 -c 'import ensurepip, venv' 2>/dev/null; }

if ! has swift; then
  echo "install: no swift in PATH ($PATH); install a Swift 6.3 toolchain from swift.org first" >&2
  exit 69
fi

missing=()
has pkg-config || missing+=(pkg-config)
has_library libpq || missing+=(libpq-dev)
has_server || missing+=(postgresql)
has curl || missing+=(curl)
if [ "${1:-}" = checks ]; then
  has shellcheck || missing+=(shellcheck)
  has_venv || missing+=(python3 python3-venv)
fi
if [ "${1:-}" = instructions ]; then
  has callgrind_control || missing+=(valgrind)
fi
if [ "${1:-}" = bench ]; then
  has wrk || missing+=(wrk)
  has_venv || missing+=(python3 python3-venv)
fi

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive PATH="/usr/sbin:/sbin:$PATH" apt-get -qq -o DPkg::Lock::Timeout=120 \
    -o Dpkg::Use-Pty=0 "$@" </dev/null
}

# Debian makes and starts a cluster when the server is installed. Almanac brings its own, so none
# is made; the setting is put back for whoever wants one later.
apt_server() {
  local settings=/etc/postgresql-common/createcluster.conf outcome=0
  apt install --no-install-recommends postgresql-common || return
  as_root sed -i 's/^#create_main_cluster = true/create_main_cluster = false/' "$settings"
  apt install --no-install-recommends "$@" || outcome=$?
  as_root sed -i 's/^create_main_cluster = false/#create_main_cluster = true/' "$settings"
  return $outcome
}

if [ ${#missing[@]} -gt 0 ]; then
  echo "install: ${missing[*]}" >&2
  if ! has apt-get || ! as_root true 2>/dev/null; then
    echo "install: cannot do that here without a password; as root: apt-get install ${missing[*]}" >&2
    exit 69
  fi
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  installer=apt
  [[ " ${missing[*]} " == *" postgresql "* ]] && installer=apt_server
  arguments=("${missing[@]}")
  [ "$installer" = apt ] && arguments=(install --no-install-recommends "${missing[@]}")
  if ! { apt update && "$installer" "${arguments[@]}"; } >"$log" 2>&1; then
    cat "$log" >&2
    echo "install: apt-get failed" >&2
    exit 69
  fi
fi

# venv FOLDER FILE: programs of PyPI, the packages of FILE, at its versions, in a folder of their own.
venv() {
  ! cmp -s "$2" "$1/${2##*/}" || return 0
  rm -rf "$1"
  python3 -m venv "$1"
  "$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
    --requirement "$2" >&2
  cp "$2" "$1/"
}

case "${1:-}" in
  checks) venv .build-tools Jobs/checks/tools.txt ;;
  bench) venv .build-bench Jobs/bench/requirements.txt ;;
esac
