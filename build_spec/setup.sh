#!/usr/bin/env bash
# Prepares everything the make targets need, from a clean clone of a bare Debian 12:
# Debian packages (where we may), Python 3.11 in .venv, the locked libraries, and the
# project itself in place. A second call with nothing changed ends at once.
#
# PYTHON=/path/to/python3.11 chooses an interpreter by hand.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly LOCK=build_spec/lock/dev.txt
readonly PACKAGES=build_spec/debian-packages.txt
readonly STAMP_OF_LIBRARIES=.venv/.libraries
readonly STAMP_OF_PROJECT=.venv/.project

say() { printf 'setup: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

is_python_3_11() {
  "$1" -c 'import sys; raise SystemExit(sys.version_info[:2] != (3, 11))' >/dev/null 2>&1
}

find_python() {
  local candidate
  if [[ -n ${PYTHON:-} ]] && ! is_python_3_11 "$PYTHON"; then
    say "PYTHON=$PYTHON is no Python 3.11"
    return 1
  fi
  for candidate in "${PYTHON:-}" python3.11 python3 /usr/bin/python3.11 /usr/bin/python3; do
    if [[ -n $candidate ]] && is_python_3_11 "$candidate"; then
      "$candidate" -c 'import sys; print(sys.executable)'
      return
    fi
  done
  return 1
}

# Answers whether one line of the package list is already satisfied.
is_there() {
  local kind=${1%%:*} name=${1#*:}
  case $kind in
    command) command -v "$name" >/dev/null ;;
    file) [[ -e $name ]] ;;
    venv) "$python" -c 'import ensurepip, venv' 2>/dev/null ;;
    python) /usr/bin/python3 -c "import $name" 2>/dev/null ;;
    *) fail "$PACKAGES: unknown probe $1" ;;
  esac
}

missing_packages() {
  local package probe reason
  while IFS='|' read -r package probe reason; do
    package=${package//[[:space:]]/} probe=${probe//[[:space:]]/}
    [[ -z $package || $package == \#* ]] && continue
    is_there "$probe" || printf '%s ' "$package"
  done <"$PACKAGES"
}

# Installs the missing Debian packages as root or with a sudo that asks nothing;
# otherwise says the one line to run.
install_packages() {
  local missing as_root=()
  missing=$(missing_packages)
  [[ -z $missing ]] && return
  if ! command -v apt-get >/dev/null; then
    say "this is no Debian; please install what these packages hold: $missing"
    return
  fi
  if [[ $(id -u) != 0 ]]; then
    if ! sudo -n true 2>/dev/null; then
      say "please run:  sudo apt-get install --no-install-recommends $missing"
      return
    fi
    as_root=(sudo -n)
  fi
  say "installing Debian packages: $missing"
  local log
  log=$(mktemp)
  # shellcheck disable=SC2086  # the list is meant to be split
  if ! { "${as_root[@]}" apt-get -q update \
    && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
      -o DPkg::Lock::Timeout=600 install --no-install-recommends $missing; } \
    >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    say "apt could not install: $missing (going on without)"
  fi
  rm -f "$log"
}

# What a stamp remembers: the fingerprint of everything its step was made from.
# The folder is part of it: an environment that was moved or copied runs the code it came from.
fingerprint() { { printf '%s\n' "$python" "$PWD"; cat "$@"; } | sha256sum | cut -d ' ' -f 1; }

is_stamped() { [[ -f $1 && $(<"$1") == "$2" ]]; }

make_environment() {
  is_there venv: || fail "$python cannot make environments: install python3-venv, then try again"
  say "making .venv with $python"
  "$python" -m venv --clear .venv
  say "installing the locked libraries (a minute or two)"
  # Wheels only: nothing is compiled and no library's build script runs here.
  .venv/bin/python -m pip install -qq --no-deps --require-hashes --only-binary :all: -r "$LOCK" \
    || fail "the libraries were not fetched: this first step needs the network; run the same again"
}

install_project() {
  .venv/bin/python -m pip install -qq --no-deps --no-build-isolation --no-index --editable .
}

# Two at once would clear each other's environment; the second waits.
if command -v flock >/dev/null; then
  exec 9<build_spec/setup.sh
  flock 9
fi
python=$(find_python) || fail "Python 3.11 is needed (Debian 12: apt-get install python3); \
PYTHON=/path/to/python3.11 names another"
libraries=$(fingerprint "$LOCK" "$PACKAGES" build_spec/setup.sh)
project=$(fingerprint pyproject.toml "$LOCK")
if ! is_stamped "$STAMP_OF_LIBRARIES" "$libraries"; then
  install_packages
  make_environment
  printf '%s\n' "$libraries" >"$STAMP_OF_LIBRARIES"
fi
if ! is_stamped "$STAMP_OF_PROJECT" "$project"; then
  install_project
  printf '%s\n' "$project" >"$STAMP_OF_PROJECT"
  say "ready"
fi
