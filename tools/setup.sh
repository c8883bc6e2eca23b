#!/bin/sh
# Set everything up on a fresh machine: a virtual environment in .venv with the package and its tools, and Pango for PDF.
# Safe to run again. Without Pango everything but PDF works, so its absence is told, not fatal.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_apt() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" -eq 0 ] || sudo -n true >/dev/null 2>&1
}

apt_install() {
    as_root apt-get update -qq >&2 || true
    DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends "$@" >&2
}

find_python() {
    for candidate in python3.13 python3.12 python3.11 python3.14 python3 python; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            printf '%s' "$candidate"
            return
        fi
    done
    say "Playbook needs Python 3.11 or newer, and none was found."
    exit 5
}

make_environment() {
    [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1 && return
    python=$(find_python)
    say "Making .venv with $($python --version)"
    rm -rf .venv
    if ! "$python" -m venv .venv >/dev/null 2>&1; then
        rm -rf .venv
        if can_apt; then apt_install python3-venv; fi
        "$python" -m venv .venv
    fi
}

install_package() {
    say "Installing playbook and what it needs"
    # Older ones write a command that takes a third longer to start.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1' || true
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
    # As pip does where it copies the package. Else a Python that may not write would compile it at every start.
    .venv/bin/python -m compileall -q playbook
}

has_pdf_engine() {
    .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1
}

install_pango() {
    has_pdf_engine && has_subsetter && return
    if can_apt; then
        say "Installing Pango for PDF"
        apt_install libpango-1.0-0 libpangoft2-1.0-0 || true
        apt_install libharfbuzz-subset0 || true # makes PDF twice as fast; older systems lack it
    fi
    has_pdf_engine && return
    say "PDF needs Pango, which could not be installed here. HTML works without it. To install it:"
    say "  Debian, Ubuntu:  sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    say "  Fedora:          sudo dnf install pango"
    say "  macOS:           brew install pango"
    say "  Windows:         install MSYS2, then: pacman -S mingw-w64-x86_64-pango"
}

# `tools/setup.sh tests`: what only the tests use. A browser opens the pages, a spreadsheet recalculates the workbooks, and two
# programs look into PDFs. Without them those tests are skipped.
has() {
    for name in "$@"; do command -v "$name" >/dev/null 2>&1 && return; done
    return 1
}

missing_for_tests() {
    has chromium chromium-browser google-chrome || printf 'chromium '
    has pdftotext || printf 'poppler-utils '
    has qpdf || printf 'qpdf '
    has soffice || printf 'libreoffice-calc-nogui '
}

install_for_tests() {
    missing=$(missing_for_tests)
    [ -n "$missing" ] || return 0
    if can_apt; then
        say "Installing for the tests: $missing"
        apt_install $missing >/dev/null 2>&1 || true # one word per package
        missing=$(missing_for_tests)
    fi
    [ -z "$missing" ] || say "Tests that need these are skipped: $missing"
}

has_subsetter() {
    .venv/bin/python -c 'import ctypes.util, sys; sys.exit(not ctypes.util.find_library("harfbuzz-subset"))' >/dev/null 2>&1
}

if [ "${1:-}" = tests ]; then
    install_for_tests
    exit
fi
make_environment
install_package
install_pango
touch .venv/ready
