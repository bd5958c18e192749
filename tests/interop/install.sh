#!/usr/bin/env bash
# Other people's registries and clients for the interop tests, built once into the user's cache by a Go toolchain (1.25 or
# newer). The tests look for them in $PORTOLAN_INTEROP_BIN, else in ${XDG_CACHE_HOME:-~/.cache}/portolan-interop/bin.
#   tests/interop/install.sh         installs what is missing
#   tests/interop/install.sh --list  says what is there and what is absent; exit code 1 when something is
set -euo pipefail

bin=${PORTOLAN_INTEROP_BIN:-${XDG_CACHE_HOME:-$HOME/.cache}/portolan-interop/bin}
# name in the cache, package, version
parts="
distribution  github.com/distribution/distribution/v3/cmd/registry   v3.1.2
ggcr-registry github.com/google/go-containerregistry/cmd/registry    v0.22.1
crane         github.com/google/go-containerregistry/cmd/crane       v0.22.1
regctl        github.com/regclient/regclient/cmd/regctl              v0.11.7
oras          oras.land/oras/cmd/oras                                v1.3.6
"
# The version is part of what is remembered, so that a new pin installs again.
present() { [ -x "$bin/$1" ] && [ "$(cat "$bin/$1.version" 2>/dev/null)" = "$3" ]; }

list() {
    local absent=0 name package version
    while read -r name package version; do
        [ -n "$name" ] || continue
        if present "$name" "$package" "$version"; then
            echo "present $name $version"
        else
            echo "absent  $name $version"
            absent=1
        fi
    done <<<"$parts"
    return $absent
}

install_missing() {
    local go name package version
    go=$(command -v go || ls /usr/local/go/bin/go 2>/dev/null) \
        || { echo "The interop parts need a Go toolchain, 1.25 or newer." >&2 && exit 1; }
    mkdir -p "$bin"
    while read -r name package version; do
        [ -n "$name" ] || continue
        if present "$name" "$package" "$version"; then
            continue
        fi
        echo "Building $name $version"
        rm -rf "$bin/new" && mkdir "$bin/new"
        GOBIN=$bin/new GOFLAGS=-buildvcs=false "$go" install "$package@$version" </dev/null
        mv "$bin/new/$(basename "$package")" "$bin/$name"
        echo "$version" >"$bin/$name.version"
    done <<<"$parts"
    rm -rf "$bin/new"
    list
}

case "${1:-}" in
"") install_missing ;;
--list) list ;;
*) sed -n '2,5s/^# \{0,1\}//p' "$0" >&2 && exit 2 ;;
esac
