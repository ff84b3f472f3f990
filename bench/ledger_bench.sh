#!/usr/bin/env bash
# ledger_bench.sh [-p PROGRAM] [-n ROWS] [-k KILLS] [-m MIB]: imports of a CSV of ROWS calls: new, the same file again, a changed
# export (every tenth row differs, all have history); then a CSV of MIB mebibytes with 60 columns, 6 of them mapped (0: none); then
# KILLS imports stopped with SIGKILL, each followed by a count and a full run.
source "$(dirname "$0")/setup.sh"
program=build/release/fengqiao rows=500000 kills=100 mebibytes=0
read_options "p=program n=rows k=kills m=mebibytes" "$@"
program=$(realpath "$program")
"$program" init "$work/所" --name 样例派出所 >/dev/null
cd "$work/所"

# make FILE FIRST COUNT CHANGED: CHANGED=1 turns every tenth row into another kind.
make() {
  awk -v first="$2" -v count="$3" -v changed="$4" 'BEGIN {
    print "接警编号,报警时间,警情类别,处警岗位,是否重复,是否反馈超时"
    split("刑事警情 治安警情 交通警情 矛盾纠纷 群众求助 非警务警情", kind, " ")
    for (i = first; i < first + count; ++i)
      printf "JQ%012d,2026/3/%d %d:%02d:33,%s,社区岗,否,否\n", i, 1 + i % 28, i % 24, i % 60,
             kind[1 + (i + (changed && i % 10 == 0)) % 6]
  }' >"$1"
}

# timed LABEL FILE ROWS
timed() {
  local start end rows=$3
  start=$(date +%s.%N)
  /usr/bin/env time -f '%M' -o "$work/memory" "$program" ledger import "$2" >"$work/out" 2>/dev/null
  end=$(date +%s.%N)
  awk -v l="$1" -v s="$start" -v e="$end" -v n="$rows" -v m="$(tail -n 1 "$work/memory")" \
    'BEGIN { printf "%s\t%.2f s\t%d 行/秒\t%d MiB\n", l, e - s, n / (e - s), m / 1024 }'
  cat "$work/out"
}

make new.csv 0 "$rows" 0
make changed.csv 0 "$rows" 1
timed "新表" new.csv "$rows"
timed "同一份" new.csv "$rows"
timed "改过的表" changed.csv "$rows"

if [ "$mebibytes" -gt 0 ]; then # a row is 1,024 bytes
  LC_ALL=C awk -v mebibytes="$mebibytes" 'BEGIN {
    printf "接警编号,报警时间,警情类别,处警岗位,是否重复,是否反馈超时"
    for (i = 7; i <= 60; ++i) { printf ",备用%d", i; rest = rest ",备用栏" }
    print ""
    for (i = 0; i < mebibytes * 1024; ++i) {
      row = sprintf("GB%012d,2026/3/%d %d:%02d:33,刑事警情,社区岗,否,否%s", i, 1 + i % 28, i % 24, i % 60, rest)
      printf "%s%" (1023 - length(row)) "s\n", row, ""
    }
  }' >wide.csv
  du -m wide.csv
  timed "60 栏" wide.csv $((mebibytes * 1024))
  rm wide.csv
fi

[ "$kills" -gt 0 ] || exit 0
batch=20000 killed=0 broken=0
count() { "$program" ledger stats --format jsonl | sed -n 's/.*"kind":"警情","rows":\([0-9]*\).*/\1/p'; }
base=$(count)
for ((i = 0; i < kills; ++i)); do
  make batch.csv "$base" $batch 0
  "$program" ledger import batch.csv >/dev/null 2>&1 &
  pid=$!
  sleep "0.$(printf %03d $((RANDOM % 300)))"
  kill -KILL $pid 2>/dev/null && killed=$((killed + 1))
  wait $pid 2>/dev/null || true
  have=$(count)
  [ "$have" = "$base" ] || [ "$have" = $((base + batch)) ] || broken=$((broken + 1))
  "$program" ledger import batch.csv >/dev/null 2>&1
  base=$((base + batch))
  [ "$(count)" = "$base" ] || broken=$((broken + 1))
done
echo "SIGKILL：$kills 轮，打断 $killed 次，多、少、半份 $broken 次"
