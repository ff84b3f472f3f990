#!/usr/bin/env bash
# Installs the build into a temporary prefix and uses it from there.
set -euo pipefail
cmake=$1 build=$2
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$cmake" --install "$build" --prefix "$place/usr" >/dev/null
cd "$place"
export HOME=$place FENGQIAO_INDEX=$place/index
usr/bin/fengqiao index
usr/bin/fengqiao search 没事也要交日报吗 | grep -q ZF-5.3
usr/bin/fengqiao templates | grep -q 质态监督
usr/bin/fengqiao show XD2023-1.3 >/dev/null
echo "the installed tree works"
