#!/usr/bin/env bash
# The tests that take long: tens of thousands of requests, series of kills, soak. Builds the preset dev first.
#   tests/long.sh [--share PERCENT] [--seed NUMBER]
# The tests do that share of their work and draw their choices from the seed (tests/support/longrun.h); the seed is
# printed, so that a failure can be repeated.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export LONG_SHARE=100 LONG_SEED=$RANDOM
while [ $# -gt 0 ]; do
    case "$1" in
    --share) LONG_SHARE=$2 && shift 2 ;;
    --seed) LONG_SEED=$2 && shift 2 ;;
    *) sed -n '2,5s/^# \{0,1\}//p' "$0" >&2 && exit 2 ;;
    esac
done
cmake --preset dev >/dev/null
cmake --build --preset dev
echo "Long tests: $LONG_SHARE per cent, seed $LONG_SEED"
ctest --test-dir build/dev -j2 --no-tests=error --output-on-failure -L '^long$'
