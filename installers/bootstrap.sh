#!/usr/bin/env bash
# From a fresh Debian 12 to a running or tested Portolan. Works as root and with sudo, and again without a network.
#
#   installers/bootstrap.sh run [ARGUMENT...]  installs what is missing, builds the program and opens its window on the
#                                              sample registry, or with the arguments given
#   installers/bootstrap.sh test [--all]       installs what is missing, builds everything and runs the tests;
#                                              --all: also what .ci/run does (sanitizers, fuzzing, benches, lint ...)
#   installers/bootstrap.sh deps [run|test|all] only installs what is missing
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build_packages=(
    cmake ninja-build g++ ccache mold pkg-config
    qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libgl-dev
    libcurl4-openssl-dev libssl-dev qtkeychain-qt6-dev libarchive-dev libzstd-dev nlohmann-json3-dev libexpected-dev
    libtomlplusplus-dev
)
# Loaded at run time and therefore easily forgotten: plugins, fonts, translations, the keychain's library.
run_packages=(
    libsecret-1-0 libqt6svg6 libqt6sql6-sqlite qt6-qpa-plugins qt6-wayland qt6-translations-l10n fcitx5-frontend-qt6
    fonts-dejavu-core fonts-noto-cjk ca-certificates
)
test_packages=(
    docker-registry skopeo nginx-light tinyproxy squid microsocks openssl curl faketime gnome-keyring dbus-daemon
    xvfb xauth openbox imagemagick x11-utils xdotool at-spi2-core python3 desktop-file-utils appstream
    sqlite3
)
check_packages=(clang-16 clang-format-16 clang-tidy-16 libclang-rt-16-dev llvm-16 git)
# Packages above whose service would start at the next boot, with the name of the service.
declare -A services=([nginx-light]=nginx [docker-registry]=docker-registry [tinyproxy]=tinyproxy [squid]=squid)

say() { printf '\n== %s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }
usage() { sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; }

names_elsewhere() {
    cat <<END
This script installs packages on Debian 12 only, and this is $1. It has changed nothing.
Portolan needs, to build and run:
  Debian, Ubuntu  ${build_packages[*]}
                  ${run_packages[*]}
  Fedora          cmake ninja-build gcc-c++ ccache mold pkgconf qt6-qtbase-devel qt6-qtsvg-devel qt6-qttools-devel
                  libcurl-devel openssl-devel qtkeychain-qt6-devel libarchive-devel libzstd-devel json-devel expected-devel
                  tomlplusplus-devel
                  libsecret qt6-qtwayland qt6-qttranslations fcitx5-qt6 google-noto-sans-cjk-fonts
  Arch            cmake ninja gcc ccache mold pkgconf qt6-base qt6-svg qt6-tools
                  curl openssl qtkeychain-qt6 libarchive zstd nlohmann-json tl-expected tomlplusplus
                  libsecret qt6-wayland qt6-translations fcitx5-qt noto-fonts-cjk
  Homebrew        cmake ninja ccache pkgconf qt curl openssl@3 qtkeychain libarchive zstd nlohmann-json tl-expected
                  tomlplusplus
and for the tests:
  Debian, Ubuntu  ${test_packages[*]}
  Fedora          skopeo nginx tinyproxy squid microsocks openssl curl libfaketime gnome-keyring dbus-daemon
                  xorg-x11-server-Xvfb xauth openbox ImageMagick xorg-x11-utils xdotool at-spi2-core python3
                  sqlite
  Arch            skopeo nginx tinyproxy squid microsocks openssl curl libfaketime gnome-keyring dbus
                  xorg-server-xvfb xorg-xauth openbox imagemagick xorg-xwininfo xdotool at-spi2-core python sqlite
  Homebrew        skopeo nginx tinyproxy squid microsocks openssl@3 sqlite
  Except on Debian and Ubuntu the registry server of github.com/distribution/distribution is needed as well, in the PATH
  under the name docker-registry.
With them in place:
  cmake --preset release && cmake --build --preset release && build/release/bin/portolan --sample
  cmake --preset dev && cmake --build --preset dev && ctest --test-dir build/dev -L fast
END
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

policy=/usr/sbin/policy-rc.d
kept_policy=$policy.kept-by-portolan

# Debian starts a service as soon as its package is installed, unless this file says no (101).
keep_services_down() {
    trap let_services_start EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    if [ -e "$policy" ] && ! grep -qs 'made by portolan' "$policy"; then
        as_root mv "$policy" "$kept_policy"
    fi
    printf '#!/bin/sh\n# made by portolan, for the time of one installation\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
}

let_services_start() {
    trap - EXIT INT TERM HUP
    if [ -e "$kept_policy" ]; then
        as_root mv -f "$kept_policy" "$policy"
    else
        as_root rm -f "$policy"
    fi
}

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# install_missing PACKAGE...: does not touch apt, and so needs no network, when everything is there.
install_missing() {
    local system missing=() package
    system=$(. /etc/os-release 2>/dev/null && printf '%s %s' "${ID:-}" "${VERSION_ID:-}" || uname -s)
    if [ "$system" != "debian 12" ]; then
        names_elsewhere "${system}" >&2
        exit 1
    fi
    for package in "$@"; do
        installed "$package" || missing+=("$package")
    done
    if [ ${#missing[@]} = 0 ]; then
        say "All $# packages are installed"
        return
    fi
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        fail "Packages are missing, and installing them needs root or sudo: ${missing[*]}"
    fi
    say "Installing ${#missing[@]} of $# packages: ${missing[*]}"
    keep_services_down
    as_root apt-get update -q || fail "The package lists could not be fetched; is there a network?"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" \
        || fail "Not all packages could be installed; the lines above say why."
    for package in "${missing[@]}"; do
        [ -z "${services[$package]:-}" ] || as_root update-rc.d "${services[$package]}" disable >/dev/null 2>&1 || true
    done
    let_services_start
}

build() {
    say "Building the preset $1 in build/$1 (again: only what changed)"
    cmake --preset "$1"
    cmake --build --preset "$@"
}

run() {
    install_missing "${build_packages[@]}" "${run_packages[@]}"
    build release --target portolan sample
    if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        fail "
Portolan is built, but its window cannot open: there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set).
Run this again in a desktop session, or see what it does without a window: build/release/bin/portolan --help"
    fi
    [ $# -gt 0 ] || set -- --sample
    say "build/release/bin/portolan $*"
    exec build/release/bin/portolan "$@"
}

run_tests() {
    install_missing "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}"
    build dev
    say "Testing"
    ctest --test-dir build/dev -j2 --no-tests=error --output-on-failure -L '^fast$'
}

case "${1:-} ${2:-}" in
"run "*) shift && run "$@" ;;
"test ") run_tests ;;
"test --all") exec .ci/run ;;
"deps run") install_missing "${build_packages[@]}" "${run_packages[@]}" ;;
"deps test") install_missing "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}" ;;
"deps " | "deps all")
    install_missing "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}" "${check_packages[@]}"
    ;;
*) usage >&2 && exit 2 ;;
esac
