#!/usr/bin/env bash
# Cold processes that print one paper each: wall time, CPU time, peak memory, file size.
#   bench/render_bench.sh [ROUNDS] [PEER_NAME PEER_COMMAND]…   peers are timed in the same rounds
source "$(dirname "$0")/setup.sh"
cd "$(dirname "$0")/.."
rounds=${1:-20}
shift || true
build=build/release
cmake --preset release -DFENGQIAO_BENCH=ON >/dev/null
cmake --build --preset release --target fengqiao fengqiao_time >/dev/null
program="$build/fengqiao --index $work/index"
$program index >/dev/null
commands=()
for sample in 日报/质态监督 清单/权责清单 等级评定/评分报告; do
  commands+=("$sample" "$program render templates/$sample/sample.yaml -o $work/$(basename "$sample").pdf")
done
"$build/fengqiao_time" -n "$rounds" "${commands[@]}" "$@"
for pdf in "$work"/*.pdf; do
  printf '%s: %s 字节，%s 页\n' "$(basename "$pdf")" "$(stat -c %s "$pdf")" "$(pdfinfo "$pdf" | awk '/^Pages/{print $2}')"
done
