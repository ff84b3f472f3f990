#!/usr/bin/env bash
# A province's reports of one day in one run: STATIONS stations, three reports each, every one another.
#   bench/province_day_bench.sh [-p PROGRAM] [-s STATIONS] [-j THREADS]
# Prints wall time, reports a second, processor time, peak memory and the size of what was printed; then the same run over again with
# one report missing, one with a mistake and one station whose data cannot be read: all others have to be printed.
source "$(dirname "$0")/setup.sh"
here=$(cd "$(dirname "$0")" && pwd)
program=build/release/fengqiao stations=1631 threads=2
read_options "p=program s=stations j=threads" "$@"
program=$(realpath "$program")
python3 "$here/make_stations.py" "$work/全省" "$stations" 2026-03-09 1
"$program" --index "$work/index" index >/dev/null

# print_all FOLDER: its exit code is the program's.
print_all() {
  local code=0 start end
  start=$(date +%s.%N)
  /usr/bin/env time -f '%U %S %M' -o "$work/used" "$program" --index "$work/index" render "$work/全省" --date 2026-03-09 -j "$threads" \
    -o "$1" >"$work/out" 2>"$work/err" || code=$?
  end=$(date +%s.%N)
  awk -v s="$start" -v e="$end" -v n="$((stations * 3))" '{ used = $0 } END { split(used, u, " ")
    printf "%d 份：%.1f 秒，%.0f 份/秒，处理器 %.1f 秒，最多用内存 %d MiB\n", n, e - s, n / (e - s), u[1] + u[2], u[3] / 1024 }' "$work/used"
  cat "$work/out"
  return $code
}

print_all "$work/打印"
printed=$(find "$work/打印" -name '*.pdf' | wc -l)
different=$(find "$work/打印" -name '*.pdf' -print0 | xargs -0 sha256sum | cut -d' ' -f1 | sort -u | wc -l)
echo "PDF $printed 份，各不相同的 $different 份，共 $(du -sm "$work/打印" | cut -f1) MiB"
[ "$printed" = "$((stations * 3))" ] && [ "$different" = "$printed" ]

rm "$work/全省/县01/所0001/记录/2026-03-09/质态监督.yaml"
sed -i 's/应有: /应有: 9/' "$work/全省/县01/所0002/记录/2026-03-09/支撑保障.yaml"
echo '类别: 郊区' >"$work/全省/县01/所0003/派出所.yaml"
! print_all "$work/打印二"
tail -n 4 "$work/err" # the summary
[ "$(find "$work/打印二" -name '*.pdf' | wc -l)" = "$((stations * 3 - 5))" ]
